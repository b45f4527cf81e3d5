"""How is a long delimited text cut so that most of it is read by the quick pass?

In stretches that end at a line's end. Where every line is a record of its own, each stretch is read apart, by the quick
pass if nothing in it is odd and else by the careful one; otherwise the careful pass reads the whole.
"""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pyarrow as pa

from attendlib.readers.careful_pass import careful
from attendlib.readers.passes import Piece, Shape
from attendlib.readers.quick_pass import count_lines, lines_are_records, quick

STRETCH = 16 << 20
"""Bytes in a stretch: large enough that few lists of distinct texts need merging, small enough to share out."""


def pieces(data: bytes, skip: int, shape: Shape, name: str) -> list[Piece]:
    """The text below its first ``skip`` lines, in order. Raises UnreadableFile for a quote that is never closed."""
    start = _end_of_line(data, skip)
    if not _ends_lines_plainly(data[:start]):
        return [_careful_whole(data, skip, shape, name)]
    stretches = list(_cut(data, start))
    with ThreadPoolExecutor(max(1, min(len(stretches), pa.cpu_count()))) as pool:
        if not all(pool.map(lambda stretch: lines_are_records(stretch, shape.delimiter), stretches)):
            return [_careful_whole(data, skip, shape, name)]
        tried = list(pool.map(lambda stretch: quick(stretch, shape), stretches))
    found, row = [], skip + 1
    for stretch, piece in zip(stretches, tried, strict=True):
        found.append(piece or careful(_lines(stretch), shape, name, row))
        row += count_lines(stretch)
    return found


def _careful_whole(data: bytes, skip: int, shape: Shape, name: str) -> Piece:
    return careful(islice(_lines(memoryview(data)), skip, None), shape, name, skip + 1)


def _lines(data: memoryview) -> io.StringIO:
    """The text, to be taken line by line with its line ends of any kind kept."""
    return io.StringIO(str(data, "utf-8"), newline="")


def _cut(data: bytes, start: int) -> Iterator[memoryview]:
    view = memoryview(data)
    while start < len(data):
        end = data.rfind(b"\n", start, start + STRETCH) + 1 if start + STRETCH < len(data) else len(data)
        # A line longer than a whole stretch: go on to where it ends.
        end = end or data.find(b"\n", start) + 1 or len(data)
        yield view[start:end]
        start = end


def _end_of_line(data: bytes, line: int) -> int:
    """Where the line after line number ``line`` starts."""
    at = 0
    for _ in range(line):
        at = data.find(b"\n", at) + 1 or len(data)
    return at


def _ends_lines_plainly(data: bytes) -> bool:
    return data.count(b"\r") == data.count(b"\r\n")
