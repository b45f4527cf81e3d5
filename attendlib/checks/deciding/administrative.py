"""Is the mark one that only says why there is no mark?"""

from attendlib.checks.evidence import ADMIN, Evidence
from attendlib.checks.finding import NOTE, Marked, Rule

RULE = Rule("administrative", NOTE, "school closed to pupils, or not yet on the admission register", "nothing")


def find(evidence: Evidence) -> Marked:
    """``#`` and ``Z``, wherever they stand."""
    return Marked(evidence.with_marks(evidence.status == ADMIN))
