"""Does a mark stand outside every half term?"""

from attendlib.calendar import OUTSIDE
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.register import DAY

RULE = Rule(
    "outside-half-term",
    WARNING,
    "a mark on a weekday outside every half term of the calendar table",
    "check the date, or the first and last days of the half terms in the calendar table",
    about=DAY,
)


def find(evidence: Evidence) -> Marked:
    """Rejected records that fall in a holiday."""
    return Marked(evidence.refused_when(OUTSIDE))
