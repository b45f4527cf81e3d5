"""How is a table written as CSV so that a spreadsheet runs nothing in it?"""

import csv
import math
from collections.abc import Iterable, Sequence
from typing import IO, Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run as a formula."""

LITERAL = frozenset({"code", "mark"})
"""Columns whose texts are marks, for which these characters are ordinary."""


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[str]) -> None:
    """The table with its header. Texts that a spreadsheet would run get a leading apostrophe; empty means no value."""
    safe = [column not in LITERAL for column in columns]
    plain = csv.writer(file, lineterminator="\n")
    # The writer puts only its own line end in quotes, and a lone carriage return would end the row for many readers.
    quoted = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = [_cell(value, is_safe) for value, is_safe in zip(row, safe, strict=True)]
        (quoted if any(isinstance(cell, str) and "\r" in cell for cell in cells) else plain).writerow(cells)


def _cell(value: Any, safe: bool) -> Any:
    if isinstance(value, str) and safe and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else value
