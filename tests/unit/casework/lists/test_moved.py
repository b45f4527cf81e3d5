"""Does everybody who is in a band of absence on one of the two days stand in the right place, once?"""

from datetime import date

import pytest
from law import Law
from tiny import URN, TinyCity

from attendlib.casework.lists import flows
from casework.lists.conftest import Laid

ON = "2025-11-14"
"""Ten school days into autumn 2: 80 sessions before it and 20 in it."""


@pytest.mark.parametrize(
    ("marks", "how", "was", "now"),
    [
        ("/*100", "same", 0, 0),
        ("/*77 I*3 /*18 I*2", "worse", 0, 5),
        ("/*76 I*4 /*19 I*1", "same", 5, 5),
        ("/*76 I*4 /*20", "better", 5, 0),
        ("/*72 I*8 /*18 I*2", "stuck", 10, 10),
        ("/*72 I*8 /*19 I*1", "better", 10, 5),
        ("/*73 I*7 /*17 I*3", "worse", 5, 10),
        ("/*40 I*40 /*10 I*10", "stuck", 50, 50),
    ],
)
def test_a_band_begins_at_its_lower_edge(
    tiny_city: TinyCity, laid: Laid, *, marks: str, how: str, was: int, now: int
) -> None:
    """4 of 80 is 5% and in the band from 5; 5 of 100 too; 10 of 100 is in the band from 10; stuck is from 10 on."""
    tiny_city.pupil(marks)
    (move,) = laid(ON).moved.rows
    assert (move.how, move.was, move.now) == (how, was, now)
    assert (move.before.possible, move.counts.possible) == (80, 100)


@pytest.mark.parametrize(
    ("value", "marks", "how", "was", "now"),
    [
        ("percent: 8, inclusive: true", "/*75 I*5 /*18 I*2", "same", 5, 5),
        ("percent: 8, inclusive: true", "/*74 I*6 /*18 I*2", "worse", 5, 8),
        ("percent: 8, inclusive: true", "/*75 I*5 /*16 I*4", "worse", 5, 8),
        ("percent: 8, inclusive: true", "/*73 I*7 /*19 I*1", "stuck", 8, 8),
        ("percent: 8, inclusive: true", "/*73 I*7 /*20", "better", 8, 5),
        ("percent: 8, inclusive: true", "/*73 I*7 /*17 I*3", "worse", 8, 10),
        ("percent: 7.5, inclusive: true", "/*74 I*6 /*18 I*2", "stuck", 7.5, 7.5),
        ("percent: 7.5, inclusive: false", "/*74 I*6 /*18 I*2", "worse", 5, 5),
        ("percent: 7.5, inclusive: false", "/*73 I*7 /*18 I*2", "stuck", 5, 5),
    ],
)
def test_who_crosses_the_line_of_persistent_absence_has_moved(
    tiny_city: TinyCity, laid: Laid, law: Law, *, value: str, marks: str, how: str, was: float, now: float
) -> None:
    """Where it lies inside a band, here from 5 to 10, it parts it; a line that exactly its share does not cross parts
    none, and who crosses it has moved all the same. Stuck is who was persistently absent on both days."""
    law("persistent_absence", value)
    tiny_city.pupil(marks)
    (move,) = laid(ON).moved.rows
    assert (move.how, move.was, move.now) == (how, was, now)


def test_the_flows_of_a_parted_band_add_up(tiny_city: TinyCity, laid: Laid, law: Law) -> None:
    """From 6% to 9%: out of the band from 5 to 8, into that from 8 to 10, which is told to be of the law."""
    law("persistent_absence", "percent: 8, inclusive: true")
    tiny_city.pupil("/*75 I*5 /*16 I*4")
    found = laid(ON).moved
    assert (found.edges[:4], found.by_law) == ((0, 5, 8, 10), 8)
    bands = {band.edge: (band.was, band.went_worse, band.came_worse, band.now) for band in flows(found)}
    assert (bands[5], bands[8]) == ((1, 1, 0, 0), (0, 0, 1, 1))


def test_who_came_and_who_left(tiny_city: TinyCity, laid: Laid) -> None:
    """New: on roll since this half term. Left: on roll on its eve and no longer. Gone before it: in neither figure."""
    new = tiny_city.pupil("/*18 I*2", entry_date="2025-11-03", start="2025-11-03")
    left = tiny_city.pupil("/*60 I*20 /*10", leaving_date="2025-11-07")
    tiny_city.pupil("/*40", leaving_date="2025-09-26")
    found = {move.upn: (move.how, move.was, move.now) for move in laid(ON).moved.rows}
    assert found == {new: ("new", None, 10), left: ("left", 25, None)}


def test_who_had_no_possible_session_before_is_new(tiny_city: TinyCity, laid: Laid) -> None:
    """X is not counted: on roll all the time, in a band only now."""
    tiny_city.pupil("X*80 /*20")
    assert [(move.how, move.was) for move in laid(ON).moved.rows] == [("new", None)]


def test_the_worst_come_first(tiny_city: TinyCity, laid: Laid) -> None:
    """Worse, then stuck, then better; within each the highest band first."""
    better, stuck, worse, worst = (
        tiny_city.pupil(marks)
        for marks in ("/*76 I*4 /*20", "/*60 I*20 /*15 I*5", "/*77 I*3 /*18 I*2", "/*70 I*10 /*10 I*10")
    )
    assert [move.upn for move in laid(ON).moved.rows] == [worst, worse, stuck, better]


def test_the_flows_add_up(tiny_city: TinyCity, laid: Laid) -> None:
    """For every band: was, less those who went and left, with those who came and are new, is now."""
    for marks in ("/*100", "/*77 I*3 /*18 I*2", "/*76 I*4 /*20", "/*72 I*8 /*10 I*10", "/*72 I*8 /*20"):
        tiny_city.pupil(marks)
    tiny_city.pupil("/*20", entry_date="2025-11-03", start="2025-11-03")
    tiny_city.pupil("/*60 I*20 /*10", leaving_date="2025-11-07")
    table = flows(laid(ON).moved)
    assert [band.edge for band in table] == [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]
    for band in table:
        came, went = band.new + band.came_worse + band.came_better, band.left + band.went_worse + band.went_better
        assert (band.was - went, band.stayed + came) == (band.stayed, band.now)
    assert (sum(band.was for band in table), sum(band.now for band in table)) == (6, 6)


def test_in_the_first_half_term_nothing_lies_before(tiny_city: TinyCity, laid: Laid) -> None:
    """The school is named; on the second half term's first day there is something to compare."""
    tiny_city.pupil("/*82")
    assert (laid("2025-10-24").moved.rows, laid("2025-10-24").moved.first) == ((), (URN,))
    assert laid("2025-11-02").moved.first == (URN,)
    assert [move.how for move in laid("2025-11-03").moved.rows] == ["same"]


def test_each_school_by_its_own_half_terms(tiny_city: TinyCity, laid: Laid) -> None:
    """Nothing of one school's calendar decides another's; a day in the holidays looks back to the half term begun."""
    tiny_city.pupil("/*80 I*20")
    tiny_city.pupil("/*100", urn="999002")
    found = laid("2025-12-24").moved
    assert {(move.urn, move.how) for move in found.rows} == {(URN, "worse"), ("999002", "same")}
    assert found.rows[0].counts.possible == 100
    assert laid("2025-12-24").since == date(2025, 12, 17)
