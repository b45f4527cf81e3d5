"""How does a school's own spreadsheet of marks look? Title rows, then a row per pupil and a column per session."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from attendlib.synth.made import CELLS, MadeRegister

NAME, ENDING, HOLDS = "xlsx_grid", "grid.xlsx", CELLS
TITLE = "Attendance register export"
_TITLE_ROWS = 3


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's cells on the days on which the school was open, pupils in order of UPN.

    The workbook's date of making is the last day of the marks, so that the same city is the same file."""
    days, british = register.sheet.days, register.britishdays()
    columns = np.stack([2 * days.positions, 2 * days.positions + 1], axis=1).ravel()
    made = datetime.fromisoformat(register.isodays()[-1]).replace(tzinfo=UTC)
    book = Workbook(str(path), {"constant_memory": True})
    book.set_properties({"title": TITLE, "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet("Register")
    sheet.write_string(0, 0, TITLE)
    sheet.write_string(1, 0, f"Printed {british[-1]}")
    heading = ["UPN", *(f"{british[p]} {half}" for p in days.positions.tolist() for half in ("AM", "PM"))]
    for column, text in enumerate(heading):
        sheet.write_string(_TITLE_ROWS, column, text)
    texts, upns = register.texts(), register.upns[: register.sheet.enrolments]
    for number, i in enumerate(sorted(range(len(upns)), key=upns.__getitem__), start=_TITLE_ROWS + 1):
        sheet.write_string(number, 0, upns[i])
        for column, text in enumerate(texts[register.sheet.cells[i, columns]].tolist(), start=1):
            if text:
                sheet.write_string(number, column, text)
    book.close()
