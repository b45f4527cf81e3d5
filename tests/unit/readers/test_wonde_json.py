"""Is Wonde's session attendance JSON read as it is meant?"""

import json
from collections.abc import Sequence

import numpy as np
import pytest
from marks import Mark

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers import read
from attendlib.register import DATE, DAY, MARK, MINUTES, PUPIL, SESSION


def written(marks: Sequence[Mark]) -> bytes:
    """An object for each mark; a blank mark is null."""
    records = [
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
    return json.dumps({"data": records}).encode()


def _record(**changes: object) -> dict[str, object]:
    date = {"date": "2025-09-01 00:00:00.000000", "timezone_type": 3, "timezone": "Europe/London"}
    return {"student": "A1", "session": "AM", "date": date, "attendance_code": "/"} | changes


def test_fixture_becomes_one_entry_per_record(fixture, told, rules):
    """Two-character codes, null marks, a pupil given as an object, a time of day, a mark left out, which is none, and a
    non-record."""
    register = read(fixture("wonde_json"), "999003", "wonde.json")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 1, "", ""),
        ("A331900100017", "2025-09-01", "PM", "L", 2, "", ""),
        ("B331900100018", "2025-09-02", "AM", "Y7", 3, "", ""),
        ("B331900100018", "2025-09-02", "PM", "\\", 4, "", ""),
        ("B331900100018", "2025-09-03", "AM", "", 5, "", ""),
        ("", "2025-09-04", "AM", "/", 6, "", "no-pupil"),
        ("B331900100018", "", "AM", "/", 7, "", "bad-date"),
        ("B331900100018", "2025-09-05", "AM", "", 8, "", ""),
        ("", "", "", "", 9, "", "no-mark-field"),
    ]
    assert register.minutes_late[1] == 12
    assert int(np.isnan(register.minutes_late).sum()) == 8
    assert rules(register) == ["identifier-not-text"]
    assert register.form == "%Y-%m-%d"
    parts = {PUPIL: "student", DATE: "date", DAY: "date", SESSION: "session", MARK: "attendance_code"}
    assert register.headings == parts | {MINUTES: "minutes_late"}


def test_a_page_that_says_more_follow_is_noted(read_text, rules):
    """One page of several is not a register; the file itself says so."""
    document = {"data": [_record()], "meta": {"pagination": {"more": True}}}
    assert rules(read_text(json.dumps(document))) == ["more-pages"]


def _page(*records: object, more: bool = False) -> dict[str, object]:
    return {"data": list(records), "meta": {"pagination": {"more": more, "per_page": 2}}}


ONE, TWO, THREE = (_record(student=f"A{number}") for number in (1, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ONE, TWO, THREE]),
        json.dumps({"response": {"attendance": _page(ONE, TWO, THREE)}}),
        json.dumps([_page(ONE, TWO, more=True), _page(THREE), _page()]),
        "\n".join(map(json.dumps, (ONE, TWO, THREE))),
        "\r\n".join([json.dumps(ONE), "", json.dumps(TWO), json.dumps(THREE), ""]),
        "\n".join(map(json.dumps, (_page(ONE, TWO, more=True), _page(THREE)))),
    ],
    ids=["list", "envelope", "pages", "lines", "lines and blanks", "pages by line"],
)
def test_records_are_found_wherever_a_vendor_puts_them(read_text, told, rules, text):
    """In a list alone, two objects deep, in pages, or one to a line; pages end with one that says that no more follow,
    or an empty one."""
    register = read_text(text)
    assert [(row[0], row[4]) for row in told(register)] == [("A1", 1), ("A2", 2), ("A3", 3)]
    assert rules(register) == []


def test_pages_that_are_not_whole_are_told(read_text, rules):
    """The last page says that more follow; or one of them holds an error in place of its records."""
    assert rules(read_text(json.dumps([_page(ONE), _page(TWO, more=True)]))) == ["more-pages"]
    with pytest.raises(LayoutError, match="page 2 of the file has no list of records"):
        read_text(json.dumps([_page(ONE, more=True), {"error": "busy"}, _page(TWO)]))


def test_a_line_that_is_no_json_is_refused_by_its_number(read_text):
    """Of a file with a record to a line, cut short in the third."""
    with pytest.raises(UnreadableFile, match="line 3, column"):
        read_text("\n".join([json.dumps(ONE), json.dumps(TWO), json.dumps(THREE)[:30]]))


def test_records_with_lists_inside_are_no_pages(read_text, told):
    """A list in a record, of notes for example, is not taken for its records."""
    assert len(told(read_text(json.dumps([_record(notes=[{"x": 1}]), _record(notes=[])])))) == 2


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
