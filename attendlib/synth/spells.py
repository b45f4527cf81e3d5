"""On which days is a pupil ill, off for another reason, or on leave, one spell after another?

A chain over the school days: a pupil who is in may fall into a spell of one cause, a pupil in a spell comes back with
the same chance each day, so lengths are geometric. Chances are set so that each pupil's long-run share of days is the
one asked for; the season and the day of the week move them up and down.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CAUSES = ("illness", "other", "leave")
"""Roles of the marks of the three causes, in order; a state of 1 to 3 is one of them, 0 is none."""

WINTER_PEAK = 0.38
_PEAK_DAY, _DAYS_IN_YEAR = 25, 365.25
_WEEKDAY = {
    "illness": (1.12, 0.98, 0.95, 0.95, 1.0),
    "other": (1.12, 0.92, 0.9, 0.98, 1.3),
    "leave": (0.95, 0.85, 0.85, 1.0, 1.5),
}
_LAST_DAY = {"illness": 1.1, "other": 1.9, "leave": 2.2}
"""How many times as likely a spell is to start on a weekday, and on the last day before a holiday."""


@dataclass(frozen=True)
class Spells:
    """Pupil by day. ``state`` is the cause, from 1, or 0; ``number`` tells a pupil's spells apart, from 1."""

    state: NDArray[np.int8]
    number: NDArray[np.int16]

    def first_days(self) -> NDArray[np.bool_]:
        """True on the first day of each spell."""
        before = np.zeros_like(self.number)
        before[:, 1:] = np.maximum.accumulate(self.number, axis=1)[:, :-1]
        return (self.number > 0) & (self.number != before)


def pressure(days: NDArray[np.datetime64], open_: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Cause by day: how many times as likely as usual a spell is to start."""
    weekday = (days.astype("int64") + 3) % 7
    of_year = (days - days.astype("datetime64[Y]")).astype(int)
    winter = 1 + WINTER_PEAK * np.cos(2 * np.pi * (of_year - _PEAK_DAY) / _DAYS_IN_YEAR)
    where = np.flatnonzero(open_)
    gap = np.diff(where, append=len(days) + 6)
    last = np.zeros(len(days), dtype=bool)
    last[where[gap > 5]] = True
    rows = []
    for cause in CAUSES:
        row = np.array(_WEEKDAY[cause])[np.minimum(weekday, 4)] * np.where(last, _LAST_DAY[cause], 1.0)
        rows.append(row * winter if cause == "illness" else row)
    table = np.array(rows)
    return table / table[:, where].mean(axis=1, keepdims=True)


def draw(
    share: NDArray[np.float64],
    length: NDArray[np.float64],
    press: NDArray[np.float64],
    open_: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Spells:
    """Spells for pupils with the long-run ``share`` of days (cause by pupil, adding to less than 1 for each) and the
    mean ``length`` in days (cause by pupil, at least 1)."""
    pupils = share.shape[1]
    state = np.zeros((pupils, len(open_)), dtype=np.int8)
    number = np.zeros((pupils, len(open_)), dtype=np.int16)
    leave = 1 / length
    held = (share * (1 - leave)).sum(axis=0)
    start = share * leave / (1 - held)
    everyone = np.arange(pupils)
    at_first = rng.random(pupils)
    bounds = np.cumsum(share, axis=0)
    current = np.where(at_first < bounds[-1], 1 + (at_first >= bounds[:-1]).sum(axis=0), 0).astype(np.int8)
    count = (current > 0).astype(np.int16)
    for day in np.flatnonzero(open_):
        stays, falls = rng.random((2, pupils), dtype=np.float32)
        ends = (current > 0) & (stays < leave[np.maximum(current, 1) - 1, everyone])
        free = (current == 0) | ends
        chance = np.cumsum(start * press[:, day : day + 1], axis=0)
        fallen = np.where(falls < chance[-1], 1 + (falls >= chance[:-1]).sum(axis=0), 0).astype(np.int8)
        count += free & (fallen > 0)
        current = np.where(free, fallen, current)
        state[:, day], number[:, day] = current, np.where(current > 0, count, 0)
    return Spells(state, number)
