"""Are the published figures that travel with the package those that were published?"""

from pathlib import Path

import pandas as pd
import pytest

from attendlib import policy

PHASES = {"Primary": "primary", "Secondary": "secondary", "Special": "special", "Total": "all"}
GROUPS = {
    "_cla": "children looked after",
    "_cin": "children in need",
    "_cpp": "children on a protection plan",
    "_four_year_olds": "four-year-olds",
}


def test_the_full_year_figures_are_those_of_the_interactive_tool(shared: Path) -> None:
    """All 735 full-year rates of England, West Midlands and Coventry, to the last digit printed."""
    lait = pd.read_csv(shared / "published" / "lait_absence_england_coventry_wm.csv", dtype=str, keep_default_na=False)
    measure = lait["measure"].str.removesuffix("_rate")
    lait["group"] = "all pupils"
    for suffix, group in GROUPS.items():
        lait.loc[lait["measure"].str.endswith(suffix), "group"] = group
        measure = measure.str.removesuffix(f"_rate{suffix}")
    lait["academic_year"] = lait["year"].str[:4] + "/" + lait["year"].str[4:]
    want = lait.assign(measure=measure).rename(columns={"value": "percent"})
    columns = ["academic_year", "area", "phase", "group", "measure", "percent"]
    ours = pd.DataFrame(policy.benchmarks("full_year_census"))[columns]
    pd.testing.assert_frame_equal(
        ours.sort_values(columns, ignore_index=True), want[columns].sort_values(columns, ignore_index=True)
    )
    assert len(ours) == 735


@pytest.mark.parametrize(
    ("file", "year"), [("EES_ytd_202425.csv", "2024/25"), ("EES_ytd_202526_to_2026-07-10.csv", "2025/26")]
)
def test_the_year_to_date_figures_are_those_of_the_daily_data(shared: Path, file: str, year: str) -> None:
    """Every rate kept for England, West Midlands and Coventry is the published one to two decimal places."""
    daily = pd.read_csv(shared / "published" / file, dtype=str, keep_default_na=False)
    names = {"attendance": "attendance_perc", "overall_absence": "overall_absence_perc"}
    names |= {"persistent_absence": "pa_perc", "unauthorised_absence": "unauthorised_absence_perc"}
    levels = {"England": "National", "West Midlands": "Regional", "Coventry": "Local authority"}
    place = {"England": "country_name", "West Midlands": "region_name", "Coventry": "la_name"}
    rows = [row for row in policy.benchmarks("daily_year_to_date") if row["academic_year"] == year]
    for row in rows:
        area = row["area"]
        here = (daily["geographic_level"] == levels[area]) & (daily[place[area]] == area)
        found = daily[here & (daily["education_phase"].map(PHASES) == row["phase"])]
        assert len(found) == 1, row
        assert abs(float(found.iloc[0][names[row["measure"]]]) - float(row["percent"])) <= 0.005 + 1e-9, row
    assert len(rows) >= 15


def test_the_shares_of_codes_are_those_of_the_daily_data(shared: Path) -> None:
    """Sessions with the code in 100 possible sessions, England 2025/26, for each of the 21 entries."""
    daily = pd.read_csv(shared / "published" / "EES_ytd_202526_to_2026-07-10.csv", dtype=str, keep_default_na=False)
    nation = daily[(daily["geographic_level"] == "National") & (daily["education_phase"] == "Total")].iloc[0]
    columns = {name.split("_")[1].upper(): name for name in daily.columns if name.startswith("reason_")}
    columns["/ and \\"] = "reason_present"
    rows = policy.benchmarks("code_shares")
    for row in rows:
        share = float(nation[columns[row["code"]]]) / float(nation["possible_sessions"]) * 100
        digits = len(row["percent_of_possible"].partition(".")[2])
        assert abs(share - float(row["percent_of_possible"])) <= 0.5 * 10**-digits + 1e-9, row["code"]
    assert len(rows) == 21


def test_the_bands_of_england_give_the_published_rates() -> None:
    """England 2022/23: 7,396,032 enrolments, 21.22% persistently and 2.03% severely absent, from the eleven bands."""
    bands = {int(row["lower_edge"]): int(row["enrolments"]) for row in policy.benchmarks("absence_bands")}
    assert tuple(bands) == policy.rule("absence_bands").on(policy.academic_year_start("2022/23"))["lower_edges"]
    total = sum(bands.values())
    persistent = sum(count for edge, count in bands.items() if edge >= 10)
    assert (total, f"{persistent / total:.4f}", f"{bands[50] / total:.4f}") == (7396032, "0.2122", "0.0203")


def test_the_groups_of_the_attainment_study_add_up() -> None:
    """In each key stage the groups add up to the published total, in pupils and in sessions."""
    table = pd.DataFrame(policy.benchmarks("absence_by_attainment"))
    counts = ["pupils", "possible_sessions", "absent_sessions"]
    table[counts] = table[counts].astype("int64")
    everyone = table["attainment"] == "all"
    pd.testing.assert_frame_equal(
        table[~everyone].groupby("key_stage")[counts].sum(), table[everyone].set_index("key_stage")[counts]
    )


def test_every_figure_names_its_source() -> None:
    """No published figure without its document."""
    assert all(row["source"] for name in policy.benchmark_names() for row in policy.benchmarks(name))
