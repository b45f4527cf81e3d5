"""What does one pass over a piece of delimited text ask for, and what does it give back?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.register import Coded


@dataclass(frozen=True)
class Shape:
    """How the rows are made. ``header``: column names in small letters · ``wanted``: positions of the columns to
    read."""

    delimiter: str
    header: tuple[str, ...]
    wanted: tuple[int, ...]

    @property
    def width(self) -> int:
        return len(self.header)


@dataclass(frozen=True)
class Piece:
    """The wanted columns of one stretch of lines, one entry per record.

    line: 0 for a record on the first line of the stretch · ragged: the row has more or fewer cells than the header (its
    cells are then empty here, for which belongs where cannot be told). Both are None where every line is one sound
    record. lines = records + blank + repeated + continued."""

    cells: list[Coded]
    lines: int
    line: NDArray[np.int32] | None = None
    ragged: NDArray[np.bool_] | None = None
    blank: int = 0
    repeated: int = 0
    continued: int = 0
