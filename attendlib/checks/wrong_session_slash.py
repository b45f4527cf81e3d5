"""Does the present mark lean the way of its session?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.codes import code_book
from attendlib.register import SESSIONS

RULE = Rule(
    "wrong-session-slash",
    WARNING,
    "the present mark of the other session: / is for AM and \\ for PM",
    "correct the mark in the register; it was counted as present",
)


def find(evidence: Evidence) -> Marked:
    """Accepted present marks whose code belongs to the other session."""
    belongs = [code_book().session_of(mark) for mark in evidence.register.mark.values]
    other = np.array([SESSIONS.index(s) if s else -1 for s in belongs], dtype=np.int8)
    own = other[evidence.register.mark.index] if len(other) else np.empty(0, dtype=np.int8)
    return Marked(evidence.accepted & (own >= 0) & (own != evidence.register.session))
