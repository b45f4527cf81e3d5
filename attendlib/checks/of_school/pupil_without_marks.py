"""Is somebody on roll of whom the register says nothing?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule

RULE = Rule(
    "pupil-without-marks",
    WARNING,
    "an enrolment without a single accepted mark",
    "export the pupil's marks, or correct the entry and leaving dates in the pupils table",
)


def find(evidence: Evidence) -> list[Place]:
    """Enrolments on roll on a school day that the register covers, with no accepted mark. ``row`` is the pupil's row in
    the pupils table."""
    if not len(evidence.marked_days):
        return []
    days = evidence.calendar.days
    covered = days[days <= evidence.marked_days[-1]]
    silent = evidence.roll.on_roll(covered).any(axis=1) & ~evidence.has_marks
    words = "on roll, but the register holds no mark that could be used"
    return [Place(words, evidence.roll.latest[i].row, in_pupils=True) for i in np.flatnonzero(silent)]
