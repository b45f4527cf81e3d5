"""Is everybody who is often late told, with both kinds of lateness, and nobody else?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework.lists.lateness import Times
from casework.lists.conftest import Laid

FRIDAY = "2025-10-03"
"""The twenty-fifth school day: 50 sessions."""


@pytest.mark.parametrize(("marks", "often"), [("L*4 /*46", False), ("L*5 /*45", True), ("L*3 U*2 /*45", True)])
def test_five_times_in_a_half_term_is_often(tiny_city: TinyCity, laid: Laid, marks: str, often: bool) -> None:
    """Four are not, five are, before or after the register closed."""
    tiny_city.pupil(marks)
    assert [one.often for one in laid(FRIDAY).lateness] == [often]


def test_what_was_late_when_stands_apart(tiny_city: TinyCity, laid: Laid) -> None:
    """Three in the half term before, of which one was missed; two now; five in the year."""
    tiny_city.pupil("L*2 U /*77 L U /*8")
    (one,) = laid("2025-11-07").lateness
    assert (one.now, one.before, one.year, one.often) == (Times(1, 1), Times(2, 1), Times(3, 2), False)
    assert (one.last, one.counts.absent) == (date(2025, 11, 3), 2)


def test_who_was_late_in_the_half_term_before_alone_is_not_on_it(tiny_city: TinyCity, laid: Laid) -> None:
    """Punctual since the holiday: there is nothing to speak about."""
    tiny_city.pupil("L*10 /*80")
    assert laid("2025-11-07").lateness == ()


def test_a_day_of_the_week_is_named_where_more_than_half_fall_on_it(tiny_city: TinyCity, laid: Laid) -> None:
    """Three Mondays and two other days, then two and two; once alone is no habit."""
    mondays = tiny_city.pupil("L /*9 L /*9 L /*3 L /*3 L /*21")
    tiny_city.pupil("L / L /*7 L / L /*37")
    tiny_city.pupil("L /*49")
    found = laid(FRIDAY).lateness
    assert [one.mostly_on for one in found] == ["Mon", "", ""]
    assert found[0].upn == mondays


def test_minutes_are_those_of_the_sessions_that_have_them(tiny_city: TinyCity, laid: Laid) -> None:
    """Two of three late sessions have minutes, 12 and 30; a minute of a session that was not late is none of them."""
    upn = tiny_city.pupil("/*2", start="2025-09-08")
    for day, code, minutes in (("2025-09-01", "L", "12"), ("2025-09-02", "U", "30"), ("2025-09-03", "L", "")):
        tiny_city.record(upn, day, "AM", code, minutes=minutes)
    (one,) = laid(FRIDAY).lateness
    assert (one.now.all, one.timed, one.minutes) == (3, 2, 42)


def test_most_often_comes_first_and_who_has_left_does_not(tiny_city: TinyCity, laid: Laid) -> None:
    """Six times, then five; ten times by a pupil who left are nobody's to speak about."""
    five, six = tiny_city.pupil("L*5 /*45"), tiny_city.pupil("L*6 /*44")
    tiny_city.pupil("L*10 /*10", leaving_date="2025-09-12")
    assert [one.upn for one in laid(FRIDAY).lateness] == [six, five]


def test_in_the_first_week_and_without_marks_there_is_nobody(tiny_city: TinyCity, laid: Laid) -> None:
    """No half term before, and a school that sent nothing."""
    tiny_city.pupil("")
    tiny_city.pupil("L*10", urn="999002")
    assert laid("2025-09-05", urns=[URN]).lateness == ()
