"""Is our own plain layout read as it is meant?"""

from collections.abc import Sequence

import numpy as np
from marks import Mark, csv_of

from attendlib.readers import read
from attendlib.register import DATE, DAY, MARK, MINUTES, PUPIL, SCHOOL, SESSION

HEADER = "upn,date,session,code\n"


def written(marks: Sequence[Mark]) -> bytes:
    """A row for each mark."""
    return csv_of([["upn", "date", "session", "code", "minutes_late"], *marks])


def test_fixture_with_titles_blanks_repeated_header_and_another_school(fixture, told, rules):
    """Every physical row is counted and every record keeps its own row."""
    register = read(fixture("long_csv"), "999001", "long.csv")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 4, "", ""),
        ("A331900100017", "2025-09-01", "PM", "L", 5, "", ""),
        ("A331900100017", "2025-09-02", "AM", "l", 6, "", ""),
        ("B331900100018", "2025-09-02", "AM", "/", 8, "", "wrong-school"),
        ("B331900100018", "2025-09-02", "PM", "NA", 9, "", ""),
        ("", "", "", "", 11, "", "ragged-row"),
    ]
    counted = register.counted
    assert (counted.rows, counted.records, counted.header, counted.title) == (11, 6, 1, 1)
    assert (counted.blank, counted.repeated_header, counted.continued) == (2, 1, 0)
    assert rules(register) == ["repeated-header", "bad-minutes"]
    assert register.form == "%Y-%m-%d"
    parts = {PUPIL: "upn", DATE: "date", DAY: "date", SESSION: "session", MARK: "code"}
    assert register.headings == parts | {MINUTES: "minutes_late", SCHOOL: "urn"}


def test_bad_minutes_are_unknown_and_counted(read_text):
    """A word, a negative and a sum are no minutes; a decimal is."""
    cells = ["soon", "-3", "=1+1", "", "7", "2.5", "1e3", "1_0"]
    rows = "".join(f"A1,2025-09-01,AM,L,{cell}\n" for cell in cells)
    register = read_text(HEADER.replace("code", "code,minutes_late") + rows)
    nan = np.nan
    np.testing.assert_array_equal(register.minutes_late, np.array([nan, nan, nan, nan, 7, 2.5, nan, nan], "float32"))
    assert register.notes[0].message.endswith(": 5")
    assert register.notes[0].column == "minutes_late"


def test_a_file_with_a_header_alone_is_an_empty_register(read_text):
    """No records are no error here: that a school sent none is for a check to say."""
    register = read_text(HEADER)
    assert (len(register), register.counted.rows, register.counted.records) == (0, 1, 0)


def test_iso_dates_with_midnight_are_days_and_with_another_time_are_not(read_text, told):
    """Only exact midnight is no time of day."""
    days = ["2025-09-01 00:00:00", "2025-09-01T00:00", "2025-09-01 00:00:01", "01/09/2025", "20250901", "2025-02-30"]
    register = read_text(HEADER + "".join(f"A1,{day},AM,/\n" for day in days))
    assert [row[6] for row in told(register)] == ["", "", "bad-date", "bad-date", "bad-date", "bad-date"]


def test_blanks_around_cells_are_dropped_and_those_inside_kept(read_text, told):
    """Outer blanks are layout; " / " is "/", but "I I" is not a code to be mended."""
    register = read_text(HEADER + " A1 , 2025-09-01 , am , I I \n")
    assert told(register) == [("A1", "2025-09-01", "AM", "I I", 2, "", "")]


def test_the_schools_own_mark_becomes_the_code_it_stands_for(read_text, told, rules):
    """Marks of the city file are translated, the rest left alone, and the number of them is said."""
    register = read_text(HEADER + "A1,2025-09-01,AM,+\nA1,2025-09-01,PM,/\nA1,2025-09-02,AM,+\n", marks={"+": "X01"})
    assert [row[3] for row in told(register)] == ["X01", "/", "X01"]
    assert register.notes[0].message.endswith(": 2")
    assert rules(register) == ["marks-translated"]


def test_an_empty_urn_names_no_other_school(read_text, told):
    """Blank is not another school; any other text is."""
    rows = "A1,2025-09-01,AM,/,\nA1,2025-09-01,PM,/,999001\nA1,2025-09-02,PM,/,0999001\n"
    register = read_text(HEADER.replace("code", "code,urn") + rows)
    assert [row[6] for row in told(register)] == ["", "", "wrong-school"]
