"""How many sessions may still be missed, and when is it over? The line is 10% and 50% of the own possible sessions."""

from datetime import date
from fractions import Fraction

import pytest
from tiny import TinyCity

from attendlib.casework.lists import Headroom
from attendlib.casework.lists.line import Line, line
from attendlib.casework.lists.persistent import persistent
from attendlib.errors import MeasureError, NotInForce

TENTH = Line("persistent_absence", Fraction(1, 10), inclusive=True)
HALF = Line("severe_absence", Fraction(1, 2), inclusive=True)
MORE_THAN_A_TENTH = Line("persistent_absence", Fraction(1, 10), inclusive=False)
FIFTIETH_DAY = date(2025, 11, 14)
"""The day with which 100 sessions have been held; 25 school days of the term and 147 of the year are to come."""


def of(city: TinyCity, on: date = FIFTIETH_DAY) -> Headroom:
    """The only pupil's headroom."""
    opened = city.open()
    (found,) = persistent(opened.city, opened.store, on).rows
    return found


@pytest.mark.parametrize(
    ("absent", "possible", "to_come", "left"),
    [
        (0, 0, 380, 37),
        (0, 380, 0, 0),
        (30, 200, 180, 7),
        (37, 200, 180, 0),
        (38, 200, 180, None),
        (37, 380, 0, 0),
        (38, 380, 0, None),
        (5, 60, 2, 1),
        (0, 60, 2, 2),
        (0, 0, 0, 0),
        (1, 1, 9, None),
        (1, 1, 10, 0),
    ],
)
def test_of_380_sessions_37_may_be_missed_and_38_may_not(
    absent: int, possible: int, to_come: int, left: int | None
) -> None:
    """The most that leaves less than a tenth missed when all are over: 37 of 380 is 9.7%, 38 is exactly 10% and over
    the line. None where the line is reached even if all are attended; never more than there are to come."""
    assert TENTH.may_miss(absent, possible, to_come) == left


@pytest.mark.parametrize(
    ("absent", "possible", "left"), [(0, 20, 2), (1, 20, 1), (2, 21, 0), (2, 20, None), (0, 0, 0), (9, 100, 1)]
)
def test_the_next_sessions_in_a_row(absent: int, possible: int, left: int | None) -> None:
    """Two of 22 is 9.1%, three of 23 is 13%: of twenty sessions without absence two may follow. At 2 of 20 it is too
    late."""
    assert TENTH.in_a_row(absent, possible, 100) == left


def test_no_more_can_be_missed_than_are_to_come() -> None:
    """In the last week of the year ten sessions are left, whatever the figures would allow."""
    assert TENTH.in_a_row(0, 370, 10) == 10
    assert TENTH.may_miss(0, 370, 10) == 10


@pytest.mark.parametrize(
    ("absent", "possible", "sessions"), [(9, 100, 0), (10, 100, 1), (11, 100, 11), (20, 100, 101), (0, 0, 0)]
)
def test_the_way_out_is_the_first_session_below_the_line(absent: int, possible: int, sessions: int) -> None:
    """10 of 100 is over the line and 10 of 101 is not; 20 missed need 201 possible sessions."""
    assert TENTH.way_out(absent, possible) == sessions


def test_a_rule_that_says_more_than_leaves_out_exactly() -> None:
    """Were the line "more than 10%", 38 of 380 would be below it, and 20 missed would need 200 possible sessions."""
    assert not MORE_THAN_A_TENTH.reached(38, 380)
    assert MORE_THAN_A_TENTH.may_miss(0, 380, 0) == 0
    assert MORE_THAN_A_TENTH.may_miss(30, 200, 180) == 8
    assert MORE_THAN_A_TENTH.way_out(20, 100) == 100
    assert MORE_THAN_A_TENTH.in_a_row(2, 20, 100) == 0


def test_severe_absence_has_a_line_of_its_own() -> None:
    """50 of 100 is severe and 50 of 101 is not; after 100 sessions attended 99 missed in a row are just below half."""
    assert HALF.reached(50, 100)
    assert HALF.way_out(50, 100) == 1
    assert HALF.in_a_row(0, 100, 380) == 99
    assert HALF.may_miss(40, 100, 100) == 59


def test_the_lines_are_those_of_the_year() -> None:
    """10% from 2015/16 on; the fixed counts before it leave nothing to stay below; severe absence had no line then."""
    assert line("persistent_absence", date(2025, 9, 1)) == TENTH
    assert line("severe_absence", date(2025, 9, 1)) == HALF
    with pytest.raises(MeasureError, match="2015-08-01"):
        line("persistent_absence", date(2015, 7, 31))
    with pytest.raises(NotInForce):
        line("severe_absence", date(2015, 7, 31))


def test_by_the_end_of_the_term_and_of_the_year(tiny_city: TinyCity) -> None:
    """5 of 100 missed, 50 sessions of the term and 294 of the year to come: less than a tenth of 150 is 14, of 394 is
    39, so nine and 34 more may be missed."""
    tiny_city.pupil("/*95 I*5")
    found = of(tiny_city)
    assert (found.to_come_term, found.to_come_year) == (50, 294)
    assert (found.persistent.by_term, found.persistent.by_year) == (9, 34)
    assert (found.persistent.in_a_row, found.persistent.out_on, found.persistent.reached) == (5, None, False)


@pytest.mark.parametrize(
    ("marks", "out_on"),
    [
        ("/*91 I*9", None),
        ("/*90 I*10", "2025-11-17"),
        ("/*89 I*11", "2025-11-24"),
        ("/*80 I*20", "2026-02-09"),
        ("/*61 I*39", "2026-07-20"),
        ("/*60 I*40", None),
    ],
)
def test_the_first_day_out_of_persistent_absence(tiny_city: TinyCity, marks: str, out_on: str | None) -> None:
    """By the school's days: 10 of 100 is over after one more session, on the next school day, a Monday; 11 need eleven,
    six days; 20 need 101, which is the 51st day from then, over two holidays; 39 need 291 of 294, the last day but one;
    for 40 the year is too short. 9 is not in it."""
    tiny_city.pupil(marks)
    found = of(tiny_city)
    assert found.persistent.out_on == (date.fromisoformat(out_on) if out_on else None)
    assert found.persistent.avoidable is (marks != "/*60 I*40")


def test_the_day_before_the_day_of_and_the_day_after_the_way_out(tiny_city: TinyCity) -> None:
    """10 of 100 by Friday; on Monday, with both sessions attended, 10 of 102 and out of it, as was said on Friday."""
    tiny_city.pupil("/*90 I*10 /*4")
    assert of(tiny_city, date(2025, 11, 14)).kind == "persistent_absence"
    assert of(tiny_city, date(2025, 11, 14)).persistent.out_on == date(2025, 11, 17)
    assert of(tiny_city, date(2025, 11, 17)).kind != "persistent_absence"
    assert of(tiny_city, date(2025, 11, 18)).persistent.out_on is None


def test_on_the_last_day_nothing_is_left(tiny_city: TinyCity) -> None:
    """When the year is over, who is below the line may miss none of none, and who is at it has no way out."""
    tiny_city.pupil("/*355 I*39")
    below = of(tiny_city, date(2026, 7, 21))
    assert (below.to_come_year, below.persistent.by_year, below.persistent.in_a_row) == (0, 0, 0)
    assert below.kind == ""
    tiny_city.records.clear()
    tiny_city.mark("/*354 I*40", "999001", tiny_city.pupils[0]["upn"])
    at = of(tiny_city, date(2026, 7, 21))
    assert (at.persistent.by_year, at.persistent.out_on, at.kind) == (None, None, "persistent_absence")


def test_on_a_terms_last_day_the_next_term_is_meant(tiny_city: TinyCity) -> None:
    """The autumn ends on 19 December: the term to come is spring, 55 days; the day before it is the autumn's last."""
    tiny_city.pupil("/*150")
    assert of(tiny_city, date(2025, 12, 18)).to_come_term == 2
    assert of(tiny_city, date(2025, 12, 19)).to_come_term == 110


def test_a_pupil_who_is_to_leave_has_no_sessions_after_that(tiny_city: TinyCity) -> None:
    """With a last day on 21 November five school days are to come, and 11 of 100 still has its way out, on the 24th,
    only for somebody who stays."""
    tiny_city.pupil("/*89 I*11", leaving_date="2025-11-21")
    found = of(tiny_city)
    assert (found.to_come_term, found.to_come_year) == (10, 10)
    assert (found.persistent.by_year, found.persistent.out_on) == (None, None)


def test_closures_and_inset_days_are_no_days_to_come(tiny_city: TinyCity) -> None:
    """A closed week less in the calendar: 20 sessions fewer over two weeks, and the way out is two weeks later."""
    tiny_city.closed = [("closure", "2025-11-17", "2025-11-28")]
    tiny_city.pupil("/*90 I*10")
    found = of(tiny_city)
    assert (found.to_come_term, found.persistent.out_on) == (30, date(2025, 12, 1))


def test_sessions_that_are_not_counted_are_not_possible(tiny_city: TinyCity) -> None:
    """X is in neither count: 9 of 90 is a tenth."""
    tiny_city.pupil("/*81 I*9 X*10")
    found = of(tiny_city)
    assert (found.counts.possible, found.kind) == (90, "persistent_absence")
