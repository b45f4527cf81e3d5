"""Was the pupil on roll that day?"""

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ERROR, Marked, Rule
from attendlib.register import DAY

RULE = Rule(
    "off-roll",
    ERROR,
    "the pupil was not on roll that day",
    "correct the date, or the entry or leaving date in the pupils table",
    about=DAY,
)


def find(evidence: Evidence) -> Marked:
    """A mark before the entry date or after the leaving date (both days are on roll)."""
    return Marked(evidence.off_roll())
