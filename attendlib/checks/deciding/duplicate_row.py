"""Is the record an exact repeat of an earlier one?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import NOTE, Marked, Rule

RULE = Rule(
    "duplicate-row",
    NOTE,
    "an exact repeat of an earlier record's pupil, session and code",
    "nothing needs doing: the first is used, this one is set aside",
)


def find(evidence: Evidence) -> Marked:
    """All but the first of several records with the same pupil, date, session and code."""
    twice = evidence.in_slots_taken_twice()
    _, first = np.unique(evidence.slot[twice], return_index=True)
    return Marked(np.delete(twice, first))
