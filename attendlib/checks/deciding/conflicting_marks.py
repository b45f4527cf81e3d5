"""Do two records give different codes for one pupil and session?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ERROR, Marked, Rule
from attendlib.register import MARK

RULE = Rule(
    "conflicting-marks",
    ERROR,
    "different codes stand for the same pupil and session",
    "keep the right one in the register and export again",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Every record of a session for which otherwise acceptable records disagree: none can be preferred to another."""
    twice = evidence.in_slots_taken_twice()
    slots, marks = evidence.slot[twice], evidence.register.mark.index[twice]
    order = np.lexsort((marks, slots))
    slots, marks = slots[order], marks[order]
    differs = slots[1:][(slots[1:] == slots[:-1]) & (marks[1:] != marks[:-1])]
    return Marked(twice[np.isin(evidence.slot[twice], differs)])
