"""Is it told who crossed a line since their own school's half term began, and only where it can be?"""

from collections.abc import Sequence
from datetime import date

import pytest
from returned import block, census
from seen import cells, said
from tiny import HALF_TERMS, URN, TinyCity

from attendlib import report
from attendlib.report.sections.movement import crossings, told_of

OTHER = "999002"
LATER = [("autumn 1", "09-08", "10-17"), ("autumn 2", "10-27", "12-12"), *HALF_TERMS[2:]]
"""Half terms of a school that begins a week after the others and comes back a week before them."""


def slots(city: TinyCity, before: str) -> int:
    """Sessions due before a day, by the city's own calendar."""
    return 2 * len([day for day in city.school_days() if day < before])


def moved(city: TinyCity, urn: str = "") -> dict[str, str]:
    """Each pupil who was or is persistently absent, and how."""
    path = city.write()
    view = report.school_view(path, urn) if urn else report.city_view(path)
    return {
        row.upn: row.persistently_absent_moved for row in crossings(view).itertuples() if row.persistently_absent_moved
    }


@pytest.fixture
def november(tiny_city: TinyCity) -> TinyCity:
    """A city as of Friday of the second half term's first week, 7 November."""
    tiny_city.as_of = "2025-11-07"
    return tiny_city


def test_the_three_ways_to_move(november: TinyCity) -> None:
    """Missed all of the new week: joined. Missed just a tenth up to the holiday and nothing since: left. Missed half of
    everything: stayed. Missed nothing: no word."""
    first = slots(november, "2025-11-03")
    joined = november.pupil(f"/*{first} I*10")
    left = november.pupil(f"I*{first // 10} /*{first - first // 10} /*10")
    stayed = november.pupil(f"I*{first // 2} /*{first // 2} I*5 /*5")
    november.pupil(f"/*{first + 10}")
    assert moved(november, URN) == {joined: "joined", left: "left", stayed: "stayed"}
    lines = report.movement(report.school_view(november.folder / "city.yaml", URN)).json()["bullets"]
    assert lines[0] == "Persistently absent: 1 pupil became so since 3 November 2025, 1 ceased to be, 1 remained so."


def test_those_who_crossed_are_listed_with_the_line(november: TinyCity) -> None:
    """Severe absence, the further line, where both were crossed; the amounts as the rules give them."""
    first = slots(november, "2025-11-03")
    november.pupil(f"/*{first} I*10", surname="Tenth")
    november.pupil(f"{'. ' * (first - 8)} /*8 I*10", surname="Half")
    table = report.crossed(report.school_view(november.write(), URN))
    assert {row["pupil"]: row["line"] for row in cells(table)} == {
        "Half": "50% or more of sessions missed",
        "Tenth": "10% or more of sessions missed",
    }


@pytest.fixture
def two_calendars(november: TinyCity) -> TinyCity:
    """A second school whose half terms begin on other days: 8 September and 27 October."""
    november.own_half_terms[OTHER] = [(n, november.dated(a), november.dated(b)) for n, a, b in LATER]
    return november


def marks(city: TinyCity, urn: str, upn: str, days: Sequence[str], code: str) -> None:
    """The same mark in both sessions of some days."""
    for day in days:
        for session in ("AM", "PM"):
            city.record(upn, day, session, "\\" if code == "/" and session == "PM" else code, urn)


def test_each_school_by_its_own_half_term(two_calendars: TinyCity) -> None:
    """Absent on 29 and 30 October: at the school whose half term began on 27 October that is this half term, so its
    pupil joined; the other school was on holiday, its pupil was persistently absent before and has stayed so."""
    first = slots(two_calendars, "2025-11-03")
    stayed = two_calendars.pupil(f"I*{first // 5} /*{first - first // 5 + 10}")
    joined = two_calendars.pupil(urn=OTHER)
    marks(two_calendars, OTHER, joined, ["2025-09-08", "2025-09-09", "2025-10-16", "2025-10-17", "2025-11-07"], "/")
    marks(two_calendars, OTHER, joined, ["2025-10-29", "2025-10-30"], "I")
    assert moved(two_calendars) == {stayed: "stayed", joined: "joined"}
    view = report.city_view(two_calendars.folder / "city.yaml")
    assert told_of(view) == {URN: date(2025, 11, 3), OTHER: date(2025, 10, 27)}
    told = said(report.movement(view))
    assert "since their school's half term began (27 October 2025 to 3 November 2025)" in told
    assert "a number not told here became so" in told  # one of two: it could tell of somebody


def test_the_half_terms_of_a_city_are_those_of_all_its_schools(two_calendars: TinyCity) -> None:
    """By number from the earliest first to the latest last day; each session in its own school's half term."""
    two_calendars.pupil(f"/*{slots(two_calendars, '2025-11-08')}")
    upn = two_calendars.pupil(urn=OTHER)
    marks(two_calendars, OTHER, upn, ["2025-10-29"], "I")
    city = report.city_view(two_calendars.write())
    assert {number: (p.start, p.end) for number, p in city.half_terms} == {
        1: (date(2025, 9, 1), date(2025, 10, 24)),
        2: (date(2025, 10, 27), date(2025, 12, 19)),
    }
    assert city.first_day == date(2025, 9, 1)
    rows = cells(report.by_half_term(city))
    assert [(row["label"], row["first"], row["last"]) for row in rows] == [
        ("Half term 1", "1 Sep 2025", "24 Oct 2025"),
        ("Half term 2", "27 Oct 2025", "7 Nov 2025"),
    ]
    assert [row["attendance_percent"] for row in rows] == ["100.0%", "83.3%"]
    other = report.school_view(two_calendars.folder / "city.yaml", OTHER)
    assert other.first_day == date(2025, 9, 8)
    assert "The period asked for" not in said(report.title(other, "school_report"))


def test_a_city_whose_first_school_begins_later(two_calendars: TinyCity) -> None:
    """The order of the schools table decides nothing: the city's year begins with its earliest school."""
    two_calendars.phases = {OTHER: "primary", URN: "primary"}
    two_calendars.pupil("/*10")
    city = report.city_view(two_calendars.write())
    assert city.urns[0] == OTHER
    assert city.first_day == date(2025, 9, 1)


def test_the_first_half_term_has_nothing_before_it(tiny_city: TinyCity) -> None:
    """So nobody can have crossed a line since."""
    tiny_city.as_of = "2025-10-24"
    tiny_city.pupil("/*80")
    view = report.school_view(tiny_city.write(), URN)
    assert "first half term of the year" in said(report.movement(view))
    assert said(report.crossed(view)) == said(report.movement(view))


def test_a_register_that_stops_before_the_half_term(november: TinyCity) -> None:
    """Nothing is known of the time in which a line could be crossed; the day is said."""
    november.pupil(f"/*{slots(november, '2025-10-24')}")
    told = said(report.movement(report.school_view(november.write(), URN)))
    assert "Single marks go up to 23 October 2025, before the half term that began on 3 November 2025." in told


def test_a_register_that_begins_in_the_half_term(november: TinyCity) -> None:
    """Everybody would have crossed the line."""
    november.pupil("I*10", start="2025-11-03")
    told = said(report.movement(report.school_view(november.write(), URN)))
    assert "The figures begin in the half term that began on 3 November 2025, so there is nothing before it." in told


def test_termly_totals_do_not_say_when(tiny_city: TinyCity) -> None:
    """A total of the autumn holds both half terms."""
    tiny_city.as_of = "2025-12-19"
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("140", "I:100")))))
    told = said(report.movement(report.school_view(tiny_city.write(), URN)))
    assert "a total does not say when in the term the sessions were missed" in told


def test_a_city_names_the_schools_it_cannot_tell_of(november: TinyCity) -> None:
    """One of two registers stops before the half term: the other is told, and the first is named."""
    november.pupil(f"/*{slots(november, '2025-11-08')}")
    november.pupil("I*10", urn=OTHER)
    view = report.city_view(november.write())
    assert set(told_of(view)) == {URN}
    assert f"Not told of School {OTHER}" in said(report.movement(view))


def test_a_city_of_which_nothing_can_be_told(november: TinyCity) -> None:
    """It says so, and no more."""
    november.pupil("I*10")
    told = said(report.movement(report.city_view(november.write())))
    assert "No school has both marks in the half term that began on 3 November 2025 and figures before it." in told
