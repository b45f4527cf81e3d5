"""Whatever is wrong with the records of a file, in any layout: has each the first rule that it breaks, and does the
account add up?"""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import WRITERS
from marks import Mark, marks_of
from records import CONTEXT, INSET, ON_ROLL, TERM
from xlsxwriter import Workbook

from attendlib.checks import OUTCOMES, accounts, examine
from attendlib.checks.faults import FAULTS
from attendlib.checks.listed import DECIDING
from attendlib.codes import code_book
from attendlib.readers import read
from attendlib.register import SESSIONS, Register

SOUND = "sound"


class Record(NamedTuple):
    """One record as a file states it, and ``fault``: what the layout itself makes of it, empty where nothing."""

    pupil: str
    day: str
    session: str
    mark: str
    fault: str = ""


class Written(NamedTuple):
    """A file and the records that a person would count in it."""

    data: bytes
    records: list[Record]


PUPILS = [*ON_ROLL, "NOBODY", ""]
DAYS = ["2025-09-01", "2025-09-02", "2025-09-04", "2025-09-06", "2025-09-09", "2025-09-11", "2024-07-18", "2045-09-04"]
SCHOOLDAYS = [day for day in DAYS if date.fromisoformat(day).weekday() < 5]
"""Those of them that a week of five days can hold."""
NO_DAYS = ["", "soon", "2025-02-30", "31/02/2025"]
MARKS = ["/", "\\", "I", "#", "Z", "", "-", "Q9", "H", "C2", "a note"]
LETTERS = [mark for mark in MARKS if len(mark) == 1] + ["@"]

rows = st.lists(
    st.builds(
        Record,
        st.sampled_from(PUPILS),
        st.sampled_from([*DAYS, *DAYS, *NO_DAYS]),
        st.sampled_from(["AM", "PM", "AM", "PM", "noon", ""]),
        st.sampled_from(MARKS),
        st.sampled_from(["", "", "", "", "broken", "elsewhere"]),
    ),
    max_size=25,
)
FIRST = Record("P0", "2025-09-03", "AM", "/")
"""Stands first in every file, so that its layout can be told."""


def fault_of(record: Record) -> str:
    """What a reader finds wrong: what the layout says, then the pupil, the date and the session."""
    try:
        is_day = bool(record.day) and date.fromisoformat(record.day)
    except ValueError:
        is_day = False
    found = [
        (record.fault, record.fault),
        (not record.pupil, "no-pupil"),
        (not is_day, "bad-date"),
        (record.session not in ("AM", "PM"), "bad-session"),
    ]
    return next((rule for is_so, rule in found if is_so), "")


def rule_alone(record: Record) -> str:
    """The first rule that a record breaks by itself, empty where the other records decide."""
    if fault := fault_of(record):
        return fault
    day = date.fromisoformat(record.day)
    status = code_book().status(record.mark, day)
    entry, leaving = ON_ROLL.get(record.pupil, ("", ""))
    broken = [
        (record.mark in ("", "-"), "missing-mark"),
        (record.mark in ("#", "Z"), "administrative"),
        (status == "unknown", "unknown-code"),
        (status == "retired", "retired-code"),
        (status == "not yet in force", "code-not-yet-in-force"),
        (not (TERM.start <= day <= TERM.end and day.weekday() < 5 and day != INSET.start), "closed-session"),
        (record.pupil not in ON_ROLL, "unknown-pupil"),
        (not entry <= record.day <= (leaving or "9999"), "off-roll"),
    ]
    return next((rule for is_so, rule in broken if is_so), "")


def rules_slowly(records: Sequence[Record]) -> list[str]:
    """The one rule under which each record is set aside, or SOUND, by comparing it with every other."""
    told = [rule_alone(record) for record in records]
    open_ = [i for i, rule in enumerate(told) if not rule]
    for i in open_:
        same = [j for j in open_ if records[j][:3] == records[i][:3]]
        if len({records[j].mark for j in same}) > 1:
            told[i] = "conflicting-marks"
        else:
            told[i] = SOUND if same[0] == i else "duplicate-row"
    return told


def british(day: str) -> str:
    """An ISO date day first; any other text as it is."""
    return "/".join(reversed(day.split("-"))) if day[:2] == "20" and day != "2025-02-30" else day


def table(header: list[str], lines: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *lines])
    return out.getvalue().encode()


def arbor(held: list[Record]) -> Written:
    """A broken row has a cell too many."""
    header, more = ["STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE", "YEAR"], {"broken": ["2025", "x"]}
    lines = [[r.pupil, british(r.day), r.session, r.mark, *more.get(r.fault, ["2025"])] for r in held]
    return Written(table(header, lines), [r._replace(fault="ragged-row" if r.fault == "broken" else "") for r in held])


def long(held: list[Record]) -> Written:
    """A broken row has a cell too few; a row may name another school."""
    lines = [[r.pupil, r.day, r.session, r.mark, "999002" if r.fault == "elsewhere" else "999001"] for r in held]
    lines = [line[:-1] if r.fault == "broken" else line for line, r in zip(lines, held, strict=True)]
    faults = {"broken": "ragged-row", "elsewhere": "wrong-school", "": ""}
    header = ["upn", "date", "session", "code", "urn"]
    return Written(table(header, lines), [r._replace(fault=faults[r.fault]) for r in held])


def wonde(held: list[Record]) -> Written:
    """A broken record holds a list for its mark; where there is no mark the field is left out, or is null."""
    items = [
        {"student": r.pupil, "date": {"date": r.day}, "session": r.session}
        | ({"attendance_code": ["/"] if r.fault == "broken" else r.mark or None} if r.fault or r.mark else {})
        for r in held
    ]
    faulty = [r._replace(fault="no-mark-field" if r.fault == "broken" else "") for r in held]
    return Written(json.dumps({"data": items}).encode(), faulty)


def xporter(held: list[Record]) -> Written:
    """A mark of a lesson is no record; a broken record holds a number for its mark."""
    items = [
        {
            "StudentId": r.pupil,
            "Date": r.day,
            "Session": r.session,
            "Mark": 7 if r.fault == "broken" else r.mark,
            "Type": "L" if r.fault == "elsewhere" else "S",
        }
        for r in held
    ]
    faulty = [r._replace(fault="no-mark-field" if r.fault == "broken" else "") for r in held if r.fault != "elsewhere"]
    return Written(json.dumps(items).encode(), faulty)


def sims(held: list[Record]) -> Written:
    """An empty value is an absent element; a broken record has two dates."""

    def element(name: str, text: str) -> str:
        return f"<{name}>{escape(text)}</{name}>" if text else ""

    records = "".join(
        f"<Record>{element('UPN', r.pupil)}{element('Mark_x0020_Date', british(r.day))}"
        f"{'<Date>03/09/2025</Date><Date>03/09/2025</Date>' if r.fault == 'broken' else ''}"
        f"{element('Session_x0020_Name', r.session)}{element('Mark', r.mark)}</Record>"
        for r in held
    )
    faulty = [r._replace(fault="ragged-row" if r.fault == "broken" else "") for r in held]
    return Written(f"<SuperStarReport>{records}</SuperStarReport>".encode(), faulty)


def read_bytes(data: bytes) -> Register:
    """The register of a file that holds ``data``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        path.write_bytes(data)
        return read(path, "999001", "a.csv")


def as_judged(written: Written) -> None:
    """Read and examine the file, and hold every record and the account against the slow reading."""
    register = read_bytes(written.data)
    told = examine([register], CONTEXT)
    expected = rules_slowly(written.records)
    deciding = {*FAULTS, *(check.RULE.name for check, _ in DECIDING)}
    found = [(int(i), rule.name) for rule, marked in told.found if rule.name in deciding for i in marked.where]
    assert len({i for i, _ in found}) == len(found)
    rules = dict(found)
    assert [rules.get(i, SOUND) for i in range(len(register))] == expected
    (account,) = accounts(told)
    assert sum(getattr(account, name) for name in OUTCOMES) == account.records == len(written.records)
    outcome = {"missing-mark": "missing", "administrative": "administrative", "duplicate-row": "duplicate"}
    told_by = Counter(outcome.get(rule, "accepted" if rule == SOUND else "rejected") for rule in expected)
    assert {name: getattr(account, name) for name in OUTCOMES} == {name: told_by[name] for name in OUTCOMES}
    counted = Counter(rule for rule in expected if rule not in (SOUND, "administrative"))
    assert {rule: n for rule, n in account.rules.items() if rule in deciding} == counted


@pytest.mark.parametrize("write", [arbor, long, wonde, xporter, sims], ids=lambda write: write.__name__)
@given(held=rows)
@settings(deadline=None, max_examples=60)
def test_a_record_to_a_row(write: Callable[[list[Record]], Written], held: list[Record]) -> None:
    """Every fault, alone and with others, in the layouts with one record to a row."""
    as_judged(write([FIRST, *held]))


@pytest.mark.parametrize("layout", WRITERS)
@given(held=st.dictionaries(st.tuples(st.sampled_from(PUPILS[:-1]), st.sampled_from(SCHOOLDAYS),
    st.sampled_from(SESSIONS)), st.sampled_from(MARKS), min_size=1, max_size=20))  # fmt: skip
@settings(deadline=None, max_examples=40)
def test_marks_of_every_kind_in_any_layout(layout: str, held: dict[tuple[str, str, str], str]) -> None:
    """Unknown, blank, retired and administrative marks, closed days, pupils whom nobody knows: whichever way the layout
    writes them, and with # in the cells of a grid that no mark was given for."""
    data = WRITERS[layout]([Mark(*where, mark) for where, mark in held.items()])
    records = [Record(*mark[:4]) for mark in marks_of(read_bytes(data))]
    assert {record[:3]: record.mark for record in records if record.mark != "#"} == {
        where: mark for where, mark in held.items() if mark != "#"
    }
    as_judged(Written(data, records))


WEEKS = ["2025-09-01", "2025-09-08", "2025-08-25", "2025-09-02", "soon", ""]


@given(
    weeks=st.lists(
        st.tuples(
            st.sampled_from(PUPILS),
            st.sampled_from(WEEKS),
            st.lists(st.sampled_from(MARKS), min_size=10, max_size=10),
            st.booleans(),
        ),
        max_size=6,
    )
)
@settings(deadline=None, max_examples=60)
def test_ten_records_to_a_row(weeks: list[tuple[str, str, list[str], bool]]) -> None:
    """A fault of a week is a fault of its ten records: too few cells, a first day that is no Monday or no day."""
    header = [
        "Class",
        "StudentId",
        "WeekStart",
        *(f"{d}{s}" for d in ("Mon", "Tue", "Wed", "Thu", "Fri") for s in ("AM", "PM")),
    ]
    lines, records = [], []
    for pupil, start, marks, broken in weeks:
        lines.append(["7A", pupil, start, *marks][: -1 if broken else None])
        first = date.fromisoformat(start) if start[:1] == "2" else None
        fault = "ragged-row" if broken else "week-start-not-monday" if first and first.weekday() else ""
        days = [str(first + timedelta(i // 2)) if first else "" for i in range(10)]
        records += [Record(pupil, days[i], ("AM", "PM")[i % 2], marks[i], fault) for i in range(10)]
    as_judged(Written(table(header, lines), records))


@given(
    columns=st.lists(st.tuples(st.sampled_from([*DAYS, "2025-02-30"]), st.sampled_from(["AM", "PM", ""])), max_size=6),
    pupils=st.lists(
        st.tuples(st.sampled_from(PUPILS), st.lists(st.sampled_from(MARKS), min_size=7, max_size=7)), max_size=5
    ),
)
@settings(deadline=None, max_examples=40)
def test_a_record_to_a_cell(columns: list[tuple[str, str]], pupils: list[tuple[str, list[str]]]) -> None:
    """A fault of a heading is a fault of its column; rows of nothing are none."""
    columns = [("2025-09-03", "AM"), *columns]
    out = io.BytesIO()
    book = Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["UPN", *(f"{british(day)} {session}".strip() for day, session in columns)])
    for number, (pupil, marks) in enumerate(pupils, start=1):
        sheet.write_row(number, 0, [pupil, *marks[: len(columns)]])
    book.close()
    records = [
        Record(pupil, day, session, mark)
        for pupil, marks in pupils
        for (day, session), mark in zip(columns, marks, strict=False)
        if pupil or any(marks[: len(columns)])
    ]
    as_judged(Written(out.getvalue(), records))


@given(
    strings=st.lists(
        st.tuples(
            st.sampled_from(PUPILS),
            st.sampled_from(["2025-09-01", "2025-09-05", "2025-02-30", ""]),
            st.lists(st.sampled_from([*LETTERS, *LETTERS, "1"]), max_size=14),
            st.booleans(),
        ),
        max_size=5,
    )
)
@settings(deadline=None, max_examples=60)
def test_a_record_to_a_position(strings: list[tuple[str, str, list[str], bool]]) -> None:
    """A fault of a string is a fault of all its positions: of another school, of odd length, with half of a longer
    code, from no day on."""
    pupils, records = "", []
    for pupil, start, marks, elsewhere in strings:
        school = "<LEA>331</LEA><Estab>2000</Estab>" if elsewhere else ""
        sessions = (
            f"<AttendanceStartDate>{start}</AttendanceStartDate><AttendanceMarks>{''.join(marks)}</AttendanceMarks>"
        )
        year = f"<YearData>{school}<AttendSessions>{sessions}</AttendSessions></YearData>"
        pupils += f"<Pupil><UPN>{pupil}</UPN><Attendance>{year}</Attendance></Pupil>"
        broken = len(marks) % 2 or "1" in marks
        fault = "wrong-school" if elsewhere else "mark-string-length" if broken else ""
        first = date.fromisoformat(start) if start and start != "2025-02-30" else None
        for i, mark in enumerate(marks):
            day = str(first + timedelta(i // 2)) if first else ""
            records.append(Record(pupil, day, ("AM", "PM")[i % 2], mark, fault))
    head = "<Header><SourceSchool><LEA>331</LEA><Estab>1000</Estab></SourceSchool></Header>"
    as_judged(Written(f"<CTfile>{head}<CTFpupilData>{pupils}</CTFpupilData></CTfile>".encode(), records))
