"""Are marks that changed, and enrolments that crossed a line, counted once and by the right name?"""

from datetime import date
from typing import Any

import pytest
from tiny import TinyCity

from attendlib.intake import OpenCity
from attendlib.intake.remembered import remember, remembered
from attendlib.measures.moved import MOVES, Side, classes_moved, marks_moved
from attendlib.policy import academic_year_start

YEAR = "2025/26"
BOTH = ("999001", "999002")


def side(city: OpenCity, name: str, end: str) -> Side:
    """The marks that a city has now, from the year's first day to ``end``."""
    remember(city.store, name, BOTH, [YEAR])
    held = remembered(city.store, name)
    assert held is not None
    return Side(held, city.window(academic_year_start(YEAR), date.fromisoformat(end)))


@pytest.fixture
def sides(tiny_city: TinyCity) -> tuple[OpenCity, Side, Side]:
    """Ten school days of six pupils at two schools, and the same after some marks and pupils have changed."""
    pupils = [tiny_city.pupil(marks) for marks in ("/*19 N", "/*18 I*2", "/*20", "I*20")]
    tiny_city.pupil("/*20", urn="999002")
    gone = tiny_city.pupil("I*20", urn="999002")
    before = side(tiny_city.open(), "before", "2025-09-12")
    records = tiny_city.records["999001"]
    tiny_city.records["999001"] = [
        (upn, day, session, "I" if code == "N" or (upn == pupils[2] and day <= "2025-09-01") else code, minutes)
        for upn, day, session, code, minutes in records
        if upn != pupils[3] or day > "2025-09-01"
    ]
    tiny_city.records["999001"] = [
        (*row[:3], ("/", "\\")[row[2] == "PM"], row[4]) if row[:3] == (pupils[1], "2025-09-12", "PM") else row
        for row in tiny_city.records["999001"]
    ]
    tiny_city.records["999002"] = [row for row in tiny_city.records["999002"] if row[0] != gone]
    tiny_city.pupil("I*20", urn="999002")
    city = tiny_city.open()
    return city, before, side(city, "after", "2025-09-12")


def rows(table: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_marks_by_school_and_code(sides: tuple[OpenCity, Side, Side]) -> None:
    """Another code, no mark any more, and new, each by what it was and is; nothing of marks that stayed."""
    _, before, after = sides
    assert rows(marks_moved(before, after, BOTH)) == [
        {"urn": "999001", "before": "/", "after": "I", "marks": 1},
        {"urn": "999001", "before": "I", "after": "\\", "marks": 1},
        {"urn": "999001", "before": "I", "after": None, "marks": 2},
        {"urn": "999001", "before": "N", "after": "I", "marks": 1},
        {"urn": "999001", "before": "\\", "after": "I", "marks": 1},
        {"urn": "999002", "before": "I", "after": None, "marks": 20},
        {"urn": "999002", "before": None, "after": "I", "marks": 20},
    ]


def test_enrolments_that_crossed(sides: tuple[OpenCity, Side, Side]) -> None:
    """Exactly 10% is across; who came or went beyond the line did not cross it; the moves add up."""
    city, before, after = sides
    told = {(row["urn"], row["name"]): row for row in rows(classes_moved(city.city, before, after, BOTH))}
    assert {key: [row[move] for move in MOVES] for key, row in told.items()} == {
        ("999001", "persistently_absent"): [2, 1, 1, 0, 0, 2],
        ("999001", "severely_absent"): [1, 0, 0, 0, 0, 1],
        ("999002", "persistently_absent"): [1, 0, 0, 1, 1, 1],
        ("999002", "severely_absent"): [1, 0, 0, 1, 1, 1],
    }
    for row in told.values():
        assert row["before"] + row["risen"] + row["came"] == row["after"] + row["fallen"] + row["left"]


def test_the_same_marks_over_fewer_days(sides: tuple[OpenCity, Side, Side]) -> None:
    """A mark after the last day is not there yet."""
    city, before, _ = sides
    remember(city.store, "again", BOTH, [YEAR])
    earlier = Side(before.store, city.window(before.window.start, date(2025, 9, 11)))
    moved = rows(marks_moved(earlier, before, BOTH))
    assert {(row["before"], row["marks"]) for row in moved} <= {(None, row["marks"]) for row in moved}
    assert sum(row["marks"] for row in moved) == 12


def test_nothing_moves_between_a_run_and_itself(sides: tuple[OpenCity, Side, Side]) -> None:
    """No mark and no crossing."""
    city, before, _ = sides
    assert rows(marks_moved(before, before, BOTH)) == []
    assert all(row["risen"] == row["fallen"] == 0 for row in rows(classes_moved(city.city, before, before, BOTH)))


def test_a_class_that_cannot_be_told_is_not_compared(tiny_city: TinyCity) -> None:
    """Persistent absence was a fixed count for certain half terms: of days in between nothing is said."""
    tiny_city.first = 2013
    tiny_city.pupil("I*300")
    city = tiny_city.open()
    remember(city.store, "one", [BOTH[0]], ["2013/14"])
    held = remembered(city.store, "one")
    assert held is not None
    part, whole = (Side(held, city.window(end=end)) for end in (date(2013, 9, 12), city.city.as_of))
    assert rows(classes_moved(city.city, part, whole, [BOTH[0]])) == []
    assert len(rows(classes_moved(city.city, whole, whole, [BOTH[0]]))) == 1
