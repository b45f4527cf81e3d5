"""Do the readers give back what was written, whichever way, and never break on what was not?"""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers import ReadOptions, read, read_census, stretches
from attendlib.register import Register

Mark = tuple[str, date, str, str]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "readers"
MONDAY = date(2025, 9, 1)
CODES = ["/", "\\", "I", "i", "C1", "Y7", "#", "-", "", "NA", "L", ",", '"', "&", "<", "'", "=", "é", "X"]

marks = st.lists(
    st.tuples(
        st.sampled_from(["A331900100017", "0331900100018", "NA", "Null", "Zoë, é"]),
        st.integers(0, 400).map(lambda days: MONDAY + timedelta(days)),
        st.sampled_from(["AM", "PM"]),
        st.sampled_from(CODES),
    ),
    min_size=1,
    max_size=30,
)


def _read(data: bytes, **options: object) -> Register:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        path.write_bytes(data)
        return read(path, "999001", "register", ReadOptions(**options))  # type: ignore[arg-type]


def _told(register: Register) -> list[tuple]:
    days = ["" if np.isnat(day) else str(day) for day in register.date]
    columns = (register.pupil, register.mark, register.column, register.fault)
    texts = [column.texts() for column in columns]
    return list(zip(days, register.session.tolist(), register.row.tolist(), *texts, strict=True))


def _marks(register: Register) -> list[tuple[str, str, str, str]]:
    sessions = ["AM" if session == 0 else "PM" for session in register.session]
    return list(zip(register.pupil.texts(), map(str, register.date), sessions, register.mark.texts(), strict=True))


def _csv(header: list[str], rows: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return out.getvalue().encode("utf-8")


def _arbor(held: list[Mark]) -> bytes:
    header = ["SURNAME", "STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE"]
    return _csv(header, [["NA", p, f"{d:%d/%m/%Y}", s, m] for p, d, s, m in held])


def _long(held: list[Mark]) -> bytes:
    return _csv(["code", "session", "upn", "date"], [[m, s, p, d.isoformat()] for p, d, s, m in held], ";")


def _wonde(held: list[Mark]) -> bytes:
    items = [
        {"student": p, "date": {"date": f"{d} 00:00:00.000000"}, "session": s, "attendance_code": m}
        for p, d, s, m in held
    ]
    return json.dumps({"data": items}).encode()


def _xporter(held: list[Mark]) -> bytes:
    items = [{"StudentId": p, "Date": f"{d}T00:00:00", "Session": s, "Mark": m, "Type": "S"} for p, d, s, m in held]
    return json.dumps(items, ensure_ascii=False).encode()


def _sims(held: list[Mark]) -> bytes:
    records = "".join(
        f"<Record><UPN>{escape(p)}</UPN><Mark_x0020_Date>{d:%d/%m/%Y}</Mark_x0020_Date>"
        f"<Session_x0020_Name>{s}</Session_x0020_Name>" + (f"<Mark>{escape(m)}</Mark>" if m else "") + "</Record>"
        for p, d, s, m in held
    )
    return f"<?xml version='1.0' encoding='utf-8'?><SuperStarReport>{records}</SuperStarReport>".encode()


@pytest.mark.parametrize("write", [_arbor, _long, _wonde, _xporter, _sims], ids=lambda write: write.__name__)
@given(held=marks)
@settings(deadline=None, max_examples=60)
def test_one_mark_a_record_comes_back_as_written(write: Callable[[list[Mark]], bytes], held: list[Mark]) -> None:
    """Pupil, day, session and mark of every record, in order, without a fault."""
    register = _read(write(held))
    assert _marks(register) == [(p, str(d), s, m) for p, d, s, m in held]
    assert set(register.fault.texts()) == {""}
    assert register.counted.records == len(held)


@given(weeks=st.lists(st.tuples(st.sampled_from(["A1", "0012", "NA"]), st.integers(0, 50), st.lists(
    st.sampled_from(CODES), min_size=10, max_size=10)), min_size=1, max_size=8))  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_a_week_grid_comes_back_as_written(weeks: list[tuple[str, int, list[str]]]) -> None:
    """Ten marks a row, each on the day and session of its column."""
    names = [f"{day}{session}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for session in ("AM", "PM")]
    mondays = [MONDAY + timedelta(7 * week) for _, week, _ in weeks]
    rows = [[pupil, monday.isoformat(), *held] for (pupil, _, held), monday in zip(weeks, mondays, strict=True)]
    expected = [
        (pupil, str(monday + timedelta(i // 2)), ("AM", "PM")[i % 2], mark)
        for (pupil, _, held), monday in zip(weeks, mondays, strict=True)
        for i, mark in enumerate(held)
    ]
    assert _marks(_read(_csv(["StudentId", "WeekStart", *names], rows))) == expected


@given(strings=st.lists(st.lists(st.sampled_from("/\\ILO#-NCX"), min_size=2, max_size=40), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_mark_strings_come_back_as_written(strings: list[list[str]]) -> None:
    """Two marks a calendar day from the start; a string cut to odd length is set aside, never shifted."""
    pupils = "".join(
        f"<Pupil><UPN>P{i}</UPN><Attendance><YearData><AttendSessions><AttendanceStartDate>{MONDAY}</AttendanceStartDate>"
        f"<AttendanceMarks>{''.join(held)}</AttendanceMarks></AttendSessions></YearData></Attendance></Pupil>"
        for i, held in enumerate(strings)
    )
    register = _read(f"<CTfile><CTFpupilData>{pupils}</CTFpupilData></CTfile>".encode())
    sound = np.array([fault == "" for fault in register.fault.texts()])
    told = [entry for entry, is_sound in zip(_marks(register), sound, strict=True) if is_sound]
    even = [(i, held) for i, held in enumerate(strings) if len(held) % 2 == 0]
    assert told == [
        (f"P{i}", str(MONDAY + timedelta(at // 2)), ("AM", "PM")[at % 2], mark)
        for i, held in even
        for at, mark in enumerate(held)
    ]
    assert len(register) == register.counted.records == sum(map(len, strings))


@given(
    rows=st.integers(1, 5).flatmap(
        lambda wide: st.lists(st.lists(st.sampled_from(CODES), min_size=wide, max_size=wide), min_size=1, max_size=6)
    )
)
@settings(deadline=None, max_examples=40)
def test_a_workbook_grid_comes_back_as_written(rows: list[list[str]]) -> None:
    """Every cell under a session's heading, row by row."""
    days = [(MONDAY + timedelta(i // 2), ("AM", "PM")[i % 2]) for i in range(len(rows[0]))]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "UPN", *(f"{day:%d/%m/%Y} {session}" for day, session in days)])
    for i, held in enumerate(rows, start=1):
        sheet.write_row(i, 0, ["Null", f"P{i}", *held])
    book.close()
    assert _marks(_read(out.getvalue())) == [
        (f"P{i}", str(day), session, mark)
        for i, held in enumerate(rows, start=1)
        for (day, session), mark in zip(days, held, strict=True)
    ]


cell = st.sampled_from(
    [
        "A1",
        "A2",
        "2025-09-01",
        "x",
        "AM",
        "pm",
        "/",
        "I ",
        "",
        " ",
        '"',
        '""',
        '"q"',
        '"a,b"',
        '"a\nb"',
        "é",
        'x"y',
        '"a""b"',
        'a"',
        '"a"b',
        ' "a"',
    ]
)
line = st.one_of(
    st.lists(cell, max_size=6).map(",".join),
    st.sampled_from(
        ["", "  ", ",,,", "upn,date,session,code", "A1,2025-09-01,AM,/", '"A1","2025-09-01","AM","/"', "\r"]
    ),
)


@given(
    lines=st.lists(line, max_size=25),
    end=st.sampled_from(["\n", "\r\n"]),
    stretch=st.sampled_from([20, 60, 1 << 20]),
    closed=st.booleans(),
)
@settings(deadline=None, max_examples=400)
def test_both_passes_read_the_same(lines: list[str], end: str, stretch: int, closed: bool) -> None:
    """Whatever is odd in the text, the quick pass with its fallback and the careful pass alone agree in every entry,
    row number and count, or refuse the file for the same row."""
    data = end.join(["upn,date,session,code", *lines]).encode() + (end.encode() if closed else b"")

    def outcome() -> object:
        try:
            register = _read(data, layout="long_csv")
        except UnreadableFile as error:
            return str(error)
        return _told(register), register.counted, register.notes

    with patch.object(stretches, "STRETCH", stretch), patch.object(stretches, "FINEST", stretch // 4):
        mixed = outcome()
    with patch.object(stretches, "lines_are_records", lambda *_: False):
        assert mixed == outcome()


@given(lines=st.lists(line.filter(lambda text: '"' not in text and "\r" not in text), max_size=25))
@settings(deadline=None, max_examples=100)
def test_every_line_is_accounted_for(lines: list[str]) -> None:
    """Without quotes each physical line is one row: a record, blank, or a repeated header; none is lost."""
    register = _read("\n".join(["upn,date,session,code", *lines, ""]).encode(), layout="long_csv")
    counted = register.counted
    assert counted.rows == 1 + len(lines) == counted.header + counted.blank + counted.repeated_header + len(register)
    assert counted.records == len(register)
    assert all(lines[row - 2].strip(" ,") for row in register.row)


@given(
    name=st.sampled_from(sorted(path.name for path in FIXTURES.iterdir() if path.suffix != ".md")),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=4)), min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=400)
def test_a_damaged_file_is_read_or_refused_on_purpose(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    """Bytes cut out of a file and others put in: a register whose counts agree, or one of our own errors."""
    data = (FIXTURES / name).read_bytes()
    for where, length, put in cuts:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            if name == "census.xml":
                read_census(path, "999001", name)
                return
            register = read(path, "999001", name)
        except (LayoutError, UnreadableFile):
            return
    assert register.counted.records == len(register)
    assert (
        len({len(part) for part in (register.pupil, register.mark, register.date, register.row, register.fault)}) == 1
    )
