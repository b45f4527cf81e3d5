"""Is the mark in any code set at all?"""

from attendlib.checks.evidence import UNKNOWN, Evidence
from attendlib.checks.finding import ERROR, Marked, Rule, shown
from attendlib.codes import code_book
from attendlib.register import MARK

RULE = Rule(
    "unknown-code",
    ERROR,
    "the mark is in no code set of any year",
    "correct it in the register and export again, or name what it stands for under `marks:` in the city file",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Marks that no code set of any year holds. Never taken for present or absent."""

    def tell(record: int) -> str:
        mark = evidence.register.mark.values[evidence.register.mark.index[record]]
        near = code_book().suggest(mark)
        return f"{shown(mark)} is in no code set of any year" + (f'; did you mean "{near}"?' if near else "")

    return Marked(evidence.with_marks(evidence.status == UNKNOWN), tell)
