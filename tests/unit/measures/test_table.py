"""Does every grouping answer, in an order a person expects?"""

import pytest
from tiny import URN, TinyCity

from attendlib.city.roll import GROUPS
from attendlib.measures import GROUPINGS
from attendlib.measures.asked import OF_PERIOD, OF_SESSION

TOTALS = ("possible", "attended", "authorised", "unauthorised", "absent", "minutes_late")


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Two schools, four pupils who differ in every group, marks on both sides of a half term."""
    for number in range(4):
        own = {name: f"{name} {number % 3}" for name in GROUPS} | {"year_group": ["R", "2", "10", "N1"][number]}
        urn = ("999002", URN)[number % 2]
        upn = tiny_city.pupil("I*1 L*1 /*9 U*1", urn=urn, **own)
        tiny_city.mark("O*2 /*2", urn, upn, "2026-01-05")
    return tiny_city


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_adds_up_to_the_city(city: TinyCity, by: str) -> None:
    """Each of them holds every session once."""
    rows = city.asked(by)
    assert [sum(row[name] for row in rows) for name in TOTALS] == [64, 48, 4, 12, 16, 0]
    assert all(row["possible"] == row["attended"] + row["absent"] for row in rows)


@pytest.mark.parametrize("first", ["phase", "sex", "ward", "house"])
@pytest.mark.parametrize("second", ["year_group", "term", "weekday", "school"])
def test_any_two_groupings(city: TinyCity, first: str, second: str) -> None:
    """A row for each pair that holds a session, in order of the keys as named."""
    rows = city.asked(first, second)
    assert sum(row["possible"] for row in rows) == 64
    assert list(rows[0])[:2] == [first, second]
    pairs = [(row[first], row[second]) for row in rows]
    assert len(set(pairs)) == len(pairs)


def test_the_order_of_year_groups_weekdays_and_numbers(city: TinyCity) -> None:
    """Nursery and Reception before Year 1, 2 before 10; Monday first; half terms, weeks and days as they come."""
    assert [row["year_group"] for row in city.asked("year_group")] == ["N1", "R", "2", "10"]
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert [row["weekday"] for row in city.asked("weekday")] == days
    assert [row["half_term"] for row in city.asked("half_term")] == [1, 3]
    assert [row["term"] for row in city.asked("term")] == ["autumn", "spring"]
    assert [str(row["week"]) for row in city.asked("week")] == ["2025-09-01", "2025-09-08", "2026-01-05"]
    assert [row["session"] for row in city.asked("session")] == ["AM", "PM"]


def test_a_week_is_a_school_week(tiny_city: TinyCity) -> None:
    """Mondays of the weeks with sessions; the holiday has none."""
    tiny_city.pupil("/*120", start="2025-10-20")
    weeks = [str(row["week"]) for row in tiny_city.asked("week")]
    assert weeks[:2] == ["2025-10-20", "2025-11-03"]


def test_classes_stand_where_they_mean_something(city: TinyCity) -> None:
    """By half term and longer; each cell by its own possible sessions."""
    for by in GROUPINGS:
        has = "persistently_absent" in city.asked(by)[0]
        assert has == (by not in OF_SESSION)
    by_period = {row["half_term"]: row["persistently_absent"] for row in city.asked("half_term")}
    assert by_period == {1: 4, 3: 4}
    assert set(OF_PERIOD) <= set(GROUPINGS)


def test_a_window_takes_its_first_and_last_day(tiny_city: TinyCity) -> None:
    """Both days are inside."""
    upn = tiny_city.pupil("I*10")
    assert tiny_city.of(upn, start="2025-09-02", end="2025-09-03")["possible"] == 4
    assert tiny_city.of(upn, start="2025-09-06", end="2025-09-07")["possible"] == 0


def test_nobody_on_roll(tiny_city: TinyCity) -> None:
    """A window outside everything gives an empty answer with the usual columns."""
    tiny_city.pupil("/*4")
    assert tiny_city.asked("school", start="2024-09-01", end="2024-12-01") == []
