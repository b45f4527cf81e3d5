"""Does somebody have far more or fewer possible sessions than most?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ACCEPTED, WARNING, Place, Rule
from attendlib.codes import code_book

RULE = Rule(
    "possible-far-from-mode",
    WARNING,
    "possible sessions far from the school's most common number",
    "check for missing marks, wrong dates of entry or leaving, or codes that do not count as possible",
)


def find(evidence: Evidence) -> list[Place]:
    """Enrolments on roll for the whole time whose possible sessions are outside the rule's share of the mode. ``row``
    is the pupil's row in the pupils table."""
    counted = np.array([entry.possible for entry in code_book().codes()], dtype=bool)
    uncounted = evidence.with_marks(~counted[evidence.entries])
    uncounted = uncounted[evidence.outcome[uncounted] == ACCEPTED]
    possible = evidence.recorded.sum(axis=(1, 2))
    possible -= np.bincount(evidence.pupil[uncounted], minlength=len(possible))
    share = evidence.rule("possible_sessions_mode")
    throughout = evidence.on_roll[:, evidence.held].all(axis=1)
    if share is None or not throughout.any() or not possible[throughout].any():
        return []
    mode = int(np.bincount(possible[throughout & (possible > 0)]).argmax())
    low, high = share["low_percent"] * mode, share["high_percent"] * mode
    odd = throughout & ((100 * possible < low) | (100 * possible > high)) & (possible > 0)
    return [
        Place(
            f"{possible[i]} possible sessions where most pupils on roll all the time have {mode}",
            evidence.roll.latest[i].row,
            in_pupils=True,
        )
        for i in np.flatnonzero(odd)
    ]
