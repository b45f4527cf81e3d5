"""How is a row added to the interventions table without touching what stands there?

At its end, in one piece, in the table's own columns, delimiter, line ends and encoding: not a byte that was there
changes.
"""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from attendlib.casework.record.entry import Entry
from attendlib.city.rows import delimiter_of
from attendlib.errors import OutputError
from attendlib.textfile import TextProblem, as_utf8

COLUMNS = ("urn", "upn", "date", "step", "outcome")
PARENT = "parent"
"""The column that a table may have beside them; a new one has it."""


def make_table(path: Path) -> None:
    """A table without a row, where there is none yet. Raises OutputError where it cannot be made."""
    try:
        with path.open("xb") as file:
            file.write(f"{','.join((*COLUMNS, PARENT))}\n".encode())
            os.fsync(file.fileno())
    except OSError:
        raise OutputError(f"{path} cannot be made: check its folder, and that you may write to it.") from None


def append(path: Path, entries: Sequence[Entry]) -> None:
    """Add a row for each entry. Raises OutputError where the table cannot be read or written; it is then as it was."""
    if not entries:
        return
    try:
        with path.open("r+b", buffering=0) as file:
            rows = _rows(file.read(), entries)
            size = file.seek(0, os.SEEK_END)
            try:
                if file.write(rows) != len(rows):
                    raise OSError
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise
    except (OSError, TextProblem, UnicodeEncodeError):
        raise OutputError(
            f"{path} cannot be written to, and is as it was: close it in other programs, and check that you may write."
        ) from None


def _rows(held: bytes, entries: Sequence[Entry]) -> bytes:
    """The rows as the table holds them, after the line end that its last row may lack."""
    found = as_utf8(held)
    sign = delimiter_of(found.text, COLUMNS)
    header = next(csv.reader(io.StringIO(found.text, newline=""), delimiter=sign))
    end = "\r\n" if "\r\n" in found.text else "\n"
    made = io.StringIO(newline="")
    made.write("" if found.text.endswith(("\n", "\r")) else end)
    writer = csv.DictWriter(made, [name.strip() for name in header], restval="", lineterminator=end, delimiter=sign)
    if PARENT not in writer.fieldnames and any(one.parent for one in entries):
        raise OutputError(f"The table has no column {PARENT}: add it to the first row, and a cell to each other row.")
    for one in entries:
        row = {"urn": one.urn, "upn": one.upn, "date": one.date, "step": one.step, "outcome": one.outcome}
        writer.writerow(row | ({PARENT: one.parent} if one.parent else {}))
    # A byte order mark has no place inside the file.
    return made.getvalue().encode("utf-8" if found.encoding == "utf-8-sig" else found.encoding)
