"""Do the cards compare like with like, and say with whom?"""

from typing import Any

import pytest
from seen import said
from tiny import HALF_TERMS, URN, TinyCity

from attendlib import report
from attendlib.report.view import View

OTHER, SPECIAL = "999002", "999003"
WHOLE_YEAR = {"enrolments": "1", "possible": "380", "authorised": "38", "unauthorised": "0",
              "persistently_absent": "0", "severely_absent": "0"}  # fmt: skip


def year_before(urn: str, **counts: str) -> dict[str, str]:
    """A school's row of 2024/25: 90% attendance, nobody persistently absent, unless told otherwise."""
    return {"academic_year": "2024/25", "urn": urn, **WHOLE_YEAR, **counts}


def cards(view: View) -> dict[str, dict[str, Any]]:
    """The cards by label."""
    return {figure["label"]: figure for figure in report.headline(view).json()["figures"]}


def lines(view: View, label: str) -> list[str]:
    """What a card says beside its figure."""
    card = cards(view)[label]
    return [line for line in (*card["beside"], card["comparison"]) if line]


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Two primary schools of one pupil each, one with 90% and one with 95% attendance over the first ten days."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("I*2 /*18")
    tiny_city.pupil("I*1 /*19", urn=OTHER)
    return tiny_city


def test_a_part_of_a_year_gets_no_arrow_beside_a_whole_one(city: TinyCity) -> None:
    """Attendance of ten days stands beside last year's in words alone; persistent and severe absence, which are higher
    over a shorter time, stand beside no whole year."""
    city.history = [year_before(URN)]
    view = report.school_view(city.write(), URN)
    assert lines(view, "Attendance")[-1] == "the same as the whole of last year (90.0%)"
    assert lines(view, "Unauthorised absence")[-1] == "the same as the whole of last year (0.0%)"
    assert {card["direction"] for card in cards(view).values()} == {""}
    assert "last year" not in " ".join(lines(view, "Persistently absent") + lines(view, "Severely absent"))


def test_a_whole_year_is_set_against_a_whole_one(tiny_city: TinyCity) -> None:
    """On the last school day of the year the two are alike: every card compares, with an arrow."""
    tiny_city.as_of = "2026-07-21"
    days = len(tiny_city.school_days())
    tiny_city.pupil(f"I*{days // 5 * 2} /*{(days - days // 5) * 2}")
    tiny_city.history = [year_before(URN)]
    view = report.school_view(tiny_city.write(), URN)
    assert (
        cards(view)["Persistently absent"]["comparison"]
        == "100.0 percentage points above the whole of last year (0.0%)"
    )
    assert {label: card["direction"] for label, card in cards(view).items()} == {
        "Attendance": "down",
        "Persistently absent": "up",
        "Severely absent": "level",
        "Unauthorised absence": "level",
    }


@pytest.mark.parametrize(("as_of", "whole"), [("2026-07-20", False), ("2026-07-21", True), ("2026-07-31", True)])
def test_the_year_is_whole_from_its_last_school_day_on(tiny_city: TinyCity, as_of: str, whole: bool) -> None:
    """The day before it is a part; that day and in the holidays after it, it is whole."""
    tiny_city.as_of = as_of
    tiny_city.pupil(f"/*{len(tiny_city.school_days()) * 2}")
    tiny_city.history = [year_before(URN)]
    view = report.school_view(tiny_city.write(), URN)
    assert bool(cards(view)["Attendance"]["direction"]) == whole


def test_a_year_with_a_hole_at_its_end_is_not_whole(tiny_city: TinyCity) -> None:
    """The register stops at Whitsun: no arrow on the last day of the year."""
    tiny_city.as_of = "2026-07-21"
    tiny_city.pupil("/*300")
    tiny_city.history = [year_before(URN)]
    assert cards(report.school_view(tiny_city.write(), URN))["Attendance"]["direction"] == ""


def test_last_year_is_of_the_same_schools(city: TinyCity) -> None:
    """A city's last year pools the schools that are in this year's figures, no others; lacking one of them it is left
    out."""
    city.pupils.append({"urn": SPECIAL, "upn": "Z", "entry_date": "2025-09-01"})
    city.phases[SPECIAL] = "special"
    city.history = [year_before(URN), year_before(OTHER, authorised="0"), year_before(SPECIAL, authorised="380")]
    view = report.city_view(city.write())
    assert lines(view, "Attendance")[-1] == "2.5 percentage points below the whole of last year (95.0%)"


def test_a_school_without_last_year_leaves_it_out(city: TinyCity) -> None:
    """One of the two schools in the figures is not in the history table."""
    city.history = [year_before(URN)]
    assert "last year" not in said(report.headline(report.city_view(city.write())))


def test_the_city_stands_beside_a_school_in_every_card(tiny_city: TinyCity) -> None:
    """Schools of the same phase, pooled: 36 of 480 sessions missed, 9 of 24 enrolments persistently absent, 6 of them
    at this school of twelve."""
    tiny_city.as_of = "2025-09-12"
    for at in range(12):
        tiny_city.pupil("I*4 /*16" if at < 6 else "/*20")
        tiny_city.pupil("I*4 /*16" if at < 3 else "/*20", urn=OTHER)
    view = report.school_view(tiny_city.write(), URN)
    assert lines(view, "Attendance")[0] == "2.5 percentage points below the city's primary schools (92.5%)"
    assert lines(view, "Persistently absent")[0] == "12.5 percentage points above the city's primary schools (37.5%)"
    assert lines(view, "Severely absent")[0] == "the same as the city's primary schools (0.0%)"
    assert lines(view, "Unauthorised absence")[0] == "the same as the city's primary schools (0.0%)"


def test_a_school_alone_in_its_phase_stands_beside_no_peers(city: TinyCity) -> None:
    """Its own figures are not its peers'; nor are those of a school of its phase without figures."""
    city.pupil("I*2 /*18", urn=SPECIAL)
    city.phases[SPECIAL] = "special"
    city.phases["999004"] = "special"
    view = report.school_view(city.write(), SPECIAL)
    assert not view.has_peers
    assert "the city's" not in said(report.headline(view))


def test_england_stands_beside_with_its_own_period(city: TinyCity) -> None:
    """The published year to date of the same phase and academic year, with its last day and no difference, for its days
    are others; attendance is what absence leaves of 100%, and no figure where none is published."""
    view = report.school_view(city.write(), URN)
    assert "England's primary schools: 94.7% (to 10 July 2026)" in lines(view, "Attendance")
    assert "England's primary schools: 13.8% (to 10 July 2026, over a longer time)" in lines(
        view, "Persistently absent"
    )
    assert not [line for line in lines(view, "Severely absent") if "England" in line]


def test_a_download_without_its_last_day_says_so(city: TinyCity) -> None:
    """A file of Explore Education Statistics does not carry the day to which its year goes: the figure is set beside
    the school's, and that its days are not known is said, not taken to be these."""
    place = city.write()
    header = "time_period,time_identifier,geographic_level,old_la_code,la_name,education_phase"
    rows = [f"{header},overall_absence_perc,pa_perc", "202526,Academic year,National,,,Primary,5.6,14.2"]
    (place.parent / "ees.csv").write_text("\n".join(rows), encoding="utf-8")
    place.write_text(f"{place.read_text(encoding='utf-8')}benchmarks: ees.csv\n", encoding="utf-8")
    without = "England's primary schools: 94.4% (year to date, to a day that the source does not give)"
    assert without in lines(report.school_view(place, URN), "Attendance")


def test_england_over_the_same_days_is_compared(tiny_city: TinyCity) -> None:
    """On the day to which England's figure goes the difference is told."""
    tiny_city.as_of = "2026-07-10"
    held = 2 * len([day for day in tiny_city.school_days() if day <= tiny_city.as_of])
    tiny_city.pupil(f"I*{held // 10} /*{held - held // 10}")
    view = report.school_view(tiny_city.write(), URN)
    assert "4.7 percentage points below England's primary schools (94.7%)" in lines(view, "Attendance")
    assert lines(view, "Persistently absent") == ["86.2 percentage points above England's primary schools (13.8%)"]


@pytest.mark.parametrize("phase", ["nursery", "pru", "all-through"])
def test_a_phase_without_published_figures(city: TinyCity, phase: str) -> None:
    """No figure of another phase stands in for it."""
    city.phases = {URN: phase, OTHER: phase}
    assert "England" not in said(report.headline(report.school_view(city.write(), URN)))


def test_another_years_published_figures_are_not_this_years(tiny_city: TinyCity) -> None:
    """A report on 2026/27, of which nothing is published, does not stand beside England's 2025/26."""
    tiny_city.first, tiny_city.as_of = 2026, "2026-09-11"
    tiny_city.half_terms = [(name, tiny_city.dated(a), tiny_city.dated(b)) for name, a, b in HALF_TERMS]
    tiny_city.pupil("/*20")
    assert "England" not in said(report.headline(report.school_view(tiny_city.write(), URN)))


def test_a_class_that_rounds_to_nothing_is_low(tiny_city: TinyCity) -> None:
    """One of 2,500 enrolments is not none."""
    tiny_city.as_of = "2025-09-01"
    tiny_city.pupil("I*2")
    for _ in range(2_499):
        tiny_city.pupil("/*2")
    card = cards(report.school_view(tiny_city.write(), URN))["Severely absent"]
    assert (card["shown"], card["meaning"]) == ("low", "not zero, but rounds to zero")
    assert card["note"] == "1 of 2,500 enrolments missed 50% or more of their sessions"


def test_a_school_without_figures_shows_dashes_and_compares_with_nobody(city: TinyCity) -> None:
    """Nothing is said of nothing."""
    city.phases["999004"] = "primary"
    view = report.school_view(city.write(), "999004")
    assert {card["shown"] for card in cards(view).values()} == {"–"}
    assert not [line for label in cards(view) for line in lines(view, label)]
