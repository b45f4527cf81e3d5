"""When did sessions in a rolling window of school weeks first reach a number, and when will they no longer?

Pure counting on the numbers of the weeks: a holiday has no school week, so it has no number and is stepped over.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Reached(NamedTuple):
    """Positions in one pupil's sessions, which stand in order of time. first: the session with which the number was
    reached · start: the first session of that window · lapses: the number of the week in which what was reached last
    is over, assuming no more sessions."""

    first: int
    start: int
    lapses: int


def reached(week: NDArray[np.int64], sessions: int, weeks: int) -> Reached | None:
    """The first time that ``sessions`` of them lie within ``weeks`` consecutive school weeks; None where they never do.

    ``week``: the number of each session's school week, in order."""
    if len(week) < sessions:
        return None
    apart = week[sessions - 1 :] - week[: len(week) - sessions + 1]
    met = np.flatnonzero(apart < weeks)
    if not len(met):
        return None
    first = int(met[0]) + sessions - 1
    start = int(np.searchsorted(week, week[first] - weeks + 1))
    return Reached(first, start, int(week[met[-1]]) + weeks)


def last_reached(week: NDArray[np.int64], sessions: int, weeks: int) -> int | None:
    """The position of the session with which the number was last reached anew, after a time in which it was not; None
    where it never was. ``week``: as in ``reached``."""
    if len(week) < sessions:
        return None
    first, last = week[: len(week) - sessions + 1], week[sessions - 1 :]
    met = np.flatnonzero(last - first < weeks)
    if not len(met):
        return None
    anew = np.flatnonzero(last[met[1:]] >= first[met[:-1]] + weeks)
    return int(met[anew[-1] + 1] if len(anew) else met[0]) + sessions - 1
