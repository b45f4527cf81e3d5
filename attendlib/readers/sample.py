"""What does the file show of itself, by which a layout can be recognised?"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from attendlib.names import DELIMITERS
from attendlib.readers import markup, objects, workbook
from attendlib.readers.source import DELIMITED, JSON, XML, Source

TOP = 20
"""The header is looked for in so many rows."""
_HEAD = 1 << 16


@dataclass(frozen=True)
class Row:
    """One row near the top. ``line`` is the physical line on which it ends, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """A file, with what is cheap to know of it.

    tops: delimiter -> first rows, for delimited text · root, names: root and first element names, for XML; names of
    fields, for JSON · document: the JSON document · sheets: worksheet -> rows of cells, for a workbook."""

    source: Source
    tops: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    root: str = ""
    names: frozenset[str] = frozenset()
    document: object = None
    sheets: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.source.kind


def look(source: Source) -> Sample:
    """What ``source`` shows. Raises UnreadableFile for JSON, XML or a workbook that is broken or hostile."""
    if source.kind == DELIMITED:
        return Sample(source, tops={mark: _top(source.data, mark) for mark in DELIMITERS})
    if source.kind == XML:
        root, names = markup.names(source)
        return Sample(source, root=root, names=names)
    if source.kind == JSON:
        document = objects.document(source)
        return Sample(source, document=document, names=objects.names(document))
    return Sample(source, sheets=workbook.sheets(source))


def _top(data: bytes, delimiter: str) -> tuple[Row, ...]:
    """The first rows, read leniently: whether they are sound is the reader's business."""
    text = data[:_HEAD].decode("utf-8", errors="ignore")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    while len(rows) < TOP:
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            break
        rows.append(Row(reader.line_num, tuple(cell.strip() for cell in cells)))
    return tuple(rows)
