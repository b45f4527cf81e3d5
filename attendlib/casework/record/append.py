"""How is a row added to the interventions table without touching what stands there?

At its end, in one piece, in the table's own columns, line ends and encoding. Not a byte that was there changes.
"""

import codecs
import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from attendlib.casework.record.entry import Entry
from attendlib.errors import OutputError
from attendlib.textfile import TextProblem, decoded

COLUMNS = ("urn", "upn", "date", "step", "outcome")


def make_table(path: Path) -> None:
    """A table without a row, where there is none yet. Raises OutputError where it cannot be made."""
    try:
        with path.open("xb") as file:
            file.write(f"{','.join(COLUMNS)}\n".encode())
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
    found = decoded(held)
    header = next(csv.reader(io.StringIO(found.text, newline="")))
    end = "\r\n" if "\r\n" in found.text else "\n"
    made = io.StringIO(newline="")
    made.write("" if found.text.endswith(("\n", "\r")) else end)
    writer = csv.DictWriter(made, [name.strip() for name in header], restval="", lineterminator=end)
    for one in entries:
        writer.writerow({"urn": one.urn, "upn": one.upn, "date": one.date, "step": one.step, "outcome": one.outcome})
    return made.getvalue().encode(_encoding(held, found.encoding))


def _encoding(held: bytes, encoding: str) -> str:
    """The encoding of a row inside the file, where a byte order mark has no place."""
    if encoding == "utf-16":
        return "utf-16-le" if held.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return "utf-8" if encoding == "utf-8-sig" else encoding
