"""What are the cells of a piece of delimited text in which something is odd?

One record at a time, so that ragged rows, blank rows, repeated headers and cells that go on over several lines are each
found on their own line. A quote that is never closed would swallow the rows after it, so it is an error.
"""

import csv
from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from attendlib.readers.passes import Piece, Shape
from attendlib.register import Coded


class _Tally:
    """The cells read so far, each distinct text once."""

    def __init__(self, columns: int) -> None:
        self.seen: list[dict[str, int]] = [{} for _ in range(columns)]
        self.index = [array("i") for _ in range(columns)]
        self.line, self.ragged = array("i"), bytearray()
        self.blank = self.repeated = self.continued = 0

    def add(self, line: int, cells: list[str] | None) -> None:
        """One record; ``cells`` None where the row is ragged."""
        self.line.append(line)
        self.ragged.append(cells is None)
        for seen, index, text in zip(self.seen, self.index, cells or [""] * len(self.seen), strict=True):
            index.append(seen.setdefault(text, len(seen)))

    def piece(self, lines: int) -> Piece:
        cells = [Coded(_numbers(index), tuple(seen)) for seen, index in zip(self.seen, self.index, strict=True)]
        ragged = np.frombuffer(bytes(self.ragged), dtype=np.bool_)
        return Piece(cells, lines, _numbers(self.line), ragged, self.blank, self.repeated, self.continued)


class UnclosedQuote(Exception):
    """A quote opened on ``line``, counted from 0, is not closed where its cell ends."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def careful(lines: Iterable[str], shape: Shape) -> Piece:
    """The cells of ``lines``. Raises UnclosedQuote."""
    reader = csv.reader(lines, delimiter=shape.delimiter, strict=True)
    tally, at = _Tally(len(shape.wanted)), 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return tally.piece(at)
        except csv.Error as error:
            # A stray quote on one line spoils that row alone; one that reaches further may have swallowed rows.
            if reader.line_num - at > 1 or "unexpected end of data" in str(error):
                raise UnclosedQuote(at) from None
            tally.add(at, None)
        else:
            _sort_in(tally, cells, at, shape)
            tally.continued += max(reader.line_num - at - 1, 0)
        at = reader.line_num


def _sort_in(tally: _Tally, cells: list[str], line: int, shape: Shape) -> None:
    if not any(cell.strip() for cell in cells):
        tally.blank += 1
    elif len(cells) != shape.width:
        tally.add(line, None)
    elif tuple(cell.strip().casefold() for cell in cells) == shape.header:
        tally.repeated += 1
    else:
        wanted = [cells[i] for i in shape.wanted]
        # A line end inside a pupil, date, session or mark is a broken row, not a value.
        broken = any("\n" in cell or "\r" in cell for cell in wanted)
        tally.add(line, None if broken else wanted)


def _numbers(values: array) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)
