"""How many sessions of pupils on roll have no record at all, not even a blank?"""

import numpy as np
from numpy.typing import NDArray

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule

RULE = Rule(
    "session-not-recorded",
    WARNING,
    "sessions of pupils on roll that the file does not mention",
    "export the whole period for all pupils; these sessions are in no figure",
)


def find(evidence: Evidence) -> list[Place]:
    """One row for the school: sessions held between the register's first and last day, for pupils on roll, of which the
    file has no record of any kind. Pupils with no accepted mark at all are another check's."""
    if not len(evidence.marked_days):
        return []
    values = evidence.day_values
    covered = np.flatnonzero(evidence.held & (values >= evidence.marked_days[0]) & (values <= evidence.marked_days[-1]))
    gaps = evidence.on_roll[:, covered, None] & ~_mentioned(evidence)[:, covered]
    gaps &= np.asarray(evidence.recorded.any(axis=(1, 2)))[:, None, None]
    sessions, pupils = int(gaps.sum()), int(gaps.any(axis=(1, 2)).sum())
    return [Place(f"{sessions} sessions of {pupils} pupils on roll are not in the file")] if sessions else []


def _mentioned(evidence: Evidence) -> NDArray[np.bool_]:
    """Enrolment by day by session: the file has a record, accepted or not."""
    register = evidence.register
    other = np.flatnonzero(~evidence.accepted)
    other = other[(evidence.pupil[other] >= 0) & (register.session[other] >= 0) & ~np.isnat(register.date[other])]
    mentioned = evidence.recorded.copy()
    mentioned[evidence.pupil[other], evidence.day[other], register.session[other]] = True
    return mentioned
