"""What does one column of a register file hold, each distinct text once?

A file is read in pieces, each with its own list of distinct texts; here they become one column without the texts ever
being written out, because a register of millions of marks has only a few thousand distinct cells.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from attendlib.lookup import looked_up
from attendlib.register import Coded


class Column:
    """The cells of one column as written. ``values`` are the distinct texts in order of first appearance."""

    def __init__(self, values: Sequence[str], pieces: Sequence[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> None:
        """Entry i of a piece (index, number) is ``values[number[index[i]]]``."""
        self.values = tuple(values)
        self._pieces = tuple(pieces)

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Column":
        """From plain texts, one per record."""
        return cls.of_parts([Coded.of(texts)])

    @classmethod
    def of_parts(cls, parts: Sequence[Coded]) -> "Column":
        """From stretches of the column, in order. Their distinct texts are merged, not their cells."""
        seen: dict[str, int] = {}
        numbers = [[seen.setdefault(value, len(seen)) for value in part.values] for part in parts]
        pieces = [(part.index, np.array(number, dtype=np.int32)) for part, number in zip(parts, numbers, strict=True)]
        return cls(tuple(seen), pieces)

    def __len__(self) -> int:
        return sum(len(index) for index, _ in self._pieces)

    def each(self, ask: Callable[[str], object], dtype: str) -> NDArray:
        """``ask`` called once per distinct text, its answers laid out as one entry per record."""
        return self._laid_out(np.array([ask(value) for value in self.values], dtype=dtype))

    def coded(self, tidy: Callable[[str], str] = str.strip) -> Coded:
        """The column with ``tidy`` applied to each distinct text, by default the removal of outer blanks."""
        seen: dict[str, int] = {}
        number = [seen.setdefault(tidy(value), len(seen)) for value in self.values]
        return Coded(self._laid_out(np.array(number, dtype=np.int32)), tuple(seen))

    def _laid_out(self, answers: NDArray) -> NDArray:
        out = np.empty(len(self), dtype=answers.dtype)
        starts = np.cumsum([0, *(len(index) for index, _ in self._pieces)])

        def lay(place: int) -> None:
            index, number = self._pieces[place]
            looked_up(answers[number], index, out[starts[place] : starts[place + 1]])

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lay, range(len(self._pieces))))
        return out
