"""What are the cells of a well-formed piece of delimited text, fast?

Only a piece in which every physical line is one record of the right width is read here; anything odd is declined, and
the careful pass reads it. The lines are counted apart from the parser, so that a lost row cannot go unnoticed.
"""

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from attendlib.readers.passes import Piece, Shape
from attendlib.register import Coded

_DISTINCT = pa.dictionary(pa.int32(), pa.string())
_NEWLINE, _RETURN, _QUOTE = (ord(sign) for sign in '\n\r"')


def count_lines(data: memoryview) -> int:
    """Physical lines, the last one with or without its line end."""
    if not len(data):
        return 0
    return int(np.count_nonzero(_signs(data) == _NEWLINE)) + (data[-1] != _NEWLINE)


def lines_are_records(data: memoryview, delimiter: str) -> bool:
    """Whether each line stands for itself: every quoted cell is plain and ends on its line, no line ends in a lone
    CR."""
    signs = _signs(data)
    returns = np.flatnonzero(signs == _RETURN)
    if len(returns) and not (signs[np.minimum(returns + 1, len(signs) - 1)] == _NEWLINE).all():
        return False
    quotes = np.flatnonzero(signs == _QUOTE)
    return not len(quotes) or _are_plain(signs, quotes, (_NEWLINE, _RETURN, ord(delimiter)))


def quick(data: memoryview, shape: Shape) -> Piece | None:
    """The piece's cells, or None where the careful pass must read it. ``data`` must pass ``lines_are_records``."""
    names = [f"c{i}" for i in range(shape.width)]
    wanted = [names[i] for i in shape.wanted]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data)),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            arrow_csv.ParseOptions(delimiter=shape.delimiter, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                check_utf8=False,  # the whole file was checked when its encoding was told
                column_types=dict.fromkeys(wanted, _DISTINCT),
                include_columns=wanted,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    lines, cells = count_lines(data), [_coded(table.column(name)) for name in wanted]
    if table.num_rows != lines or _may_hold_other_rows(cells, [shape.header[i] for i in shape.wanted]):
        return None
    return Piece(cells, lines)


def _signs(data: memoryview) -> NDArray[np.uint8]:
    return np.frombuffer(data, dtype=np.uint8)


def _are_plain(signs: NDArray[np.uint8], quotes: NDArray[np.int64], edges: tuple[int, ...]) -> bool:
    """Whether quotes come in pairs around whole cells, with neither a quote nor a line end inside."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = signs[opening[opening > 0] - 1]
    after = signs[closing[closing < len(signs) - 1] + 1]
    newlines = np.flatnonzero(signs == _NEWLINE)
    on_one_line = np.searchsorted(newlines, opening) == np.searchsorted(newlines, closing)
    return bool(np.isin(before, edges).all() and np.isin(after, edges).all() and on_one_line.all())


def _coded(column: pa.ChunkedArray) -> Coded:
    """The column in one. Arrow gives one chunk for one block, and the whole stretch is one block."""
    (whole,) = column.chunks
    # Arrow's own way to numpy would import pandas first, which takes longer than most registers take to read.
    index = np.frombuffer(whole.indices.buffers()[1], dtype=np.int32, count=len(whole), offset=whole.offset * 4)
    return Coded(index, tuple(whole.dictionary.to_pylist()))


def _may_hold_other_rows(cells: list[Coded], headings: list[str]) -> bool:
    """Whether a row may be all blank or repeat the header. One column without blanks and without its own heading proves
    that none is; the column with the fewest distinct cells is the cheapest to ask."""
    by_effort = sorted(zip(cells, headings, strict=True), key=lambda pair: len(pair[0].values))
    return not any(_is_plain(column.values, heading) for column, heading in by_effort)


def _is_plain(values: tuple[str, ...], heading: str) -> bool:
    return all((text := value.strip()) and text.casefold() != heading for value in values)
