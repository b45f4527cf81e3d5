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
    ("value", "marks", "how"),
    [
        ("percent: 8, inclusive: true", "/*75 I*5 /*18 I*2", "same"),
        ("percent: 8, inclusive: true", "/*74 I*6 /*18 I*2", "same"),
        ("percent: 8, inclusive: true", "/*73 I*7 /*19 I*1", "stuck"),
        ("percent: 7.5, inclusive: true", "/*74 I*6 /*18 I*2", "stuck"),
        ("percent: 7.5, inclusive: false", "/*74 I*6 /*18 I*2", "same"),
    ],
)
def test_who_is_stuck_is_told_by_the_class_and_not_by_the_band(
    tiny_city: TinyCity, laid: Laid, law: Law, *, value: str, marks: str, how: str
) -> None:
    """Where the line lies inside a band, here from 5 to 10: stuck is who was persistently absent on both days."""
    law("persistent_absence", value)
    tiny_city.pupil(marks)
    (move,) = laid(ON).moved.rows
    assert (move.how, move.was, move.now) == (how, 5, 5)


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
