"""Are published figures found, kept apart by series, and never those of a day?"""

from decimal import Decimal
from pathlib import Path

import pytest

from attendlib.benchmarks import CENSUS, DAILY, area_of, beside, from_file, from_rules
from attendlib.errors import CityError

YTD = "EES_ytd_202526_to_2026-07-10.csv"


def test_the_projects_own_figures() -> None:
    """Full-year census figures of 2024/25: England 6.78 overall, Coventry 7.19; persistent 18.14 and 20.23."""
    for area, overall, persistent in [("England", "6.78", "18.14"), ("Coventry", "7.19", "20.23")]:
        found = beside(from_rules(), area, "all", CENSUS, "2025/26")
        assert {f.academic_year for f in found.values()} == {"2024/25"}
        assert found["overall_absence"].percent == Decimal(overall)
        assert found["persistent_absence"].percent == Decimal(persistent)
        assert all(f.source for f in found.values())


def test_the_latest_year_not_after_the_own() -> None:
    """A report on 2020/21 stands beside 2020/21, one on 2019/20 (never published) beside 2018/19, older ones alone."""
    years = {
        up_to: {f.academic_year for f in beside(from_rules(), "England", "all", CENSUS, up_to).values()}
        for up_to in ("2020/21", "2019/20", "2014/15")
    }
    assert years == {"2020/21": {"2020/21"}, "2019/20": {"2018/19"}, "2014/15": set()}


def test_the_two_series_are_never_mixed() -> None:
    """Every figure that stands together is of one series, phase and area."""
    for series in (CENSUS, DAILY):
        found = beside(from_rules(), "England", "primary", series, "2025/26")
        assert {(f.series, f.phase, f.area) for f in found.values()} == {(series, "primary", "England")}


def test_a_file_of_daily_data(shared: Path) -> None:
    """Year to date 2025/26: Coventry 7.3849 in all, 5.7479 in primary; England beside it; nobody else."""
    found = from_file(shared / "published" / YTD, "331")
    assert {f.area for f in found} == {"England", "Coventry"}
    coventry = {f.phase: f for f in found if f.area == "Coventry" and f.measure == "overall_absence"}
    assert {phase: str(f.rounded(4)) for phase, f in coventry.items()} == {
        "primary": "5.7479",
        "secondary": "9.2252",
        "special": "12.0166",
        "all": "7.3849",
    }
    assert {(f.academic_year, f.series) for f in found} == {("2025/26", DAILY)}


def test_a_file_of_the_census(shared: Path) -> None:
    """Thirteen years; 2018/19 of Coventry is 4.76564, shown as 4.8."""
    found = from_file(shared / "published" / "ees_absence_3term_200607_201819_coventry_wm_england.csv", "331")
    latest = beside(found, "Coventry", "all", CENSUS, "2025/26")
    assert (latest["overall_absence"].percent, str(latest["overall_absence"].rounded())) == (Decimal("4.76564"), "4.8")
    assert len({f.academic_year for f in found}) == 13


def test_hidden_figures_are_passed_over(shared: Path) -> None:
    """The City of London has one primary: its figures are ``c``, so only England is left."""
    assert {f.area for f in from_file(shared / "published" / YTD, "201")} == {"England"}


@pytest.mark.parametrize(
    "name", ["daily_attendance_coventry_england_2022_2025.csv", "mass_quine.csv", "README.md", "none.csv"]
)
def test_a_file_without_yearly_figures(shared: Path, name: str) -> None:
    """Days and weeks are no year, and other files no figures: said, with what to download."""
    with pytest.raises(CityError, match="holds no yearly figure"):
        from_file(shared / "published" / name, "331")


def test_the_name_of_an_authority() -> None:
    """Only those of which the project has figures."""
    assert area_of("331") == "Coventry"
    assert area_of("999") is None
