"""Are last days, headroom and codes told as the marks have them?"""

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.sections.near import what_headroom_asks
from attendlib.report.view import View

FIRST = 80
"""Sessions of the first half term, 1 September to 24 October."""


def viewed(city: TinyCity, as_of: str = "2025-11-14") -> View:
    """The school."""
    city.as_of = as_of
    return report.school_view(city.write(), URN)


def test_first_and_last_days(tiny_city: TinyCity) -> None:
    """Away on the last day of the first half term and the morning of the second's first; the second has not ended."""
    upn = tiny_city.pupil(f"/*{FIRST - 2} I*2")
    tiny_city.mark("I /*19", URN, upn, "2025-11-03")
    rows = {row["kind"]: (row["days"], row["absence"]) for row in cells(report.edges(viewed(tiny_city)))}
    assert rows == {
        "First day of a half term": ("2", "25.0%"),
        "Last day of a half term": ("1", "100.0%"),
        "All other days": ("47", "0.0%"),
    }


def test_first_and_last_days_beside_other_schools(tiny_city: TinyCity) -> None:
    """All schools of the phase on the same days, this one among them."""
    tiny_city.pupil(f"/*{FIRST - 2} I*2")
    tiny_city.pupil(f"/*{FIRST}", urn="999002")
    rows = {row["kind"]: row for row in cells(report.edges(viewed(tiny_city, "2025-10-24")))}
    assert rows["Last day of a half term"]["absence_peers"] == "50.0%"


def test_the_year_so_far_beside_each_half_term(tiny_city: TinyCity) -> None:
    """80 of 80 sessions, then 10 of 20: the second half term alone is 50.0%, the year to its end 90.0%."""
    tiny_city.pupil(f"/*{FIRST} I*10 /*10")
    rows = cells(report.by_half_term(viewed(tiny_city)))
    assert [(row["attendance_percent"], row["so_far"]) for row in rows] == [("100.0%", "100.0%"), ("50.0%", "90.0%")]


@pytest.mark.parametrize(
    ("missed", "attended", "asked"),
    [
        (4, 96, []),
        (8, 92, ["1 pupil is near persistent absence; the nearest may miss 2 sessions more in a row."]),
        (9, 91, ["1 pupil is near persistent absence; the nearest may miss 1 session more in a row."]),
        (9, 82, ["1 pupil is near persistent absence; the next session missed would be too many for 1 of them."]),
        (10, 90, ["The one persistently absent pupil on roll can still get out of it this year."]),
    ],
)
def test_what_headroom_asks_for(tiny_city: TinyCity, missed: int, attended: int, asked: list[str]) -> None:
    """4 of 100 are under half of the line; 8 of 100 leave two more in a row (10 of 102), 9 of 100 one (10 of 101), 9 of
    91 none (10 of 92 are over it); 10 of 100 are over it already."""
    tiny_city.pupil(f"I*{missed} /*{attended}")
    told = list(what_headroom_asks(viewed(tiny_city)))
    assert [line.removeprefix("Talk to families in time. ") for line in told] == asked


def test_the_pupils_near_the_line_are_listed(tiny_city: TinyCity) -> None:
    """Nearest first; who is over the line, and who is far from it, is not there."""
    for missed, name in ((7, "Seven"), (9, "Nine"), (10, "Ten"), (2, "Two")):
        tiny_city.pupil(f"I*{missed} /*{100 - missed}", surname=name)
    view = viewed(tiny_city)
    assert [row["pupil"] for row in cells(report.near_the_line(view))] == ["Nine", "Seven"]
    (over,) = cells(report.persistently_absent(view))
    assert over["pupil"] == "Ten"
    assert over["out"] == "17 November 2025"


def test_a_leaver_has_no_way_out(tiny_city: TinyCity) -> None:
    """Counted in the class, but not to be written to."""
    tiny_city.pupil("I*20 /*60", leaving_date="2025-10-24")
    tiny_city.pupil("I*20 /*80")
    rows = cells(report.persistently_absent(viewed(tiny_city)))
    assert sorted(row["out"] == "has left" for row in rows) == [False, True]


def city_of(city: TinyCity, schools: int, own: str) -> View:
    """One school with these marks for each of its 20 pupils, and others whose pupils have B twice and illness once."""
    for at in range(20):
        city.pupil(own)
        for other in range(1, schools):
            city.pupil(f"B*2 I*{1 + (at + other) % 2} /*76", urn=f"99900{other + 1}")
    return viewed(city, "2025-10-24")


def test_a_code_that_others_hardly_use(tiny_city: TinyCity) -> None:
    """A part-time timetable for a tenth of all sessions, which no other school has: named, and to be looked at."""
    view = city_of(tiny_city, 6, "B*2 I C2*8 /*69")
    (row,) = cells(report.codes_unlike(view))
    assert (row["code"], row["sessions"], row["own"], row["others"], row["more"]) == (
        "C2",
        "160",
        "10.0%",
        "0.0%",
        "more",
    )
    block = report.at_a_glance(report.since_last_half_term(view))
    assert "Look at the codes. Used unlike at other schools: C2 more (10.0% of sessions, others 0.0%)." in said(block)


def test_codes_used_alike(tiny_city: TinyCity) -> None:
    """Nothing to look at: no row, and how many codes and schools were compared."""
    told = said(report.codes_unlike(city_of(tiny_city, 6, "B*2 I*2 /*76")))
    assert "none is used unlike the 5 other primary schools" in told


def test_too_few_schools_to_tell(tiny_city: TinyCity) -> None:
    """Among four a school widens the limits so far that it cannot lie beyond them: nothing is shown."""
    assert report.codes_unlike(city_of(tiny_city, 4, "C2*8 /*72")) is None
