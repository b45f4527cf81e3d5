"""Is Xporter on Demand's attendance JSON read as it is meant?"""

import json
from collections.abc import Sequence

from marks import Mark

from attendlib.readers import read
from attendlib.register import DATE, DAY, MARK, MINUTES, PUPIL, SESSION


def written(marks: Sequence[Mark]) -> bytes:
    """An object for each mark."""
    records = [
        {
            "Id": f"{number}",
            "Date": m.day,
            "InstanceId": number,
            "StudentId": m.pupil,
            "Mark": m.mark,
            "MinsLate": int(m.minutes or 0),
            "Notes": "",
            "Type": "S",
            "Session": m.session,
        }
        for number, m in enumerate(marks)
    ]
    return json.dumps(records, ensure_ascii=False).encode()


def test_fixture_holds_session_marks_and_passes_lessons_over(fixture, told, rules):
    """Records keep their number in the file; the lesson's mark is counted, not read; a number is no identifier."""
    register = read(fixture("xporter_json"), "999001", "xporter.json")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 1, "", ""),
        ("A331900100017", "2025-09-01", "PM", "\\", 2, "", ""),
        ("A331900100017", "2025-09-02", "AM", "-", 4, "", ""),
        ("A331900100017", "2025-09-02", "PM", "#", 5, "", ""),
        ("", "2025-09-02", "PM", "L", 6, "", "no-pupil"),
    ]
    counted = register.counted
    assert (counted.rows, counted.records, counted.lesson) == (6, 5, 1)
    assert rules(register) == ["lesson-marks-ignored", "identifier-not-text", "bad-minutes"]
    assert register.form == "%Y-%m-%d"
    parts = {PUPIL: "StudentId", DATE: "Date", DAY: "Date", SESSION: "Session", MARK: "Mark"}
    assert register.headings == parts | {MINUTES: "MinsLate"}


def test_a_plain_list_is_accepted_too(read_text, told):
    """The records may stand in a list of their own."""
    record = '{"StudentId": "A1", "Date": "2025-09-01", "Session": "AM", "Mark": "\\\\"}'
    assert told(read_text(f"[{record}]")) == [("A1", "2025-09-01", "AM", "\\", 1, "", "")]
