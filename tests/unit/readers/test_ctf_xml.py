"""Are the attendance marks of a Common Transfer File read as they are meant?"""

import pytest

from attendlib.errors import LayoutError
from attendlib.readers import read
from attendlib.register import DATE, PUPIL, SCHOOL

written = None
"""A string holds one character a session, so not every mark, and each calendar day from its start."""

FILE = "<CTfile><CTFpupilData><Pupil><UPN>A1</UPN>{}</Pupil></CTFpupilData></CTfile>"
YEAR = (
    "<Attendance><YearData>{totals}<AttendSessions><AttendanceStartDate>{start}</AttendanceStartDate>"
    "<AttendanceMarks>{marks}</AttendanceMarks></AttendSessions></YearData></Attendance>"
)


def _file(marks: str, start: str = "2025-09-01", totals: str = "") -> str:
    return FILE.format(YEAR.format(totals=totals, start=start, marks=marks))


def test_a_string_is_two_marks_a_calendar_day(fixture, told):
    """AM then PM from the start date; a blank is a closed session; weekends are in the string."""
    register = read(fixture("ctf_xml"), "999005", "ctf.xml")
    assert [row[1:4] for row in told(register)[:12]] == [
        ("2025-09-05", "AM", "/"), ("2025-09-05", "PM", "\\"),
        ("2025-09-06", "AM", "#"), ("2025-09-06", "PM", "#"),
        ("2025-09-07", "AM", "#"), ("2025-09-07", "PM", "#"),
        ("2025-09-08", "AM", "/"), ("2025-09-08", "PM", "\\"),
        ("2025-09-09", "AM", "I"), ("2025-09-09", "PM", "-"),
        ("2025-09-10", "AM", "O"), ("2025-09-10", "PM", "L"),
    ]  # fmt: skip
    assert {row[4:] for row in told(register)[:1]} == {(1, "position 1", "")}
    assert register.form == "%Y-%m-%d"
    assert register.headings == {PUPIL: "UPN", DATE: "AttendanceStartDate", SCHOOL: "Estab"}


def test_marks_of_a_former_school_are_not_this_schools(fixture, told):
    """A year whose LEA and Estab are not the source school's has the fault wrong-school; the next year has none."""
    rows = [row for row in told(read(fixture("ctf_xml"), "999005", "ctf.xml")) if row[0] == "B331900100018"]
    assert [row[6] for row in rows] == ["wrong-school"] * 2 + [""] * 4
    assert rows[2] == ("B331900100018", "2025-09-05", "AM", "/", 2, "string 2, position 1", "")


def test_a_string_of_odd_length_is_set_aside_whole(fixture, told):
    """Which character is missing cannot be told, so no position has a day or a session."""
    rows = [row for row in told(read(fixture("ctf_xml"), "999005", "ctf.xml")) if row[0] == "C331900100019"]
    assert [row[1:3] + row[6:] for row in rows] == [("", "", "mark-string-length")] * 3


def test_pupils_and_positions_are_counted(fixture, rules):
    """Rows are pupils, records are positions, a pupil without a string is a blank row and noted."""
    register = read(fixture("ctf_xml"), "999005", "ctf.xml")
    assert (register.counted.rows, register.counted.records, register.counted.blank) == (4, 21, 1)
    assert rules(register) == ["ctf-without-marks"]


@pytest.mark.parametrize("marks", ["/\\C1", "/\\Y7I\\", "/\\\n/\\", "/\\\t/"])
def test_what_cannot_be_one_character_a_session_is_set_aside_whole(read_text, told, marks):
    """A digit is half of a two-character code, which would move every later mark; a line break inside is damage."""
    assert {row[6] for row in told(read_text(_file(marks)))} == {"mark-string-length"}


def test_a_digit_is_a_mark_where_the_city_file_says_so(read_text, told):
    """A school's own one-character mark is translated position by position."""
    assert [row[3] for row in told(read_text(_file("1\\"), marks={"1": "I01"}))] == ["I01", "\\"]


def test_line_breaks_around_the_string_are_layout_and_blanks_are_not(read_text, told):
    """Indentation is dropped; a leading blank on the same line is a closed session."""
    assert [row[3] for row in told(read_text(_file("\n    /\\\n  ")))] == ["/", "\\"]
    assert [row[3] for row in told(read_text(_file("  /\\")))] == ["#", "#", "/", "\\"]


@pytest.mark.parametrize(
    ("marks", "sound"),
    [
        ("/\\ /\\ II ##", False),
        ("/\\ /\\ II ## ", False),
        ("/ \\ / \\ I I # ", False),
        ("/\\/\\    II", True),
        ("/ /   / / ", True),
        ("/\\ /", True),
    ],
)
def test_blanks_that_part_the_marks_are_no_closed_sessions(read_text, told, marks, sound):
    """A blank after every day, or after every mark, would move each later mark to another session; blanks that stand
    for a closed day or an afternoon now and then are as regular nowhere."""
    assert {row[6] for row in told(read_text(_file(marks)))} == {"" if sound else "mark-string-length"}


def test_attendance_details_stand_for_either_element(read_text, told):
    """Authors differ on where the name goes; the marks are the same."""
    usual = told(read_text(_file("/\\I\\")))
    for name in ("Attendance>", "AttendSessions>"):
        assert told(read_text(_file("/\\I\\").replace(name, "AttendanceDetails>"))) == usual


def test_start_dates_in_another_form_are_refused_whole(read_text):
    """Every pupil's string begins with such a date: said once, not for every mark."""
    pupil = YEAR.format(totals="", start="01/09/2025", marks="/\\")
    text = FILE.format(f"{pupil}</Pupil><Pupil><UPN>A2</UPN>{pupil}")
    with pytest.raises(LayoutError, match="none of its dates is of the form YYYY-MM-DD"):
        read_text(text)
    assert str(read_text(text, date_format="%d/%m/%Y").date[0]) == "2025-09-01"


def test_an_unreadable_start_date_is_a_bad_date_throughout(read_text, told):
    """No start, no days; day-first dates are not this layout's."""
    assert [row[6] for row in told(read_text(_file("/\\", start="01/09/2025")))] == ["bad-date"] * 2


def test_totals_that_differ_from_the_marks_are_noted_one_by_one(read_text):
    """The note names the pupil's number, the total and both counts; agreeing totals are silent."""
    totals = "<SessionsPossible>4</SessionsPossible><SessionsAttended>4</SessionsAttended>"
    totals += "<SessionsAuthorised>1</SessionsAuthorised><SessionsUnauthorised>0</SessionsUnauthorised>"
    register = read_text(_file("/\\I\\", totals=totals))
    assert [(note.rule, note.row, note.column) for note in register.notes] == [
        ("ctf-totals-differ", 1, "SessionsAttended")
    ]
    assert "total is 4; its own marks come to 3" in register.notes[0].message


def test_a_start_date_out_by_a_day_does_not_go_unnoticed_where_the_code_is_new(read_text, rules):
    """K is a code only from August 2024, so a total that counts it before then differs."""
    totals = "<SessionsPossible>2</SessionsPossible>"
    assert rules(read_text(_file("KK", start="2024-09-02", totals=totals))) == []
    assert rules(read_text(_file("KK", start="2023-09-04", totals=totals))) == ["ctf-totals-differ"]


@pytest.mark.parametrize(
    "body",
    [
        "<AttendanceMarks>/\\</AttendanceMarks>",
        "<Attendance><AttendSessions><AttendanceMarks>/\\</AttendanceMarks></AttendSessions></Attendance>",
        YEAR.format(totals="", start="2025-09-01", marks="/\\</AttendanceMarks><AttendanceMarks>/\\"),
    ],
)
def test_marks_in_another_place_are_refused_loudly(read_text, body):
    """A mark string that the reader would pass over stops the file."""
    with pytest.raises(LayoutError, match="pupil 1: AttendanceMarks stands elsewhere"):
        read_text(FILE.format(body))
