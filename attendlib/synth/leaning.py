"""How much more than others of the same phase is a pupil likely to be absent?

A multiple of the phase's level with a long tail: most pupils miss little, a few miss most of the year. Group effects
follow the published differences between FSM, SEN and year groups; the width of the tail is set so that the shares of
persistently and severely absent pupils come out near England's.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool

WIDTH = {"primary": 0.6, "secondary": 0.92, "special": 0.72}
"""Standard deviation of the logarithm of the leaning, by phase."""

SEVERE = {"primary": 0.0075, "secondary": 0.028, "special": 0.06}
"""Share of pupils who hardly come at all, by phase, over and above the tail."""

HARDLY_AT_ALL = (0.5, 0.85)
"""Between which shares of their sessions those pupils miss."""

_FSM, _SEN, _SOCIAL_WORKER, _LOOKED_AFTER = 2.0, (1.0, 1.55, 1.75), 1.5, 0.8
_YEAR = (1.25, 1.12, 1.0, 0.97, 0.97, 0.97, 1.0, 0.76, 0.95, 1.08, 1.12, 1.12, 0.8, 0.8)
"""By year group, 0 to 13, against the average of its phase."""


def multiples(people: People, who: NDArray[np.int64], school: PlannedSchool) -> NDArray[np.float64]:
    """Each pupil's expected absence as a multiple of the phase's level: mean ``school.risk``, never negative."""
    effect = np.array(_YEAR)[people.year[who]] * np.where(people.fsm[who], _FSM, 1.0)
    if school.phase != "special":
        effect = effect * np.array(_SEN)[people.sen[who]]
    effect = effect * np.where(people.social_worker[who], _SOCIAL_WORKER, 1.0)
    effect = effect * np.where(people.looked_after[who], _LOOKED_AFTER, 1.0)
    multiple = effect * np.exp(WIDTH[school.phase] * people.tendency[who])
    return school.risk * multiple / multiple.mean()


def hardly_come(multiple: NDArray[np.float64], school: PlannedSchool, rng: np.random.Generator) -> NDArray[np.float64]:
    """The share of sessions missed by each pupil who hardly comes at all, 0 for everybody else. More likely where the
    leaning is high."""
    chance = SEVERE[school.phase] * school.risk * multiple**0.8 / np.mean(multiple**0.8)
    hardly = rng.random(len(multiple)) < chance
    return np.where(hardly, rng.uniform(*HARDLY_AT_ALL, len(multiple)), 0.0)
