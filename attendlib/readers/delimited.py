"""Which cells does a delimited text file hold in the columns that a layout needs?

The delimiter is the one by which a row near the top has the needed columns; rows above it are titles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.errors import LayoutError
from attendlib.readers.column import Column
from attendlib.readers.passes import Piece, Shape
from attendlib.readers.sample import Row, Sample
from attendlib.readers.stretches import pieces
from attendlib.register import Note, RowCount


@dataclass(frozen=True)
class Header:
    """Where the column names stand: ``line`` is the last physical line they take up, ``above`` the rows over them.
    ``names`` are in small letters, for letter case is not told apart."""

    delimiter: str
    line: int
    names: tuple[str, ...]
    above: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Table:
    """The wanted columns by name (absent optional ones left out), one entry per row that is a record, in file order.

    row: physical line on which the record starts, from 1 · ragged: the row has not as many cells as the header, so that
    its cells are empty here · counted: the file's rows, with one record to a row."""

    columns: Mapping[str, Column]
    row: NDArray[np.int32]
    ragged: NDArray[np.bool_]
    counted: RowCount
    notes: tuple[Note, ...] = ()


def find_header(sample: Sample, needed: Sequence[str]) -> Header | None:
    """The first row near the top that has every needed column, in any order and letter case; None if there is none."""
    want = {name.casefold() for name in needed}
    for delimiter, rows in sample.tops.items():
        for i, row in enumerate(rows):
            names = tuple(cell.casefold() for cell in row.cells)
            if want <= set(names):
                return Header(delimiter, row.line, names, rows[:i])
    return None


def read_table(sample: Sample, needed: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """The columns called ``needed``, and ``optional`` ones where present; all others are passed over unread. Raises
    LayoutError when a needed column is absent or one of them stands twice, UnreadableFile for an unclosed quote."""
    name = sample.source.name
    header = find_header(sample, needed)
    if header is None:
        raise LayoutError(f"{name}: no row near the top has all the columns {', '.join(needed)}.")
    _refuse_repeated(name, header, (*needed, *optional))
    names = [column for column in (*needed, *optional) if column.casefold() in header.names]
    shape = Shape(header.delimiter, header.names, tuple(header.names.index(column.casefold()) for column in names))
    found = pieces(sample.source.data, header.line, shape, name)
    columns = {column: Column.of_parts([piece.cells[i] for piece in found]) for i, column in enumerate(names)}
    records = len(columns[names[0]])
    counted = _counted(header, found)
    return Table(columns, _rows(header, found, records), _ragged(found, records), counted, _notes(counted))


def _refuse_repeated(file: str, header: Header, known: Sequence[str]) -> None:
    """Which of two columns of one name is read cannot be told; of columns that are not read it does not matter."""
    for column in known:
        places = [str(i) for i, name in enumerate(header.names, start=1) if name == column.casefold()]
        if len(places) > 1:
            where = f"row {header.line}: columns {' and '.join(places)}"
            raise LayoutError(f'{file}: {where} are called "{column}". Keep one of them.')


def _counted(header: Header, found: Sequence[Piece]) -> RowCount:
    """Records are what is left of the lines, so that a record lost on the way shows."""
    above = header.above[-1].line if header.above else 0
    blank_above = sum(not any(row.cells) for row in header.above)
    lines = sum(piece.lines for piece in found)
    blank, repeated, continued = (
        sum(getattr(piece, kind) for piece in found) for kind in ("blank", "repeated", "continued")
    )
    return RowCount(
        rows=header.line + lines,
        records=lines - blank - repeated - continued,
        header=header.line - above,
        title=above - blank_above,
        blank=blank_above + blank,
        repeated_header=repeated,
        continued=continued,
    )


def _rows(header: Header, found: Sequence[Piece], records: int) -> NDArray[np.int32]:
    out, at, row = np.empty(records, dtype=np.int32), 0, header.line + 1
    for piece in found:
        line = np.arange(piece.lines, dtype=np.int32) if piece.line is None else piece.line
        np.add(line, np.int32(row), out=out[at : at + len(line)])
        at, row = at + len(line), row + piece.lines
    return out


def _ragged(found: Sequence[Piece], records: int) -> NDArray[np.bool_]:
    out, at = np.zeros(records, dtype=np.bool_), 0
    for piece in found:
        held = len(piece.cells[0])
        if piece.ragged is not None:
            out[at : at + held] = piece.ragged
        at += held
    return out


def _notes(counted: RowCount) -> tuple[Note, ...]:
    if not counted.repeated_header:
        return ()
    message = f"rows further down that repeat the header and so are not records: {counted.repeated_header}"
    return (
        Note("repeated-header", "note", 0, "", message, "nothing needs doing, unless files were joined by mistake"),
    )
