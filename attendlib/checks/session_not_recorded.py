"""How many sessions of pupils on roll have no record at all, not even a blank?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule

RULE = Rule(
    "session-not-recorded",
    WARNING,
    "sessions of pupils on roll that the file does not mention",
    "export the whole period for all pupils; these sessions are in no figure",
)


def find(evidence: Evidence) -> list[Place]:
    """One row for the school: sessions held between the register's first and last day, for pupils on roll, for which the
    file has no record of any kind. Pupils with no accepted mark at all are another check's."""
    known = (evidence.pupil >= 0) & (evidence.register.session >= 0) & ~np.isnat(evidence.register.date)
    if not evidence.accepted.any():
        return []
    covered = np.flatnonzero(evidence.held)
    marked = evidence.register.date[evidence.accepted]
    values = evidence.day_values[covered]
    covered = covered[(values >= marked.min()) & (values <= marked.max())]
    has = np.zeros((len(evidence.roll.upns), len(evidence.day_values), 2), dtype=bool)
    has[evidence.pupil[known], evidence.day[known], evidence.register.session[known]] = True
    some = np.zeros(len(evidence.roll.upns), dtype=bool)
    some[evidence.pupil[evidence.accepted]] = True
    gaps = (evidence.on_roll[:, covered, None] & ~has[:, covered]) & some[:, None, None]
    sessions, pupils = int(gaps.sum()), int(gaps.any(axis=(1, 2)).sum())
    return [Place(f"{sessions} sessions of {pupils} pupils on roll are not in the file")] if sessions else []
