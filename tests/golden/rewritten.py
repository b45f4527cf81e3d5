"""How does the same register look with its rows in another order, or exported in another layout?"""

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import isnan
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from attendlib.register import SESSIONS, Register


class Mark(NamedTuple):
    """One record: pupil, ISO day, AM or PM, mark, minutes late (empty where not given)."""

    pupil: str
    day: str
    session: str
    mark: str
    minutes: str

    @property
    def british(self) -> str:
        return "/".join(reversed(self.day.split("-")))


def marks_of(register: Register) -> list[Mark]:
    """Every record of a register in which each date and session could be read."""
    late = ["" if isnan(minutes) else str(int(minutes)) for minutes in register.minutes_late.tolist()]
    days, sessions = register.date.astype(str).tolist(), [SESSIONS[s] for s in register.session.tolist()]
    records = zip(register.pupil.texts(), days, sessions, register.mark.texts(), late, strict=True)
    return [Mark(*record) for record in records]


def shuffled(source: Path, place: Path, seed: int) -> None:
    """A copy of a register file with its records in random order, header and titles where they were."""
    place.parent.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    if source.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        top = next(i for i, row in enumerate(rows) if sum(cell != "" for cell in row) > 2) + 1
        _workbook([*rows[:top], *chance.sample(rows[top:], len(rows) - top)], place)
        return
    text = source.read_bytes().decode("utf-8-sig")
    if source.suffix == ".json":
        whole = json.loads(text)
        chance.shuffle(whole["data"])
        place.write_text(json.dumps(whole), encoding="utf-8")
        return
    if source.suffix == ".csv":
        head, *lines = text.splitlines(keepends=True)
        parts = [head, *chance.sample(lines, len(lines)), ""]
    else:
        parts = re.split(r"(<Record>.*?</Record>|<Pupil>.*?</Pupil>)", text, flags=re.DOTALL)
        parts[1::2] = chance.sample(parts[1::2], len(parts[1::2]))
    assert len(parts) > 50
    place.write_text("".join(parts), encoding="utf-8")


def long_csv(marks: Iterable[Mark], place: Path) -> None:
    _csv(["upn", "date", "session", "code", "minutes_late"], marks, place)


def arbor_csv(marks: Iterable[Mark], place: Path) -> None:
    head = [
        "STUDENT_UNIQUE_ID",
        "DATE",
        "PERIOD",
        "MARK_CODE",
        "MINUTES_LATE",
        "ATTENDANCE_ROLL_CALL_RECORD_ID",
        "RAW_MARK",
    ]
    _csv(head, ((m.pupil, m.british, m.session, m.mark, m.minutes, n, m.mark) for n, m in enumerate(marks)), place)


def wonde_json(marks: Iterable[Mark], place: Path) -> None:
    data = [
        {
            "id": f"A{number}",
            "student": m.pupil,
            "session": m.session,
            "date": {"date": f"{m.day} 00:00:00.000000", "timezone_type": 3, "timezone": "Europe/London"},
            "attendance_code": m.mark or None,
            "comment": None,
            "minutes_late": int(m.minutes) if m.minutes else None,
        }
        for number, m in enumerate(marks)
    ]
    place.write_text(json.dumps({"data": data}), encoding="utf-8")


def xporter_json(marks: Iterable[Mark], place: Path) -> None:
    data = [
        {
            "Id": f"{n}",
            "Date": m.day,
            "InstanceId": n,
            "StudentId": m.pupil,
            "Mark": m.mark or "-",
            "MinsLate": int(m.minutes or 0),
            "Notes": "",
            "Type": "S",
            "Session": m.session,
        }
        for n, m in enumerate(marks)
    ]
    place.write_text(json.dumps(data), encoding="utf-8")


def sims_xml(marks: Iterable[Mark], place: Path) -> None:
    records = (
        f"<Record><UPN>{m.pupil}</UPN><Mark_x0020_Date>{m.british}</Mark_x0020_Date><Session_x0020_Name>{m.session}"
        f"</Session_x0020_Name>{f'<Mark>{escape(m.mark)}</Mark>' if m.mark else ''}</Record>"
        for m in marks
    )
    place.write_text(f"<SuperStarReport>{''.join(records)}</SuperStarReport>", encoding="utf-8")


def xlsx_grid(marks: Iterable[Mark], place: Path) -> None:
    """Only for marks that differ in pupil or session, as a grid has one cell for each."""
    held = {(m.pupil, m.day, m.session): m.mark for m in marks}
    pupils, slots = sorted({p for p, _, _ in held}), sorted({(d, s) for _, d, s in held})
    assert len(held) == len(list(marks))
    head = ["UPN", *(f"{'/'.join(reversed(d.split('-')))} {s}" for d, s in slots)]
    rows = [[p, *(held.get((p, *slot), "#") for slot in slots)] for p in pupils]
    _workbook([["Attendance"], ["Printed for a test"], [], head, *rows], place)


def bromcom_week_csv(marks: Iterable[Mark], place: Path) -> None:
    """Only for marks on weekdays that differ in pupil or session."""
    weeks: dict[tuple[str, str], list[str]] = {}
    for m in marks:
        day = date.fromisoformat(m.day)
        monday = (day - timedelta(days=day.weekday())).isoformat()
        weeks.setdefault((m.pupil, monday), ["#"] * 10)[2 * day.weekday() + SESSIONS.index(m.session)] = m.mark
    head = ["StudentId", "WeekStart", *(f"{d}{s}" for d in ("Mon", "Tue", "Wed", "Thu", "Fri") for s in SESSIONS)]
    _csv(head, ([*key, *cells] for key, cells in weeks.items()), place)


EVERY_RECORD: dict[str, Callable[[list[Mark], Path], None]] = {
    f"{write.__name__}.{ending}": write
    for write, ending in (
        (long_csv, "csv"),
        (arbor_csv, "csv"),
        (wonde_json, "json"),
        (xporter_json, "json"),
        (sims_xml, "xml"),
    )
}
"""Layouts of one record to a row, which can hold anything a register holds, by file name."""

GRIDS: dict[str, Callable[[list[Mark], Path], None]] = {
    "xlsx_grid.xlsx": xlsx_grid,
    "bromcom_week_csv.csv": bromcom_week_csv,
}
"""Layouts with a cell for each session."""


def _csv(head: list[str], rows: Iterable[Iterable[object]], place: Path) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows(rows)
    place.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def _workbook(rows: Iterable[Iterable[object]], place: Path) -> None:
    book = Workbook(str(place), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write_string(number, column, str(cell))
    book.close()
