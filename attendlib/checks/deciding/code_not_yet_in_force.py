"""Does the code begin only after that date?"""

from attendlib.checks.evidence import NOT_YET, Evidence
from attendlib.checks.finding import ERROR, Marked, Rule, shown
from attendlib.codes import code_book
from attendlib.register import MARK

RULE = Rule(
    "code-not-yet-in-force",
    ERROR,
    "the code began only after this date",
    "check the date; record the code of that year and export again",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Codes used before their first day, such as C2 before 19 August 2024."""

    def tell(record: int) -> str:
        mark = evidence.register.mark.values[evidence.register.mark.index[record]]
        return f"{shown(mark)} is not yet in force on this date: it begins on {code_book().periods(mark)[0].start}"

    return Marked(evidence.with_marks(evidence.status == NOT_YET), tell)
