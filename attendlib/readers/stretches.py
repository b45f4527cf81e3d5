"""How is a long delimited text cut so that most of it is read by the quick pass?

In stretches that end at a line's end. Where every line is a record of its own, each stretch is read apart: by the quick
pass if nothing in it is odd, else cut finer, until only the lines around what is odd are left to the careful pass.
Otherwise the careful pass reads the whole.
"""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice

import pyarrow as pa

from attendlib.errors import UnreadableFile
from attendlib.readers.careful_pass import UnclosedQuote, careful
from attendlib.readers.passes import Piece, Shape
from attendlib.readers.quick_pass import lines_are_records, quick

STRETCH = 16 << 20
"""Bytes in a stretch: large enough that few lists of distinct texts need merging, small enough to share out."""
FINEST = 1 << 16
"""An odd stretch of no more bytes than this goes to the careful pass."""
_PARTS = 8


def pieces(data: bytes, skip: int, shape: Shape, name: str) -> list[Piece]:
    """The text below its first ``skip`` lines, in order. Raises UnreadableFile for a quote that is never closed."""
    start = _end_of_line(data, skip)
    stretches = list(_cut(data, start, len(data), STRETCH))
    view = memoryview(data)
    # Most files have neither a quote nor a carriage return, which is told at once.
    plain = b'"' not in data and b"\r" not in data
    with ThreadPoolExecutor(max(1, min(len(stretches), pa.cpu_count()))) as pool:
        if plain or (_ends_plainly(data[:start]) and all(pool.map(_are_records(view, shape), stretches))):
            return list(chain.from_iterable(pool.map(lambda span: _stretch(data, span, shape), stretches)))
    try:
        return [careful(islice(_lines(view), skip, None), shape)]
    except UnclosedQuote as error:
        raise UnreadableFile(
            f"{name}: a quotation mark opened on row {skip + 1 + error.line} is not closed where its cell ends, so the "
            "rows after it cannot be told apart. Double every quotation mark inside a quoted cell, or export the file "
            "again."
        ) from None


def _ends_plainly(head: bytes) -> bool:
    return head.count(b"\r") == head.count(b"\r\n")


def _are_records(view: memoryview, shape: Shape) -> Callable[[tuple[int, int]], bool]:
    return lambda span: lines_are_records(view[span[0] : span[1]], shape.delimiter)


def _stretch(data: bytes, span: tuple[int, int], shape: Shape) -> list[Piece]:
    """One stretch in which every line is a record of its own, so that no quote in it can be unclosed."""
    start, end = span
    piece = quick(memoryview(data)[start:end], shape)
    if piece:
        return [piece]
    finer = list(_cut(data, start, end, (end - start) // _PARTS))
    if end - start <= FINEST or len(finer) == 1:
        return [careful(_lines(memoryview(data)[start:end]), shape)]
    return list(chain.from_iterable(_stretch(data, part, shape) for part in finer))


def _lines(data: memoryview) -> io.StringIO:
    """The text, to be taken line by line with its line ends of any kind kept."""
    return io.StringIO(str(data, "utf-8"), newline="")


def _cut(data: bytes, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Spans of about ``size`` bytes from ``start`` to ``end``, each ending at a line's end; one line is never cut."""
    while start < end:
        stop = data.rfind(b"\n", start, start + size) + 1 if start + size < end else end
        stop = stop or data.find(b"\n", start, end) + 1 or end
        yield start, stop
        start = stop


def _end_of_line(data: bytes, line: int) -> int:
    """Where the line after line number ``line`` starts."""
    at = 0
    for _ in range(line):
        at = data.find(b"\n", at) + 1 or len(data)
    return at
