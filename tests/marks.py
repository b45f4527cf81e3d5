"""What is one mark in a register's own words, and how is a table of such words written as a file?"""

import csv
import io
from collections.abc import Iterable
from math import isnan
from typing import NamedTuple

from xlsxwriter import Workbook

from attendlib.register import SESSIONS, Register


class Mark(NamedTuple):
    """One record: pupil, ISO day, AM or PM, mark, minutes late (empty where not given)."""

    pupil: str
    day: str
    session: str
    mark: str
    minutes: str = ""

    @property
    def british(self) -> str:
        return "/".join(reversed(self.day.split("-")))


def marks_of(register: Register) -> list[Mark]:
    """Every record of a register in which each date and session could be read."""
    late = ["" if isnan(minutes) else str(int(minutes)) for minutes in register.minutes_late.tolist()]
    days, sessions = register.date.astype(str).tolist(), [SESSIONS[s] for s in register.session.tolist()]
    records = zip(register.pupil.texts(), days, sessions, register.mark.texts(), late, strict=True)
    return [Mark(*record) for record in records]


def csv_of(rows: Iterable[Iterable[object]], delimiter: str = ",") -> bytes:
    """Rows of cells as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8")


def workbook_of(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells as a workbook of texts; an empty cell is none."""
    out = io.BytesIO()
    book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write_string(number, column, str(cell))
    book.close()
    return out.getvalue()
