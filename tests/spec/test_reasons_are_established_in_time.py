"""For how long may a session wait for its reason?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Unresolved, unresolved
from attendlib.errors import NotInForce


def waiting(city: TinyCity, on: str) -> list[Unresolved]:
    """The sessions without a reason on a day."""
    opened = city.open()
    return list(unresolved(opened.city, opened.store, date.fromisoformat(on)))


@pytest.mark.parametrize(
    ("on", "open_for", "late"),
    [("2025-09-01", 0, False), ("2025-09-08", 5, False), ("2025-09-09", 6, True), ("2025-09-14", 9, True)],
)
def test_five_school_days_after_the_session_are_in_time(
    tiny_city: TinyCity, on: str, open_for: int, late: bool
) -> None:
    """Absent on Monday 1 September: Monday the 8th is the fifth school day, Tuesday the 9th is late; a weekend counts
    nothing."""
    tiny_city.pupil("N /*40")
    (one,) = waiting(tiny_city, on)
    assert (one.day, one.session, one.open_for, one.late) == (date(2025, 9, 1), "AM", open_for, late)
    assert one.due_by == date(2025, 9, 8)


def test_a_holiday_does_not_count(tiny_city: TinyCity) -> None:
    """The last Thursday before half term: one school day before it and four after it."""
    tiny_city.pupil("N", start="2025-10-23")
    assert [one.due_by for one in waiting(tiny_city, "2025-10-31")] == [date(2025, 11, 6)]
    assert [one.late for one in waiting(tiny_city, "2025-11-06")] == [False]
    assert [one.late for one in waiting(tiny_city, "2025-11-07")] == [True]


def test_a_reason_that_was_found_waits_no_longer(tiny_city: TinyCity) -> None:
    """The same session as illness."""
    upn = tiny_city.pupil("N N /*20")
    assert len(waiting(tiny_city, "2025-09-12")) == 2
    tiny_city.records.clear()
    tiny_city.mark("I N /*20", URN, upn)
    assert [(one.session, one.late) for one in waiting(tiny_city, "2025-09-12")] == [("PM", True)]


def test_where_the_calendar_ends_no_last_day_is_named(tiny_city: TinyCity) -> None:
    """The last day of July: the school days of the next year are not known."""
    tiny_city.pupil("N", start="2026-07-21")
    assert [(one.due_by, one.late) for one in waiting(tiny_city, "2026-07-21")] == [(None, False)]


def test_there_was_no_such_time_before_the_guidance(tiny_city: TinyCity) -> None:
    """Asked about the day before, the rule says when it began."""
    tiny_city.pupil("N")
    with pytest.raises(NotInForce, match="2024-08-19"):
        waiting(tiny_city, "2024-08-18")
