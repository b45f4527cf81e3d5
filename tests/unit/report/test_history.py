"""Do the years stand beside each other as what they are: whole, to date, defined anew, not published?"""

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report

OTHER = "999002"


def row(year: str, urn: str = URN, absent: str = "38") -> dict[str, str]:
    """A school's year of 380 sessions."""
    return {"academic_year": year, "urn": urn, "enrolments": "1", "possible": "380", "authorised": absent,
            "unauthorised": "0", "persistently_absent": "1", "severely_absent": "0"}  # fmt: skip


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """A school with ten days of 2025/26."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("I*1 /*19")
    return tiny_city


def test_the_year_to_date_stands_apart(city: TinyCity) -> None:
    """Whole years are joined; this year's ten days are an open mark."""
    city.history = [row("2023/24"), row("2024/25", absent="76")]
    chart = report.history(report.school_view(city.write(), URN), "overall_absence")
    assert "from 10.0% in 2023/24 to 20.0% in 2024/25" in said(chart)
    assert "; 5.0% in 2025/26 to date." in said(chart)
    assert "2025/26, the open mark, is to date" in said(chart)


def test_a_whole_year_is_joined(tiny_city: TinyCity) -> None:
    """On its last day this year is like the others."""
    tiny_city.as_of = "2026-07-21"
    tiny_city.pupil(f"/*{len(tiny_city.school_days()) * 2}")
    tiny_city.history = [row("2024/25")]
    chart = report.history(report.school_view(tiny_city.write(), URN), "overall_absence")
    assert "from 10.0% in 2024/25 to 0.0% in 2025/26" in said(chart)
    assert "to date" not in said(chart)


def test_a_year_that_england_did_not_publish(city: TinyCity) -> None:
    """2019/20 is marked as not available, which is not the dash for no possible sessions, and named; this year, of
    which nothing can have been published, is not."""
    city.history = [row("2018/19"), row("2019/20"), row("2020/21")]
    chart = report.history(report.school_view(city.write(), URN), "overall_absence")
    rows = {
        year: england for year, _, england in ([cell["shown"] for cell in r] for r in chart.json()["table"]["rows"])
    }
    assert rows == {"2018/19": "4.0%", "2019/20": "x", "2020/21": "3.6%", "2025/26": "x"}
    assert "full-year census figures; none for 2019/20." in said(chart)


def test_a_change_of_definition_is_said(city: TinyCity) -> None:
    """Persistent absence is another thing from 2015/16 on; overall absence is not."""
    city.history = [row("2014/15"), row("2015/16")]
    view = report.school_view(city.write(), URN)
    assert "Persistent absence is defined anew from 2015/16 on." in said(report.history(view, "persistent_absence"))
    assert "defined anew" not in said(report.history(view, "overall_absence"))


def test_years_are_pooled_over_the_schools_and_the_later_left_out(city: TinyCity) -> None:
    """38 and 114 of 760; a row of this year or a later one is no earlier year."""
    city.pupil("/*20", urn=OTHER)
    city.history = [row("2024/25"), row("2024/25", OTHER, "114"), row("2025/26", absent="380")]
    chart = report.history(report.city_view(city.write()), "overall_absence")
    assert "20.0% in 2024/25; 2.5% in 2025/26 to date." in said(chart)


def test_no_earlier_year(city: TinyCity) -> None:
    """A sentence in place of the chart."""
    told = said(report.history(report.school_view(city.write(), URN), "overall_absence"))
    assert "no history table with years before 2025/26" in told


def test_the_table_of_comparison(city: TinyCity) -> None:
    """Own, last year, peers, city, and the published series apart, each with its period."""
    city.history = [row("2024/25")]
    city.pupil("I*3 /*17", urn=OTHER)
    found = [
        (r["who"], r["period"], r["overall_absence"])
        for r in cells(report.comparison(report.school_view(city.write(), URN)))
    ]
    assert found == [
        (f"School {URN}", "2025/26 to date", "5.0%"),
        (f"School {URN}", "2024/25, whole year", "10.0%"),
        ("All primary schools in the city", "2025/26 to date", "10.0%"),
        ("All schools in the city", "2025/26 to date", "10.0%"),
        ("England, primary (published)", "2025/26 to 10 July 2026, daily data, year to date", "5.3%"),
        ("West Midlands, primary (published)", "2025/26 to 10 July 2026, daily data, year to date", "5.4%"),
        ("Coventry, primary (published)", "2025/26 to 10 July 2026, daily data, year to date", "5.8%"),
        ("England, primary (published)", "2024/25, full-year census", "5.2%"),
        ("West Midlands, primary (published)", "2024/25, full-year census", "5.4%"),
        ("Coventry, primary (published)", "2024/25, full-year census", "5.6%"),
    ]


def test_a_school_alone_repeats_itself_nowhere(city: TinyCity) -> None:
    """No row of peers or of the city: there is nobody else; the note says so."""
    table = report.comparison(report.school_view(city.write(), URN))
    assert not [r for r in cells(table) if r["who"].startswith("All")]
    assert "No other primary school of the city has figures to compare with." in said(table)
