"""Who is persistently or severely absent, by the rule of each year?"""

from collections.abc import Iterable
from datetime import date

import pytest
from tiny import TinyCity

from attendlib.measures import Asked, Window
from attendlib.measures.decided import decided

TENTHS = {
    "I*38 /*342": 1,
    "I*37 /*343": 0,
    "O*39 /*341": 1,
    "I*20 G*18 /*342": 1,
    "I*1 /*9": 1,
    "I*1 /*10": 0,
    "I*2 /*18": 1,
    "/*380": 0,
}
HALVES = {"I*190 /*190": 1, "I*189 /*191": 0, "I*1 /*1": 1, "I*4": 1}


def classed(city: TinyCity, marks: Iterable[str], name: str) -> dict[str, int]:
    """Marks -> whether a pupil with these marks is in a class."""
    upns = {city.pupil(text): text for text in marks}
    return {upns[row["upn"]]: row[name] for row in city.asked("enrolment")}


def test_a_tenth_of_the_own_possible_sessions_is_persistent(tiny_city: TinyCity) -> None:
    """38 of 380 is persistent, 37 of 380 (9.7%) is not; authorised and unauthorised count alike; exactly 90.0%
    attendance is persistent absence however short the time."""
    assert classed(tiny_city, TENTHS, "persistently_absent") == TENTHS


def test_every_exact_tenth_is_persistent(tiny_city: TinyCity) -> None:
    """In all of 10, 20, ... 200 possible sessions, a tenth missed is persistent and one session fewer is not."""
    for possible in range(10, 201, 10):
        tiny_city.pupil(f"I*{possible // 10} /*{possible - possible // 10}", upn=f"AT{possible:03}")
        tiny_city.pupil(f"I*{possible // 10 - 1} /*{possible - possible // 10 + 1}", upn=f"UNDER{possible:03}")
    found = {row["upn"]: row["persistently_absent"] for row in tiny_city.asked("enrolment")}
    assert found == {upn: int(upn.startswith("AT")) for upn in found}
    assert len(found) == 40


def test_nothing_possible_is_neither(tiny_city: TinyCity) -> None:
    """0 of 0: an enrolment with only X marks is in no class, has no rate and is in no aggregate."""
    upn = tiny_city.pupil("X*10")
    found = tiny_city.of(upn)
    assert (found["possible"], found["persistently_absent"], found["severely_absent"]) == (0, 0, 0)
    assert tiny_city.asked("school") == []


def test_exactly_half_is_severe(tiny_city: TinyCity) -> None:
    """Severe absence is half or more of the own possible sessions."""
    assert classed(tiny_city, HALVES, "severely_absent") == HALVES


COUNTS = [
    (2010, "autumn", 22),
    (2014, "autumn", 22),
    (2012, "spring", 16),
    (2010, "autumn and spring", 38),
    (2013, "five half terms", 46),
    (2010, "year", 46),
    (2011, "year", 46),
    (2012, "year", 56),
    (2014, "year", 56),
    (2006, "autumn", 28),
    (2009, "autumn", 28),
    (2009, "autumn and spring", 52),
    (2008, "five half terms", 64),
]
CUT_AT_OFFICIAL_DAYS = (
    ("autumn 1", "09-06", "10-22"),
    ("autumn 2", "11-01", "12-17"),
    ("spring 3", "01-05", "02-11"),
    ("spring 4", "02-21", "03-18"),
    ("summer 5", "04-28", "05-20"),
    ("summer 6", "06-07", "07-22"),
)
"""Half terms that lie inside the official terms whenever Easter falls."""


def of_an_earlier_year(city: TinyCity, first: int) -> TinyCity:
    city.first, city.half_terms = first, CUT_AT_OFFICIAL_DAYS
    return city


def over(city: TinyCity, period: str) -> dict[str, str]:
    """The first and last day of a period of the city's year, from its calendar."""
    edges = {
        "autumn": (0, 1),
        "spring": (2, 3),
        "autumn and spring": (0, 3),
        "five half terms": (0, 4),
        "year": (0, 5),
    }[period]
    return {"start": city.periods()[edges[0]][1], "end": city.periods()[edges[1]][2]}


@pytest.mark.parametrize(("first", "period", "sessions"), COUNTS)
def test_before_2015_the_count_was_fixed(tiny_city: TinyCity, first: int, period: str, sessions: int) -> None:
    """The published number of sessions missed is persistent and one fewer is not, whatever was possible."""
    city = of_an_earlier_year(tiny_city, first)
    asked = over(city, period)
    most = sum(asked["start"] <= day <= asked["end"] for day in city.school_days()) * 2
    at = city.pupil(f"I*{sessions} /*{most - sessions}", start=asked["start"])
    under = city.pupil(f"I*{sessions - 1} /*{most - sessions + 1}", start=asked["start"])
    brief = city.pupil(f"I*{sessions - 1}", start=asked["start"])
    found = {row["upn"]: row["persistently_absent"] for row in city.asked("enrolment", **asked)}
    assert found == {at: 1, under: 0, brief: 0}


def test_the_fixed_count_of_the_year_is_46_for_pupils_aged_15(tiny_city: TinyCity) -> None:
    """2012/13 to 2014/15: 56 sessions, but 46 for those aged 15 on 31 August, because their sixth half term is out."""
    city = of_an_earlier_year(tiny_city, 2013)
    born = {"1998-09-01": 0, "1998-08-31": 1, "1997-09-01": 1, "1997-08-31": 0}
    upns = {city.pupil("I*46 /*200", date_of_birth=day): persistent for day, persistent in born.items()}
    found = {row["upn"]: row["persistently_absent"] for row in city.asked("enrolment")}
    assert found == upns


def test_the_window_may_be_the_schools_own_term(tiny_city: TinyCity) -> None:
    """Official terms run from 1 August or 1 January; a window from a school's first day to its last is the same term,
    and so is one that reaches into the holidays."""
    city = of_an_earlier_year(tiny_city, 2013)
    upn = city.pupil("I*22 /*90")
    for start, end in [("2013-08-01", "2013-12-31"), ("2013-09-06", "2013-12-17"), ("2013-09-02", "2014-01-01")]:
        assert city.of(upn, start=start, end=end)["persistently_absent"] == 1


@pytest.mark.parametrize(
    ("first", "start", "end", "says"),
    [
        (2008, "2009-01-05", "2009-03-18", "none for 3-4"),
        (2013, "2013-09-06", "2013-11-15", "only a part of autumn"),
        (2013, "2013-09-06", "2014-03-05", "only a part of spring"),
        (2013, "2014-04-28", "2014-05-20", "none for 5-5"),
        (2013, "2013-12-20", "2013-12-31", "none for days without sessions"),
    ],
)
def test_no_count_was_published_for_other_windows(
    tiny_city: TinyCity, first: int, start: str, end: str, says: str
) -> None:
    """The 20% count for spring alone is a misprint and unusable, and a part of a term has no count: the sessions are
    counted, the class is not there, and why says what can be asked; never a wrong class."""
    city = of_an_earlier_year(tiny_city, first)
    city.pupil("I*300")
    rows = city.asked("school", start=start, end=end)
    assert all("persistently_absent" not in row for row in rows)
    assert bool(rows) == ("without sessions" not in says)
    why = reason(city, start, end)
    assert says in why
    assert "Ask for autumn" in why


def reason(city: TinyCity, start: str, end: str, *by: str) -> str:
    """Why it cannot be told who was persistently absent."""
    window = Window(date.fromisoformat(start), date.fromisoformat(end))
    return decided(Asked(by or ("school",), window), city.open().city.calendar).untold["persistently_absent"]


def test_a_window_over_two_methods_has_no_class(tiny_city: TinyCity) -> None:
    """2014/15 counted sessions and 2015/16 shares: no class holds for both, but sessions are sessions."""
    city = of_an_earlier_year(tiny_city, 2014)
    city.pupil("I*300")
    (row,) = city.asked("school", start="2015-03-01", end="2015-10-01")
    assert row["absent"] > 0
    assert "persistently_absent" not in row
    assert "ask year by year" in reason(city, "2015-03-01", "2015-10-01")


def test_a_fixed_count_is_of_no_single_half_term(tiny_city: TinyCity) -> None:
    """By term or half term there is no class in the years of fixed counts; by academic year there is."""
    city = of_an_earlier_year(tiny_city, 2013)
    city.pupil("I*200")
    asked = {"start": "2013-09-06", "end": "2013-12-17"}
    assert "persistently_absent" not in city.asked("half_term", **asked)[0]
    assert "ask without term" in reason(city, *asked.values(), "half_term")
    assert city.asked("academic_year", **asked)[0]["persistently_absent"] == 1


@pytest.mark.parametrize(("missed", "persistent"), [(38, 1), (37, 0)])
def test_a_term_may_end_after_easter(tiny_city: TinyCity, missed: int, persistent: int) -> None:
    """Easter 2013 was 31 March. Where a city's spring term ran on to 12 April, autumn and spring are still the first
    four half terms, with their published count."""
    city = of_an_earlier_year(tiny_city, 2012)
    city.half_terms = [*CUT_AT_OFFICIAL_DAYS[:3], ("spring 4", "02-21", "04-12"), ("summer 5", "04-22", "05-20")]
    upn = city.pupil(f"I*{missed} /*180")
    assert city.of(upn, start="2012-09-06", end="2013-04-12")["persistently_absent"] == persistent


def test_severe_absence_has_no_rule_before_2015(tiny_city: TinyCity) -> None:
    """Where a class did not exist its column is not there, rather than zero."""
    city = of_an_earlier_year(tiny_city, 2013)
    city.pupil("I*300")
    (row,) = city.asked("school")
    assert "severely_absent" not in row
    assert row["persistently_absent"] == 1


@pytest.mark.parametrize("by", ["week", "date", "weekday", "session"])
def test_no_class_in_cells_shorter_than_a_half_term(tiny_city: TinyCity, by: str) -> None:
    """A week is too short for persistent absence: the counts are given, the classes are not."""
    tiny_city.pupil("I*2 /*18")
    found = tiny_city.asked(by)
    assert sum(row["absent"] for row in found) == 2
    assert all("persistently_absent" not in row for row in found)


def test_the_window_decides_the_class(tiny_city: TinyCity) -> None:
    """Persistent absence rises as the window shortens: 20 of 150 in autumn, 20 of 260 to the end of spring."""
    upn = tiny_city.pupil("I*20 /*240")
    assert tiny_city.of(upn, end="2025-12-19")["persistently_absent"] == 1
    assert tiny_city.of(upn, end="2026-03-27")["persistently_absent"] == 0
