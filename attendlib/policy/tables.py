"""How is a list of ``params/rules`` read, and what is refused?

Everything is text. A row needs the day or academic year from which it holds and the document it comes from.
"""

import csv
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

from attendlib.errors import RuleError
from attendlib.policy.files import BENCHMARKS, benchmark_names, file_of, table_names

STARTS = ("start", "from", "academic_year")
"""Columns that say from when a row holds: the first of them that the table has."""
SOURCES = ("reference", "source")
"""Columns that name the document: the first of them that the table has."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of ``params/rules/<name>.csv``, all text. Raises UnknownRule; RuleError for a row without start or
    reference."""
    return [dict(row) for row in _rows(file_of(name, table_names(), "table", ".csv"))]


def benchmarks(name: str) -> list[dict[str, str]]:
    """The published figures in ``params/rules/benchmarks/<name>.csv``, all text. Raises as ``table``."""
    return [dict(row) for row in _rows(file_of(name, benchmark_names(), "benchmark", ".csv", BENCHMARKS))]


@cache
def _rows(path: Path) -> tuple[dict[str, str], ...]:
    return tuple(load_table(path))


def load_table(path: Path) -> list[dict[str, str]]:
    """The rows of one file. Raises RuleError with the file, the line and how to mend it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        start, source = _columns(path, header)
        rows = []
        for record in reader:
            row = _row(path, reader.line_num, header, record)
            _check(path, reader.line_num, row, start, source)
            rows.append(row)
    except csv.Error:
        raise _refuse(path, reader.line_num, "a quotation mark is not closed: check this line") from None
    except (OSError, UnicodeDecodeError):
        raise RuleError(f"{_short(path)} cannot be read as a text file in UTF-8: check what it is.") from None
    return rows


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _refuse(path: Path, line: int, what: str) -> RuleError:
    return RuleError(f"{_short(path)}, line {line}: {what}")


def _columns(path: Path, header: list[str]) -> tuple[str, str]:
    if len(set(header)) < len(header) or "" in header:
        raise _refuse(path, 1, "a heading is empty or stands twice: give each column its own name")
    start = next((name for name in STARTS if name in header), None)
    source = next((name for name in SOURCES if name in header), None)
    if start is None or source is None:
        wanted = STARTS if start is None else SOURCES
        raise _refuse(path, 1, f"no column {' or '.join(wanted)}: every row needs its first day and its document")
    return start, source


def _row(path: Path, line: int, header: list[str], record: list[str]) -> dict[str, str]:
    if len(record) != len(header):
        raise _refuse(path, line, f"{len(record)} cells where the header has {len(header)}: quote text with commas")
    return dict(zip(header, record, strict=True))


def _check(path: Path, line: int, row: dict[str, str], start: str, source: str) -> None:
    if not row[source].strip():
        raise _refuse(path, line, f"no {source}: name the document that the row comes from")
    for column in (start, "end"):
        text = row.get(column, "")
        if (text or column == start) and not _is_day(text) and not _is_year(text):
            raise _refuse(path, line, f"{column} is neither a day (2024-08-19) nor an academic year (2024/25)")
    if row.get("end") and row["end"] < row[start]:
        raise _refuse(path, line, f"end is before {start}: check both")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_year(text: str) -> bool:
    first, _, second = text.partition("/")
    digits = len(first) == 4 and len(second) == 2 and (first + second).isascii() and (first + second).isdigit()
    return digits and (int(first) + 1) % 100 == int(second)
