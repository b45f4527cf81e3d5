"""What share of days does each pupil lose to illness, to other reasons and to leave, and in spells of what length?

The phase's published share of each code is spread over its pupils by their leaning: illness less than in proportion,
other reasons more than in proportion, as the mix of reasons shifts among pupils who miss much.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.facts import share
from attendlib.synth.leaning import HARDLY_AT_ALL, SEVERE
from attendlib.synth.spells import CAUSES

SPREAD = {"illness": 0.9, "other": 1.3, "leave": 0.95}
"""The power of the leaning to which each cause goes."""

LENGTH = {"illness": 2.3, "other": 1.5, "leave": 1.3}
_LONGEST = 25.0
_MOST = 0.93
"""Mean spell in days at the average leaning, the longest mean spell, and the largest share of days out in spells."""

PART_DAY = {"illness": 0.12, "other": 0.14, "leave": 0.1}
"""Chance that the first day of a spell is an afternoon only."""

PAINTED_OVER = {"primary": 1.04, "secondary": 1.04, "special": 1.1}
"""Holidays and part-time timetables are painted over spells: how much more to draw to keep the published share."""

_MIX_SEVERE = {"primary": 0.5, "secondary": 0.75, "special": 0.45}
"""Of the sessions of those who hardly come at all, the part without good reason; the rest is illness."""


def shares(phase: str, multiple: NDArray[np.float64], hardly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cause by pupil, 0 to ``_MOST`` in sum: in the long run the mean over pupils is the phase's share times the mean
    leaning. ``hardly`` is the share missed by those who hardly come at all, 0 for others."""
    usual = hardly == 0
    rows = []
    for cause in CAUSES:
        part = {"other": _MIX_SEVERE[phase], "illness": 1 - _MIX_SEVERE[phase], "leave": 0.0}[cause]
        rest = max(_whole_days(cause, phase) - part * SEVERE[phase] * sum(HARDLY_AT_ALL) / 2, 0.0)
        weight = np.where(usual, multiple ** SPREAD[cause], 0.0)
        rows.append(hardly * part + rest * multiple.sum() * weight / max(weight.sum(), 1e-9))
    table = np.array(rows)
    return table * np.minimum(1.0, _MOST / np.maximum(table.sum(axis=0), 1e-9))


def _whole_days(cause: str, phase: str) -> float:
    """The published share, put up for what is painted over spells and the half days lost where they begin at midday."""
    return share(phase, cause) * PAINTED_OVER[phase] / (1 - PART_DAY[cause] * 0.5 / LENGTH[cause])


def lengths(multiple: NDArray[np.float64], hardly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cause by pupil, mean days of a spell: longer the higher the leaning."""
    weight = np.sqrt(np.maximum(multiple, 0.3)) * np.where(hardly > 0, 4.0, 1.0)
    return np.array([np.clip(LENGTH[cause] * weight**0.7, 1.0, _LONGEST) for cause in CAUSES])
