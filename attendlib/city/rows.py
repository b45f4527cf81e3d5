"""What stands in the cells of one of a city's tables?

Tables are CSV files with a header row; every cell is text. Extra columns are allowed and ignored. A comma, semicolon,
tab or bar divides the cells: which, is told from the header, as in a register.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from attendlib.city.mistakes import Mistakes
from attendlib.names import DELIMITERS
from attendlib.textfile import TextProblem, as_utf8

T = TypeVar("T")

_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Row:
    """One row of a table with what is needed to point at it."""

    file: str
    number: int
    cells: dict[str, str]
    mistakes: Mistakes

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, what: str, mend: str) -> None:
        self.mistakes.add(self.file, self.number, what, mend, column=column, urn=self.text("urn"))

    def day(self, column: str, needed: bool = True) -> date | None:
        """The ISO date in the column; a mistake is noted where it is none."""
        text = self.text(column)
        if not text:
            if needed:
                self.wrong(column, "the date is missing", "write it as YYYY-MM-DD")
            return None
        try:
            if len(text) == len("YYYY-MM-DD"):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(column, "not a date of the form YYYY-MM-DD", "write it as YYYY-MM-DD, for example 2025-09-01")
        return None

    def whole(self, column: str) -> int:
        """The whole number in the column, 0 with a mistake noted where it is none."""
        text = self.text(column)
        if not (text.isascii() and text.isdigit()):
            self.wrong(column, "not a whole number", "write a count without commas or decimals")
            return 0
        return int(text)

    def figure(self, column: str) -> Decimal | None:
        """The figure in the column as it is written; None where there is none, with a mistake noted where something
        else stands there."""
        text = self.text(column)
        if not text:
            return None
        if not _FIGURE.fullmatch(text):
            self.wrong(column, "not a figure", "write it as 104 or 5.5; leave it empty where there is none")
            return None
        return Decimal(text)


def rows(
    path: Path,
    name: str,
    needed: tuple[str, ...],
    mistakes: Mistakes,
    optional: tuple[str, ...] = (),
    *,
    of_rows: Mistakes | None = None,
) -> Iterator[Row]:
    """The rows of a table, numbered as in a spreadsheet (the header is row 1). Blank rows are passed over; rows with
    too many or too few cells are mistakes, and so is an optional column that is spelt otherwise, for it would be
    ignored. ``of_rows`` collects what is wrong with single rows, where that is not to stop the city; what is wrong with
    the table as a whole always goes to ``mistakes``."""
    single = mistakes if of_rows is None else of_rows
    text = _text(path, name, mistakes)
    if text is None:
        return
    delimiter = delimiter_of(text, needed)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not _has_columns(header, name, needed, optional, mistakes):
            return
        number = 1
        for cells in reader:
            number += 1
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == len(header):
                yield Row(name, number, dict(zip(header, map(str.strip, cells), strict=True)), single)
            else:
                what = f"the row has {len(cells)} cells where the header has {len(header)}"
                single.add(name, number, what, f"put a text that contains a {DELIMITERS[delimiter]} in quotes")
    except csv.Error:
        what = "a quotation mark is not closed, or stands in the middle of a quoted cell"
        mistakes.add(name, number + 1, what, "close it, or write it twice inside a quoted cell")


def _text(path: Path, name: str, mistakes: Mistakes) -> str | None:
    """The text of a table; None with a mistake noted where there is none."""
    try:
        found = as_utf8(path.read_bytes())
    except FileNotFoundError:
        mistakes.add(name, 0, "there is no such file", "check the path; it is taken from the city file's folder")
    except OSError:
        mistakes.add(name, 0, "the file cannot be opened", "check that it is a file and that you may read it")
    except TextProblem as problem:
        mistakes.add(name, 0, str(problem), "save it again as CSV UTF-8")
    else:
        if found.assumed:
            what = "not UTF-8, so read as Windows cp1252; letters with an accent may be wrong"
            mistakes.remark(name, what, "save it again as CSV UTF-8")
        return found.text
    return None


def delimiter_of(text: str, needed: tuple[str, ...]) -> str:
    """The sign by which the first row holds most of the needed columns; a comma where none has more than another."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=lambda sign: len(set(needed) & {cell.strip(' "\r') for cell in first.split(sign)}))


def _has_columns(
    header: list[str], name: str, needed: tuple[str, ...], optional: tuple[str, ...], mistakes: Mistakes
) -> bool:
    """Whether each needed column stands in the header, and none of ours twice. No other heading is shown: it may be a
    pupil's cell."""
    if not set(needed) & set(header):
        mistakes.add(name, 1, "the first row does not hold the column names", f"begin with {','.join(needed)}")
        return False
    found = []
    for column in (c for c in (*needed, *optional) if c not in header):
        alike = [i for i, cell in enumerate(header, start=1) if _bare(cell) == _bare(column)]
        if alike or column in needed:
            mend = f"rename column {alike[0]} to {column}" if alike else "add it, spelt like this"
            found.append((f"the column {column} is missing", mend))
    for column in (c for c in (*needed, *optional) if header.count(c) > 1):
        places = " and ".join(str(i) for i, cell in enumerate(header, start=1) if cell == column)
        found.append((f"columns {places} are called {column}", "keep one of them"))
    for what, mend in found:
        mistakes.add(name, 1, what, mend)
    return not found


def _bare(heading: str) -> str:
    """A heading without letter case, blanks and strokes, so that "Entry Date" is known for entry_date."""
    return "".join(c for c in heading.casefold() if c.isalnum())


def parted(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """The rows by what ``key`` says of each, in their order."""
    found: dict[str, list[T]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return {name: tuple(own) for name, own in found.items()}
