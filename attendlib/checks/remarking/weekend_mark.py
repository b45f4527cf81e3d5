"""Does a mark stand at a weekend?"""

from attendlib.calendar import WEEKEND
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.register import DAY

RULE = Rule(
    "weekend-mark",
    WARNING,
    "a mark on a Saturday or Sunday: often a date read a day out",
    "check how dates were exported; if whole weeks are a day out, so are all their marks",
    about=DAY,
)


def find(evidence: Evidence) -> Marked:
    """Rejected records that fall at a weekend: a sign of shifted dates."""
    return Marked(evidence.refused_when(WEEKEND))
