"""Does a mark stand at a weekend?"""

from attendlib.calendar import WEEKEND
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import REJECTED, WARNING, Marked, Rule

RULE = Rule(
    "weekend-mark",
    WARNING,
    "a mark on a Saturday or Sunday: often a date read a day out",
    "check how dates were exported; if whole weeks are a day out, so are all their marks",
)


def find(evidence: Evidence) -> Marked:
    """Records set aside for a closed session that fall at a weekend: a sign of shifted dates."""
    return Marked((evidence.outcome == REJECTED) & (evidence.closed == WEEKEND)[evidence.day])
