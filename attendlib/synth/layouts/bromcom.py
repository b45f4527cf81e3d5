"""How does Bromcom's attendance by week look? A row per pupil and week, ten marks to a row, cp1252."""

from pathlib import Path

import numpy as np

from attendlib.calendar import week_start
from attendlib.synth.facts import mark
from attendlib.synth.made import CELLS, MadeRegister

NAME, ENDING, HOLDS = "bromcom_week_csv", "bromcom-weeks.csv", CELLS
HEADER = "StudentId,WeekStart," + ",".join(
    f"{day}{half}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for half in ("AM", "PM")
)


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's cells, week by week, for the pupils on roll in that week, in order of UPN."""
    sheet, texts = register.sheet, register.texts()
    mondays = week_start(sheet.days.days)
    order = np.argsort(np.array(register.upns[: sheet.enrolments], dtype=object), kind="stable")
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(HEADER + "\r\n")
        for monday in np.unique(mondays):
            where = np.flatnonzero(mondays == monday)
            weekday = (sheet.days.days[where] - monday).astype(int)
            columns = np.stack([2 * where, 2 * where + 1], axis=1).ravel()
            places = np.stack([2 * weekday, 2 * weekday + 1], axis=1).ravel()
            cells = np.full((sheet.enrolments, 10), mark("closed"), dtype=np.uint8)
            cells[:, places] = sheet.cells[:, columns]
            there = order[register.here[order][:, columns].any(axis=1)]
            rows = zip(there.tolist(), texts[cells[there]].tolist(), strict=True)
            file.writelines(f"{register.upns[i]},{monday},{','.join(row)}\r\n" for i, row in rows)
