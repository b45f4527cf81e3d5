"""Was no mark made?"""

from attendlib.checks.evidence import BLANK, Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.register import MARK

RULE = Rule(
    "missing-mark",
    WARNING,
    "no mark was made: not an absence, and not a possible session",
    "record the mark in the register and export again",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """A blank or ``-``."""
    return Marked(evidence.with_marks(evidence.status == BLANK))
