"""Are the sessions due exactly those of pupils on roll on school days, and the marks those that were accepted?"""

from datetime import date

from tiny import URN, TinyCity

from attendlib.measures import Window
from attendlib.measures.unmarked import Unmarked, unmarked

OTHER = "999002"
WEEK = Window(date(2025, 9, 1), date(2025, 9, 5))


def found(city: TinyCity, *urns: str, window: Window = WEEK) -> Unmarked:
    """What is due and marked of some schools."""
    opened = city.open()
    return unmarked(opened.sources(urns, window), urns, window)


def test_two_sessions_a_day_on_roll(tiny_city: TinyCity) -> None:
    """A pupil there all week is due ten sessions, one who leaves on Tuesday four (that day included), one who comes on
    Friday two; a day before the window's first or after its last is not due."""
    tiny_city.pupil("/*40")
    tiny_city.pupil("/*4", leaving_date="2025-09-02")
    tiny_city.pupil("/*2", start="2025-09-05", entry_date="2025-09-05")
    assert found(tiny_city, URN) == Unmarked(expected=16, marked=16)
    assert found(tiny_city, URN).without == 0


def test_what_has_no_mark_that_could_be_used(tiny_city: TinyCity) -> None:
    """No record, a blank and a mark of no code set are each a session without a mark; a session that is not counted
    has one."""
    tiny_city.pupil(". _ ?? Y1 D /*5")
    held = found(tiny_city, URN)
    assert (held.expected, held.marked, held.without) == (10, 7, 3)


def test_a_closed_day_is_not_due(tiny_city: TinyCity) -> None:
    """An INSET day and a closure hold no session."""
    tiny_city.closed = [("inset", "2025-09-01", "2025-09-01"), ("closure", "2025-09-03", "2025-09-04")]
    tiny_city.pupil("/*2")
    assert found(tiny_city, URN) == Unmarked(expected=4, marked=2)


def test_only_the_schools_asked_for(tiny_city: TinyCity) -> None:
    """Each school by itself, and both together."""
    tiny_city.pupil("/*10")
    tiny_city.pupil("/*6", urn=OTHER)
    assert found(tiny_city, OTHER) == Unmarked(10, 6)
    assert found(tiny_city, URN, OTHER) == Unmarked(20, 16)
