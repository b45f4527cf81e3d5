"""Do the readers give back what was written, whichever way, and never break on what was not?"""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import FIXTURES, GRIDS, SINGLE
from marks import Mark, marks_of

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.names import CENSUS_LAYOUT
from attendlib.readers import ReadOptions, read, read_census, stretches
from attendlib.register import Register

MONDAY = date(2025, 9, 1)
CODES = ["/", "\\", "I", "i", "C1", "Y7", "#", "-", "", "NA", "L", ",", '"', "&", "<", "'", "=", "é", "X"]
DAYS = st.integers(0, 400).map(lambda days: MONDAY + timedelta(days))

marks = st.lists(
    st.builds(
        Mark,
        st.sampled_from(["A331900100017", "0331900100018", "NA", "Null", "Zoë, é"]),
        DAYS.map(str),
        st.sampled_from(["AM", "PM"]),
        st.sampled_from(CODES),
        st.just(""),
    ),
    min_size=1,
    max_size=30,
)
cells = st.dictionaries(
    st.tuples(
        st.sampled_from(["A1", "0012", "NA"]),
        DAYS.filter(lambda day: day.weekday() < 5).map(str),
        st.sampled_from(["AM", "PM"]),
    ),
    st.sampled_from(CODES),
    min_size=1,
    max_size=30,
)
"""A mark for each of some pupils' sessions on schooldays."""


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


@pytest.mark.parametrize("layout", SINGLE)
@given(held=marks)
@settings(deadline=None, max_examples=60)
def test_one_mark_a_record_comes_back_as_written(layout: str, held: list[Mark]) -> None:
    """Pupil, day, session and mark of every record, in order, without a fault."""
    register = _read(SINGLE[layout](held))
    assert register.layout == layout
    assert set(register.fault.texts()) == {""}
    assert [mark._replace(minutes="") for mark in marks_of(register)] == held
    assert register.counted.records == len(held)


@pytest.mark.parametrize("layout", GRIDS)
@given(held=cells)
@settings(deadline=None, max_examples=60)
def test_several_marks_a_row_come_back_as_written(layout: str, held: dict[tuple[str, str, str], str]) -> None:
    """Each on the day and session of its column, no session twice, and nothing but # where no mark was given."""
    register = _read(GRIDS[layout]([Mark(*where, mark) for where, mark in held.items()]))
    assert register.layout == layout
    assert set(register.fault.texts()) == {""}
    told = {(pupil, day, session): mark for pupil, day, session, mark, _ in marks_of(register)}
    assert len(told) == len(register) == register.counted.records
    assert told == dict.fromkeys(told, "#") | held


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
    told = [entry[:4] for entry, is_sound in zip(marks_of(register), sound, strict=True) if is_sound]
    even = [(i, held) for i, held in enumerate(strings) if len(held) % 2 == 0]
    assert told == [
        (f"P{i}", str(MONDAY + timedelta(at // 2)), ("AM", "PM")[at % 2], mark)
        for i, held in even
        for at, mark in enumerate(held)
    ]
    assert len(register) == register.counted.records == sum(map(len, strings))


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
            if Path(name).stem == CENSUS_LAYOUT:
                read_census(path, "999001", name)
                return
            register = read(path, "999001", name)
        except (LayoutError, UnreadableFile):
            return
    assert register.counted.records == len(register)
    assert (
        len({len(part) for part in (register.pupil, register.mark, register.date, register.row, register.fault)}) == 1
    )
