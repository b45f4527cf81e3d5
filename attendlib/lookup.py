"""What does a table of answers say at each of millions of positions?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_STRETCH = 1 << 16
"""Positions asked at a time. numpy widens positions to eight bytes before it looks: for so few, that copy stays in the
processor's cache, where one of all of them would be fetched from memory anew and handed back each time."""


def looked_up(answers: NDArray[Any], where: NDArray[Any], out: NDArray[Any] | None = None) -> NDArray[Any]:
    """``answers[where]``, of the length of ``where``, written to ``out`` where one is given. Every position must be one
    that ``answers`` has: none is checked."""
    found = np.empty(len(where), dtype=answers.dtype) if out is None else out
    for start in range(0, len(where), _STRETCH):
        part = slice(start, start + _STRETCH)
        np.take(answers, where[part], out=found[part], mode="clip")
    return found


def present(numbers: NDArray[Any], count: int, first: int = 0) -> NDArray[np.bool_]:
    """For each of ``count`` numbers from ``first`` on: it is among ``numbers``, which are all of that range."""
    found = np.zeros(count, dtype=bool)
    for start in range(0, len(numbers), _STRETCH):
        found[numbers[start : start + _STRETCH] - first] = True
    return found
