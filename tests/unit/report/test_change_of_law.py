"""Does a report of the first year of a new law say what can be set beside the years before, and what cannot?"""

import pytest
from law import Law
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from report.test_headline import cards, year_before

EIGHT = "percent: 8, inclusive: true"


@pytest.fixture
def whole_year(tiny_city: TinyCity) -> TinyCity:
    """2025/26 as a whole with a pupil who missed nothing, and the year before it."""
    tiny_city.as_of = "2026-07-21"
    tiny_city.pupil(f"/*{len(tiny_city.school_days()) * 2}")
    tiny_city.history = [year_before(URN)]
    return tiny_city


def test_only_the_class_that_is_defined_anew_loses_its_comparison(whole_year: TinyCity, law: Law) -> None:
    """Attendance, unauthorised and severe absence keep their arrow, and the sentence of last year stays."""
    law("persistent_absence", EIGHT)
    view = report.school_view(whole_year.write(), URN)
    assert {label: card["direction"] for label, card in cards(view).items()} == {
        "Attendance": "up",
        "Persistently absent": "",
        "Severely absent": "level",
        "Unauthorised absence": "level",
    }
    assert cards(view)["Persistently absent"]["comparison"] == ""
    assert "Absence is 10.0 percentage points below last year (10.0%)." in said(
        report.at_a_glance(report.since_last_half_term(view))
    )


ANEW = "Persistent absence is not defined alike in all years of the table:"


def test_the_table_of_comparison_says_which_year_is_of_which_law(whole_year: TinyCity, law: Law) -> None:
    """This year's rows are of the new law, last year's and the census of last year of the old."""
    law("persistent_absence", EIGHT)
    told = said(report.comparison(report.school_view(whole_year.write(), URN)))
    assert f"{ANEW} in 2025/26 8% or more of sessions missed; in 2024/25 10% or more of sessions missed." in told
    assert "Severe absence is not defined alike" not in told


def test_nothing_is_said_where_all_years_are_of_one_law(whole_year: TinyCity) -> None:
    """As today."""
    assert "defined alike" not in said(report.comparison(report.school_view(whole_year.write(), URN)))


def test_years_of_fixed_counts_are_told_as_such(tiny_city: TinyCity) -> None:
    """2015/16 was the first year of a share; the year before it counted sessions, and severe absence had no rule."""
    tiny_city.first = 2015
    tiny_city.pupil("/*20")
    tiny_city.history = [year_before(URN) | {"academic_year": "2014/15"}]
    told = said(report.comparison(report.school_view(tiny_city.write(), URN)))
    assert "in 2014/15 a fixed count of sessions, those of 15% of a usual year." in told


@pytest.mark.parametrize(
    ("value", "there"),
    [
        (EIGHT, "8% or more"),
        ("percent: 8, inclusive: false", "more than 8%"),
        ("percent: 10, inclusive: true", "10% or more"),
    ],
)
def test_who_is_near_is_said_from_the_edge_of_a_band(tiny_city: TinyCity, law: Law, value: str, there: str) -> None:
    """There is no band that ends at 8%: the pupil near it is in the band that begins at 5%."""
    law("persistent_absence", value)
    tiny_city.as_of = "2025-11-14"
    tiny_city.pupil("I*7 /*93", surname="Near")
    view = report.school_view(tiny_city.write(), URN)
    block = report.near_the_line(view)
    assert [row["pupil"] for row in cells(block)] == ["Near"]
    want = (
        f"From 5% of sessions missed on, not yet persistently absent ({there} of sessions missed), and no more than 10"
    )
    assert want in said(block)
