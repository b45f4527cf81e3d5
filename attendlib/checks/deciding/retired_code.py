"""Had the code ended before that date?"""

from attendlib.checks.evidence import RETIRED, Evidence
from attendlib.checks.finding import ERROR, Marked, Rule, shown
from attendlib.codes import code_book
from attendlib.register import MARK

RULE = Rule(
    "retired-code",
    ERROR,
    "the code had ended before this date",
    "record the code that replaced it and export again",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Codes used after their last day, such as H and J after 18 August 2024."""

    def tell(record: int) -> str:
        mark = evidence.register.mark.values[evidence.register.mark.index[record]]
        return f"{shown(mark)} is not in force on this date: it ended on {code_book().periods(mark)[-1].end}"

    return Marked(evidence.with_marks(evidence.status == RETIRED), tell)
