"""Is Wonde's session attendance JSON read as it is meant?"""

import json

import numpy as np

from attendlib.readers import read


def _record(**changes: object) -> dict[str, object]:
    date = {"date": "2025-09-01 00:00:00.000000", "timezone_type": 3, "timezone": "Europe/London"}
    return {"student": "A1", "session": "AM", "date": date, "attendance_code": "/"} | changes


def test_fixture_becomes_one_entry_per_record(fixture, told, rules):
    """Two-character codes, null marks, a pupil given as an object, a time of day, a lacking field and a non-record."""
    register = read(fixture("wonde.json"), "999003", "wonde.json")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 1, "", ""),
        ("A331900100017", "2025-09-01", "PM", "L", 2, "", ""),
        ("B331900100018", "2025-09-02", "AM", "Y7", 3, "", ""),
        ("B331900100018", "2025-09-02", "PM", "\\", 4, "", ""),
        ("B331900100018", "2025-09-03", "AM", "", 5, "", ""),
        ("", "2025-09-04", "AM", "/", 6, "", "no-pupil"),
        ("B331900100018", "", "AM", "/", 7, "", "bad-date"),
        ("B331900100018", "2025-09-05", "AM", "", 8, "", "no-mark-field"),
        ("", "", "", "", 9, "", "no-mark-field"),
    ]
    assert register.minutes_late[1] == 12
    assert int(np.isnan(register.minutes_late).sum()) == 8
    assert rules(register) == ["identifier-not-text"]


def test_a_page_that_says_more_follow_is_noted(read_text, rules):
    """One page of several is not a register; the file itself says so."""
    document = {"data": [_record()], "meta": {"pagination": {"more": True}}}
    assert rules(read_text(json.dumps(document))) == ["more-pages"]


def test_a_field_that_stands_twice_makes_the_record_faulty(read_text, told):
    """Which of two marks is meant cannot be told, and the last is not simply taken."""
    twice = json.dumps(_record()).replace('"attendance_code": "/"', '"attendance_code": "I", "attendance_code": "/"')
    register = read_text(f"[{json.dumps(_record())}, {twice}]")
    assert [(row[3], row[6]) for row in told(register)] == [("/", ""), ("", "no-mark-field")]


def test_wrong_kinds_of_value_are_faults_never_errors(read_text, told):
    """Numbers, lists, booleans and nulls where text should be leave the file readable."""
    odd = [5, 1.5, True, ["x"], {"a": 1}]
    items = [_record(**{field: value}) for field in ("student", "session", "date", "attendance_code") for value in odd]
    register = read_text(json.dumps([_record(), *items]))
    faults = [row[6] for row in told(register)]
    assert faults == [""] + ["no-pupil"] * 5 + ["bad-session"] * 5 + ["bad-date"] * 5 + ["no-mark-field"] * 5


def test_an_iso_date_alone_is_accepted(read_text, told):
    """The write-back form, a plain date, means the same day."""
    assert told(read_text(json.dumps([_record(date="2025-09-01")])))[0][1] == "2025-09-01"


def test_the_order_of_records_does_not_matter(northgate, save, told):
    """Reversed records give the same marks."""
    path = northgate / "registers" / "999003-wonde.json"
    backwards = save(json.dumps({"data": json.loads(path.read_text())["data"][::-1]}))
    one, other = told(read(path, "999003", "a")), told(read(backwards, "999003", "a"))
    assert [row[:4] for row in one] == [row[:4] for row in reversed(other)]
