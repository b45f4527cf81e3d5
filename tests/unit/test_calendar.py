"""Does the calendar know when a school held sessions, whatever the table's order, and for which school?"""

from datetime import date

import numpy as np
import pytest

from attendlib.calendar import (
    CLOSURE,
    INSET,
    OPEN,
    OUTSIDE,
    WEEKEND,
    Calendar,
    Period,
    SchoolCalendar,
    half_term_number,
    overlapping,
    term_of,
    week_start,
    weekday,
)


def period(kind: str, start: str, end: str, name: str = "", urn: str = "") -> Period:
    return Period(urn, kind, name, date.fromisoformat(start), date.fromisoformat(end))


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


AUTUMN = period("half-term", "2025-09-03", "2025-10-24", "autumn 1")
SECOND = period("half-term", "2025-11-03", "2025-12-19", "autumn 2")
CITY = Calendar(
    (
        AUTUMN,
        SECOND,
        period("inset", "2025-09-03", "2025-09-04"),
        period("closure", "2025-11-24", "2025-11-24", urn="999001"),
        period("inset", "2025-11-24", "2025-11-25", urn="999001"),
        period("half-term", "2025-11-03", "2025-12-17", "autumn 2", "999002"),
    )
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-09-02", OUTSIDE),
        ("2025-09-03", INSET),
        ("2025-09-04", INSET),
        ("2025-09-05", OPEN),
        ("2025-09-06", WEEKEND),
        ("2025-09-07", WEEKEND),
        ("2025-10-24", OPEN),
        ("2025-10-27", OUTSIDE),
        ("2025-11-01", WEEKEND),
        ("2025-11-03", OPEN),
        ("2025-11-24", INSET),
        ("2025-11-25", INSET),
        ("2025-12-19", OPEN),
        ("2025-12-22", OUTSIDE),
    ],
)
def test_why_a_day_is_closed(day: str, why: int) -> None:
    """First and last days of half terms are open, INSET days and weekends inside them are not; a day that is both
    INSET and closure has one reason."""
    assert CITY.of("999001").closed(days(day)).tolist() == [why]


def test_a_closure_is_one_schools_own() -> None:
    """Another school was open on that day."""
    only = SchoolCalendar((SECOND, period("closure", "2025-11-24", "2025-11-24", urn="999001")))
    assert only.closed(days("2025-11-24")).tolist() == [CLOSURE]
    assert CITY.of("999003").closed(days("2025-11-24")).tolist() == [OPEN]


def test_a_schools_own_half_term_replaces_the_citys() -> None:
    """The city's autumn 2 ends on 19 December, that school's on the 17th; its autumn 1 is the city's."""
    own, others = CITY.of("999002"), CITY.of("999001")
    assert (own.first, own.last) == (date(2025, 9, 3), date(2025, 12, 17))
    assert others.last == date(2025, 12, 19)
    assert [number for number, _ in own.half_terms] == [1, 2]


def test_an_own_half_term_leaves_other_years_alone() -> None:
    """The school's own autumn 1 of 2025 replaces no autumn 1 of 2024."""
    before = period("half-term", "2024-09-03", "2024-10-25", "autumn 1")
    own = period("half-term", "2025-09-01", "2025-10-17", "autumn 1", "999001")
    calendar = Calendar((before, AUTUMN, own)).of("999001")
    assert [p.start for _, p in calendar.half_terms] == [before.start, own.start]


@pytest.mark.parametrize("start", ["2025-12-30", "2026-01-05"])
def test_a_spring_half_term_that_begins_before_new_year(start: str) -> None:
    """It is the same half term as the city's, of the same school year."""
    city = period("half-term", "2026-01-06", "2026-02-13", "spring 3")
    own = period("half-term", start, "2026-02-13", "spring 3", "999001")
    assert [p for _, p in Calendar((city, own)).of("999001").half_terms] == [own]


def test_school_days_and_their_half_terms() -> None:
    """The days on which sessions are held, in order; each in its half term; other days in none."""
    calendar = CITY.of("999001")
    assert len(calendar.days) == 36 + 33
    assert calendar.days[0] == np.datetime64("2025-09-05")
    assert (np.diff(calendar.days.astype(int)) > 0).all()
    assert set(calendar.half_term_of(calendar.days)) == {1, 2}
    assert calendar.half_term_of(days("2025-10-24", "2025-10-27", "2025-11-03")).tolist() == [1, 0, 2]


def test_no_half_terms_no_days() -> None:
    """A school of which the calendar says nothing."""
    assert len(SchoolCalendar(()).days) == 0


@pytest.mark.parametrize(
    ("day", "number", "monday"),
    [
        ("2025-09-01", 0, "2025-09-01"),
        ("2025-09-07", 6, "2025-09-01"),
        ("2025-09-08", 0, "2025-09-08"),
        ("1969-12-31", 2, "1969-12-29"),
        ("2024-02-29", 3, "2024-02-26"),
    ],
)
def test_weeks_run_from_monday_to_sunday(day: str, number: int, monday: str) -> None:
    """Across months, years and before 1970."""
    assert weekday(days(day)).tolist() == [number]
    assert week_start(days(day)).tolist() == [date.fromisoformat(monday)]
    assert date.fromisoformat(day).weekday() == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("autumn 1", 1),
        ("Summer 6", 6),
        ("HT3 ", 3),
        ("4", 4),
        ("autumn", None),
        ("autumn 7", None),
        ("term 12", None),
        ("", None),
    ],
)
def test_the_number_of_a_half_term(name: str, number: int | None) -> None:
    """The figure at the end, 1 to 6."""
    assert half_term_number(name) == number


def test_two_half_terms_make_a_term() -> None:
    """1 and 2 autumn, 3 and 4 spring, 5 and 6 summer."""
    assert [term_of(n) for n in range(1, 7)] == ["autumn"] * 2 + ["spring"] * 2 + ["summer"] * 2


@pytest.mark.parametrize(("end", "shared"), [("2025-11-02", 0), ("2025-11-03", 1), ("2025-12-31", 1)])
def test_half_terms_that_share_a_day(end: str, shared: int) -> None:
    """The last day of one may not be the first of the next."""
    assert len(overlapping([SECOND, period("half-term", "2025-09-03", end, "autumn 1")])) == shared
