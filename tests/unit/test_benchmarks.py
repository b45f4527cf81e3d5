"""Are published figures found, kept apart by series, and never those of a day?"""

from decimal import Decimal
from pathlib import Path

import pytest

from attendlib.benchmarks import CENSUS, DAILY, areas_of, beside, from_file, from_rules, neighbours_beside
from attendlib.errors import CityError
from attendlib.rounding import half_up

YTD = "EES_ytd_202526_to_2026-07-10.csv"


def test_the_projects_own_figures() -> None:
    """Full-year census figures of 2024/25: England 6.78 overall, Coventry 7.19; persistent 18.14 and 20.23."""
    for area, overall, persistent in [("England", "6.78", "18.14"), ("Coventry", "7.19", "20.23")]:
        found = beside(from_rules("331"), area, "all", CENSUS, "2025/26")
        assert {f.academic_year for f in found.values()} == {"2024/25"}
        assert found["overall_absence"].percent == Decimal(overall)
        assert found["persistent_absence"].percent == Decimal(persistent)
        assert all(f.source for f in found.values())


def test_the_latest_year_not_after_the_own() -> None:
    """A report on 2020/21 stands beside 2020/21, one on 2019/20 (never published) beside 2018/19, older ones alone."""
    years = {
        up_to: {f.academic_year for f in beside(from_rules("331"), "England", "all", CENSUS, up_to).values()}
        for up_to in ("2020/21", "2019/20", "2014/15")
    }
    assert years == {"2020/21": {"2020/21"}, "2019/20": {"2018/19"}, "2014/15": set()}


def test_the_two_series_are_never_mixed() -> None:
    """Every figure that stands together is of one series, phase and area."""
    for series in (CENSUS, DAILY):
        found = beside(from_rules("331"), "England", "primary", series, "2025/26")
        assert {(f.series, f.phase, f.area) for f in found.values()} == {(series, "primary", "England")}


def test_a_file_of_daily_data(shared: Path) -> None:
    """Year to date 2025/26: Coventry 7.3849 in all, 5.7479 in primary; its region and England beside it; nobody
    else."""
    found = from_file(shared / "published" / YTD, "331")
    assert areas_of(found) == ("England", "West Midlands", "Coventry")
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
    """The City of London has one primary: its figures are ``c``, so only England and its region are left."""
    assert {f.area for f in from_file(shared / "published" / YTD, "201")} == {"England", "London"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "daily_attendance_coventry_england_2022_2025.csv",
            "no yearly figure of absence for England or local authority",
        ),
        ("mass_quine.csv", "the first row does not have the column time_period, time_identifier"),
        ("pt_201819_england_abs.csv", "the first row does not have the column time_period, time_identifier"),
        ("none.csv", "the file cannot be opened"),
    ],
)
def test_a_file_without_yearly_figures(shared: Path, name: str, says: str) -> None:
    """Days and weeks are no year, and other files no figures: said, with what to download."""
    with pytest.raises(CityError, match=f"^{name}: {says}.*Download one of the files"):
        from_file(shared / "published" / name, "331")


HEAD = "time_period,time_identifier,geographic_level,old_la_code,la_name,education_phase,overall_absence_perc,pa_perc"
ENGLAND, COVENTRY = (
    "202526,Academic year,National,,,Total,6.5,17.5",
    "202526,Academic year,Local authority,331,Coventry",
)


def downloaded(folder: Path, *rows: str, head: str = HEAD) -> Path:
    place = folder / "ees.csv"
    place.write_text("\n".join([head, *rows, ""]), encoding="utf-8-sig")
    return place


@pytest.mark.parametrize("symbol", ["c", "z", "x", "low", ":", "", "SUPP", "NE"])
def test_a_symbol_is_no_figure_and_no_mistake(tmp_path: Path, symbol: str) -> None:
    """What stands where a figure is hidden or was not published, in any release."""
    found = from_file(downloaded(tmp_path, ENGLAND, f"{COVENTRY},Primary,5.7479,{symbol}"), "331")
    assert [(f.area, f.phase, f.measure, str(f.percent)) for f in found] == [
        ("England", "all", "overall_absence", "6.5"),
        ("England", "all", "persistent_absence", "17.5"),
        ("Coventry", "primary", "overall_absence", "5.7479"),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f'{COVENTRY},Primary,"5,7479",20', "row 3, column overall_absence_perc: neither a percentage nor a symbol"),
        (f"{COVENTRY},Primary,5.7,2000", "row 3, column pa_perc: neither a percentage nor a symbol"),
        (f"{COVENTRY},Primary,5.7,nan", "row 3, column pa_perc: neither"),
        (f"{COVENTRY},Primary,5.7", "row 3 has 7 cells where the header has 8"),
        (f'{COVENTRY},Primary,5.7,"20', "row 3 has a quotation mark that is not closed"),
        (f"{COVENTRY.replace('202526', '2025')},Primary,5.7,20", "row 3, column time_period: not an academic year"),
        (f"{ENGLAND.replace('6.5', '7.5')}", "rows 2 and 3 give different figures for the same area, phase and year"),
        (ENGLAND, None),
        (f"{COVENTRY.replace('331', '332')},Primary,rubbish,rubbish", None),
        ("2025,Week 37,National,,,Total,rubbish,rubbish", None),
    ],
)
def test_a_mistake_is_named_with_row_and_column(tmp_path: Path, row: str, says: str | None) -> None:
    """Of the rows that are used. A file that is also split by something else contradicts itself; the same row twice
    does not."""
    place = downloaded(tmp_path, ENGLAND, row)
    if says is None:
        assert len(from_file(place, "331")) == 2
    else:
        with pytest.raises(CityError, match=f"^ees.csv: {says}"):
            from_file(place, "331")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (HEAD.replace("old_la_code", "la"), "does not have the column old_la_code"),
        (HEAD.replace("education_phase", "phase"), "does not have the column education_phase or school_type"),
        (HEAD.replace("_perc", ""), "does not have the column sess_overall_percent or overall_absence_perc"),
        (HEAD.replace(",", ";"), "does not have the column time_period"),
        (HEAD.replace("pa_perc", "la_name"), "a column name stands twice"),
    ],
)
def test_a_column_that_is_not_there_is_named(tmp_path: Path, head: str, says: str) -> None:
    """A file somebody has changed, or of another series."""
    with pytest.raises(CityError, match=says):
        from_file(downloaded(tmp_path, ENGLAND, head=head), "331")


@pytest.mark.parametrize("data", [b"", b"a\x00b", b"\x81"])
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes) -> None:
    """Empty, damaged, in no known encoding."""
    (tmp_path / "ees.csv").write_bytes(data)
    with pytest.raises(CityError, match=r"^ees.csv: "):
        from_file(tmp_path / "ees.csv", "331")


def test_what_a_city_is_set_beside() -> None:
    """England, and the region and authority of which the project has figures; of another authority England alone."""
    assert areas_of(from_rules("331")) == ("England", "West Midlands", "Coventry")
    assert areas_of(from_rules("999")) == ("England",)


def test_the_middle_one_of_the_neighbours(shared: Path) -> None:
    """Of Sandwell 6.8262, Walsall 7.4188 and Doncaster 6.7915 it is Sandwell's; with Birmingham's 7.0435 the middle of
    the two inner ones, 6.9348. They are not among the areas, and there is none where the file has none of them."""
    for near, rate in ((("333", "335", "371"), "6.8262"), (("330", "333", "335", "371"), "6.9348")):
        found = from_file(shared / "published" / YTD, "331", near)
        assert areas_of(found) == ("England", "West Midlands", "Coventry")
        told = neighbours_beside(found, "all", DAILY, "2025/26")
        assert told is not None
        middle, counted = told.measures["overall_absence"]
        assert (told.academic_year, counted, str(half_up(middle, 4))) == ("2025/26", len(near), rate)
    assert neighbours_beside(from_file(shared / "published" / YTD, "331"), "all", DAILY, "2025/26") is None
