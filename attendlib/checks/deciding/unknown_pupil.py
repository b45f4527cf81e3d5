"""Is the pupil in the pupils table for this school?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ERROR, Marked, Rule
from attendlib.register import PUPIL

RULE = Rule(
    "unknown-pupil",
    ERROR,
    "the pupil is not in the pupils table for this school",
    "add the enrolment to the pupils table, or correct the identifier",
    about=PUPIL,
)


def find(evidence: Evidence) -> Marked:
    """Identifiers that are neither a UPN nor a ``pupil_id`` of this school's roll."""
    return Marked(np.flatnonzero(evidence.pupil < 0))
