"""Does a school's report tell of other schools no more than the city's report, in all its places alike?"""

from typing import Any

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.view import View

OTHER, THIRD = "999002", "999003"
PLACES = {"similar": True, "chance": True, "phase": True, "city": True, "card": True}


def viewed(city: TinyCity, severe: dict[str, int], names: str) -> View:
    """The school of a city of schools of twenty, so many of each severely absent."""
    city.as_of = "2025-11-14"
    for urn, count in severe.items():
        for at in range(20):
            city.pupil("I*60 /*40" if at < count else "/*100", urn=urn)
    head = "urn,similar_urn,distance"
    city.tables["similar_schools"] = [head, *(f"{URN},{urn},1" for urn in severe if urn != URN)]
    return report.school_view(city.write(), URN, names=names)


def told(view: View) -> dict[str, bool]:
    """Where a share of severe absence of others, or of all with them, is told."""
    *_, similar = report.similar_schools(view)  # type: ignore[misc]
    compared = {row["who"]: row["severe_absence"] for row in cells(report.comparison(view))}
    card: dict[str, Any] = {one["label"]: one for one in report.headline(view).json()["figures"]}["Severely absent"]
    return {
        "similar": all(row["severe_absence"] != "c" for row in cells(similar)[1:-1]),
        "chance": "Severely absent" in [row["measure"] for row in cells(report.beyond_chance(view))],
        "phase": compared["All primary schools in the city"] != "c",
        "city": compared["All schools in the city"] != "c",
        "card": "the city's primary schools" in " ".join(card["beside"]),
    }


@pytest.mark.parametrize("names", ["with", "without"])
def test_two_pupils_of_another_school_are_told_nowhere(tiny_city: TinyCity, names: str) -> None:
    """Three of twenty here, two at the only other school: not among similar schools, and neither beside it nor in what
    both come to, from which the two are the rest. What is left out is said. Counts of sessions, however few (the one
    unauthorised session of 4,100, shown as low), are no counts of pupils and stay."""
    tiny_city.pupil("O /*99", urn=OTHER)
    view = viewed(tiny_city, {URN: 3, OTHER: 2}, names)
    assert told(view) == dict.fromkeys(PLACES, False)
    assert "Not told, for it could identify a pupil" in said(report.beyond_chance(view))
    for who, *told_of in [list(row.values()) for row in cells(report.comparison(view)) if row["who"].startswith("All")]:
        assert told_of[1:3] == ["7.3%", "low"], who


@pytest.mark.parametrize("names", ["with", "without"])
def test_three_pupils_of_another_school_are_told_everywhere(tiny_city: TinyCity, names: str) -> None:
    """The day's rule hides one and two."""
    assert told(viewed(tiny_city, {URN: 4, OTHER: 3}, names)) == PLACES


@pytest.mark.parametrize("names", ["with", "without"])
def test_a_school_hidden_to_cover_this_one_is_told_nowhere(tiny_city: TinyCity, names: str) -> None:
    """Two of twenty here, five there: the city's report withholds both, for they add up to seven."""
    assert told(viewed(tiny_city, {URN: 2, OTHER: 5}, names)) == dict.fromkeys(PLACES, False)


@pytest.mark.parametrize("names", ["with", "without"])
def test_of_two_that_are_hidden_the_sum_is_told(tiny_city: TinyCity, names: str) -> None:
    """Two and four at two others: each is hidden, and six is neither; so do the eleven of all schools stay."""
    assert told(viewed(tiny_city, {URN: 5, OTHER: 2, THIRD: 4}, names)) == PLACES | {"similar": False}


def test_a_school_that_covers_this_one_among_others_leaves_them_told(tiny_city: TinyCity) -> None:
    """Two here, and four and five at two others: the city's report withholds four to cover the two. The nine of both
    are no small number, nor is the four; what all schools come to is in the city's report."""
    assert told(viewed(tiny_city, {URN: 2, OTHER: 4, THIRD: 5}, "with")) == PLACES | {"similar": False}


@pytest.mark.parametrize("names", ["with", "without"])
def test_a_small_number_that_this_school_covers_is_told_nowhere(tiny_city: TinyCity, names: str) -> None:
    """Four here, two and five at two others: the two would be what the seven of both leave beside the five."""
    told_of = told(viewed(tiny_city, {URN: 4, OTHER: 2, THIRD: 5}, names))
    assert told_of == dict.fromkeys(PLACES, False)


def test_the_citys_own_report_is_the_measure(tiny_city: TinyCity) -> None:
    """A phase that it withholds stands in no school's report: one other phase of two pupils makes it so."""
    tiny_city.phases["999004"] = "special"
    view = viewed(tiny_city, {URN: 4, OTHER: 3, "999004": 2}, "with")
    phases = {row["label"]: row["severely_absent"] for row in cells(report.phases(report.city_view(tiny_city.write())))}
    assert phases["Primary"] == "c"
    assert not told(view)["phase"]
    assert not told(view)["card"]
