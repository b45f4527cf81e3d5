"""Does the present mark lean the way of its session?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ACCEPTED, WARNING, Marked, Rule
from attendlib.codes import code_book
from attendlib.register import MARK, SESSIONS

RULE = Rule(
    "wrong-session-slash",
    WARNING,
    "the present mark of the other session: / is for AM and \\ for PM",
    "correct the mark in the register; it was counted as present",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Accepted present marks whose code belongs to the other session."""
    register = evidence.register
    belongs = [code_book().session_of(mark) for mark in register.mark.values]
    wrong = np.array([[bool(own) and own != session for session in SESSIONS] for own in belongs], dtype=bool)
    found = np.flatnonzero(wrong.ravel()[register.mark.index * np.int32(len(SESSIONS)) + register.session])
    return Marked(found[evidence.outcome[found] == ACCEPTED])
