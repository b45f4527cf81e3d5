"""How does a table reach a file or the screen?"""

import csv
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attendlib.errors import OutputError

if TYPE_CHECKING:
    from attendlib.checks.finding import Finding

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run as a formula."""

LITERAL = frozenset({"code", "mark"})
"""Columns whose texts are marks, for which these characters are ordinary."""


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], output: Path | None) -> None:
    """The table as CSV, to ``output`` or the screen. Texts that a spreadsheet would run get a leading apostrophe; empty
    means no value. Raises OutputError where the file cannot be written."""
    if output is None:
        _write(columns, rows, sys.stdout)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", encoding="utf-8", newline="") as file:
            _write(columns, rows, file)
    except OSError:
        raise OutputError(f"{output} cannot be written: name a file in a folder that you may write to.") from None


def _write(columns: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[str]) -> None:
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


def say(*lines: str) -> None:
    """Tell the person at the keyboard something that is not the result."""
    for line in lines:
        print(line, file=sys.stderr)


def say_findings(findings: "Iterable[Finding]") -> None:
    """Tell what is wrong with a table, row by row, beside the result that goes on without those rows."""
    for finding in findings:
        say(f"{finding.file}, row {finding.row}: {finding.message}. To mend it: {finding.mend}.")


class Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, doing: str) -> None:
        self.doing, self.shown = doing, sys.stderr.isatty()

    def tell(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total``, the last of them ``name``."""
        if self.shown:
            filled = "█" * (24 * done // total)
            print(f"\r{self.doing} {filled:<24} {done} of {total}  {name[:40]:<40}", end="", file=sys.stderr)

    def close(self) -> None:
        """Leave an empty line behind."""
        if self.shown:
            print("\r" + " " * 100 + "\r", end="", file=sys.stderr)
