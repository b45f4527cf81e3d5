"""Did the school hold that session?"""

from attendlib.calendar import WHY_CLOSED
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ERROR, Marked, Rule
from attendlib.register import DAY

RULE = Rule(
    "closed-session",
    ERROR,
    "the school held no session then",
    "correct the date, or the calendar table if the school was open",
    about=DAY,
)


def find(evidence: Evidence) -> Marked:
    """A mark other than # or Z on a day without sessions."""

    def tell(record: int) -> str:
        return f"no session was held: the day is {WHY_CLOSED[evidence.closed[evidence.day[record]]]}"

    return Marked(evidence.on_days(~evidence.held), tell)
