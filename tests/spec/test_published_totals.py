"""Do published counts, put through our own pooling and rounding, give the published rates?"""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from attendlib.measures import rated
from attendlib.rounding import percent

COUNTS = [
    "enrolments",
    "sess_possible",
    "sess_overall",
    "sess_authorised",
    "sess_unauthorised",
    "enrolments_pa_10_exact",
]
OURS = dict(
    zip(COUNTS, ["enrolments", "possible", "absent", "authorised", "unauthorised", "persistently_absent"], strict=True)
)
"""DfE's names of the counts and ours."""
PHASES = {
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
    "Special": "special",
    "Total": "all",
}
AREAS = {"National": "England", "Regional": "West Midlands", "Local authority": "Coventry"}
MEASURES = {
    "overall_absence_rate": "absence_percent",
    "authorised_absence_rate": "authorised_percent",
    "unauthorised_absence_rate": "unauthorised_percent",
    "persistent_absence_rate": "persistently_absent_percent",
}
DASHBOARD = "dashboard_202526_w37_daily_weekly_ytd_coventry_england.csv"
WEST_MIDLANDS = {"330", "331", "332", "333", "334", "335", "336", "860", "861", "884", "885", "893", "894", "937"}


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def rates(counts: pd.DataFrame, places: int = 2) -> pd.DataFrame:
    """Our rates of a frame of DfE's counts, on the same index."""
    table = pa.Table.from_pandas(counts[COUNTS].rename(columns=OURS), preserve_index=False)
    return rated(table, places=places).to_pandas().set_axis(counts.index)


@pytest.fixture(scope="module")
def census(shared: Path) -> pd.DataFrame:
    """Coventry's schools, Coventry, West Midlands and England, 2006/07 to 2018/19, counts as integers."""
    frame = read(shared / "published" / "ees_absence_3term_200607_201819_coventry_wm_england.csv")
    return frame.astype(dict.fromkeys(COUNTS, "int64"))


@pytest.fixture(scope="module")
def schools(shared: Path) -> pd.DataFrame:
    """All 21,214 schools of 2018/19."""
    frame = read(shared / "published" / "ees_school_absence_201819_all_schools_slim.csv")
    return frame.astype(dict.fromkeys(COUNTS, "int64"))


def pooled(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return frame.groupby(by)[COUNTS].sum()


def test_an_authoritys_rate_is_its_schools_sessions_pooled(census: pd.DataFrame) -> None:
    """O4: in 39 of 39 year-phase cells and 13 of 13 totals the pooled school counts are Coventry's row, and our five
    rates of them are the published ones to the last digit printed."""
    school = census[census["geographic_level"] == "School"]
    city = census[census["geographic_level"] == "Local authority"]
    cells = pooled(school, ["time_period", "school_type"])
    totals = pooled(school, ["time_period"])
    totals.index = pd.MultiIndex.from_product([totals.index, ["Total"]], names=cells.index.names)
    ours = pd.concat([cells, totals]).sort_index()
    row = city.set_index(["time_period", "school_type"]).sort_index()
    pd.testing.assert_frame_equal(ours, row[COUNTS])
    assert len(ours) == 52
    for mine, published in [
        ("absence_percent", "sess_overall_percent"),
        ("authorised_percent", "sess_authorised_percent"),
        ("unauthorised_percent", "sess_unauthorised_percent"),
        ("persistently_absent_percent", "enrolments_pa_10_exact_percent"),
    ]:
        np.testing.assert_allclose(rates(ours, 5)[mine], row[published].astype(float), atol=1e-9)


@pytest.mark.parametrize("level", ["National", "Regional"])
def test_nation_and_region_are_all_their_schools_pooled(
    census: pd.DataFrame, schools: pd.DataFrame, level: str
) -> None:
    """O4: 2018/19 over 21,214 schools, by phase, is the national row, and over the 14 authorities the regional one."""
    inside = schools if level == "National" else schools[schools["old_la_code"].isin(WEST_MIDLANDS)]
    row = census[(census["geographic_level"] == level) & (census["time_period"] == "201819")].set_index("school_type")
    ours = pooled(inside, ["school_type"])
    pd.testing.assert_frame_equal(ours, row.loc[ours.index, COUNTS])
    pd.testing.assert_series_equal(ours.sum(), row.loc["Total", COUNTS], check_names=False, check_dtype=False)
    assert len(ours) == 3


def test_national_rates_as_printed_in_the_performance_tables(schools: pd.DataFrame, shared: Path) -> None:
    """The NAT rows: 4.0, 5.5 and 10.1 absence; 8.2, 13.7 and 28.8 persistent; all phases together 4.7 and 10.9."""
    table = read(shared / "published" / "pt_201819_england_abs.csv")
    printed = table[table["LA"] == "NAT"].set_index("ESTAB")
    ours = rates(pooled(schools, ["school_type"]), 1)
    for phase, code in [("State-funded primary", "PRI"), ("State-funded secondary", "SEC"), ("Special", "SPE")]:
        assert ours.loc[phase, "absence_percent"] == float(printed.loc[code, "PERCTOT"])
        assert ours.loc[phase, "persistently_absent_percent"] == float(printed.loc[code, "PPERSABS10"])
    whole = rates(schools[COUNTS].sum().to_frame().T, 1).iloc[0]
    assert (whole["absence_percent"], whole["persistently_absent_percent"]) == (4.7, 10.9)


def test_coventry_2018_19(census: pd.DataFrame) -> None:
    """115 schools, 48,426 enrolments, 819,557 of 17,197,212 sessions: 4.76564%, 3.32864, 1.43699, PA 11.53513; a mean
    of the schools' rates would say 4.863."""
    school = census[(census["geographic_level"] == "School") & (census["time_period"] == "201819")]
    whole = school[COUNTS].sum().to_frame().T
    assert whole.iloc[0].tolist() == [48_426, 17_197_212, 819_557, 572_434, 247_123, 5_586]
    row = rates(whole, 5).iloc[0]
    assert row[list(MEASURES.values())].tolist() == [4.76564, 3.32864, 1.43699, 11.53513]
    by_phase = rates(pooled(school, ["school_type"]), 5)["absence_percent"]
    assert by_phase.to_dict() == {
        "State-funded primary": 4.10766,
        "State-funded secondary": 5.41488,
        "Special": 12.07358,
    }
    mean = rates(school, 5)["absence_percent"].mean()
    assert len(school) == 115
    assert abs(mean - 4.863) < 0.001


def test_the_interactive_tool_holds_the_rates_of_the_census_counts(census: pd.DataFrame, shared: Path) -> None:
    """LAIT: 192 of 192 cells (England, West Midlands, Coventry; four phases; four measures; 2015/16 to 2018/19) are our
    rates of the counts to two decimal places."""
    lait = read(shared / "published" / "lait_absence_england_coventry_wm.csv")
    printed = lait.set_index(["year", "area", "phase", "measure"])["value"].astype(float)
    rows = census[(census["geographic_level"] != "School") & (census["time_period"] >= "201516")]
    ours = rates(rows)
    same = [
        ours.loc[i, mine]
        == printed[row["time_period"], AREAS[row["geographic_level"]], PHASES[row["school_type"]], name]
        for i, row in rows.iterrows()
        for name, mine in MEASURES.items()
    ]
    assert (sum(same), len(same)) == (192, 192)


@pytest.fixture(scope="module")
def week(shared: Path) -> pd.DataFrame:
    """Week 37 of 2025 in one release: days, the week, and the year to date."""
    frame = read(shared / "published" / DASHBOARD)
    numbers = [c for c in frame if c.startswith("reason_") or c.endswith(("_sessions", "_absence", "_attendance"))]
    numbers.append("approved_educational_activity")
    return frame.astype(dict.fromkeys(numbers, "int64") | {"enrolments": float, "num_schools": float})


def test_a_week_is_its_five_days(week: pd.DataFrame) -> None:
    """O7: in 8 of 8 rows every count of the week is the sum of its days; enrolments and schools are their mean. So a
    week's rate, as ours, is the pooled one."""
    keys = ["geographic_level", "education_phase"]
    days, weekly = week[week["breakdown"] == "Daily"], week[week["breakdown"] == "Weekly"].set_index(keys).sort_index()
    counts = [c for c in weekly if c.startswith("reason_") or c.endswith(("_sessions", "_absence", "_attendance"))]
    summed = days.groupby(keys)[counts].sum()
    pd.testing.assert_frame_equal(summed, weekly[counts])
    means = ["enrolments", "num_schools"]
    pd.testing.assert_frame_equal(days.groupby(keys)[means].mean(), weekly[means], rtol=1e-9)
    names = {"overall_absence": "absent", "possible_sessions": "possible"}
    ours = rated(pa.Table.from_pandas(summed[list(names)].rename(columns=names)), places=6).to_pandas()
    published = weekly["overall_absence_perc"].astype(float)
    np.testing.assert_allclose(ours["absence_percent"], published, atol=5e-7)
    assert (len(days), len(weekly)) == (40, 8)


def test_the_total_of_a_year_to_date_is_its_phases_pooled(week: pd.DataFrame) -> None:
    """The dashboard's total of persistent absence is the phases' pupils over the phases' enrolments: 1,447,921 of
    6,939,939 in England, 10,975 of 49,778 in Coventry."""
    ytd = week[week["breakdown"] == "YTD"].set_index(["geographic_level", "education_phase"])
    for level, pupils, enrolments in [("National", 1_447_921, 6_939_939), ("Local authority", 10_975, 49_778)]:
        part = ytd.loc[level, ["pa_flag", "ytd_enrolments"]].astype("int64")
        assert part.loc["Total"].tolist() == [pupils, enrolments] == part.drop("Total").sum().tolist()


def national(path: Path) -> pd.DataFrame:
    """England's year-to-date rows by phase."""
    frame = read(path)
    nation = frame[frame["geographic_level"] == "National"].set_index("education_phase")
    return nation.astype({"overall_absence": "int64", "possible_sessions": "int64"})


def our_total(nation: pd.DataFrame) -> float:
    """Our total of the phase rows: sessions pooled."""
    phases = nation.drop("Total")
    whole = percent(phases["overall_absence"].sum(), phases["possible_sessions"].sum(), 8)
    assert whole is not None
    return float(whole)


def test_our_total_is_the_published_one_since_2025_26(shared: Path) -> None:
    """O8: 2025/26 prints pooled sessions, as we do: 6.88324814; weighting by the census would give 6.8692."""
    nation = national(shared / "published" / "EES_ytd_202526_to_2026-07-10.csv")
    assert our_total(nation) == 6.88324814
    assert float(round_to(nation.loc["Total", "overall_absence_perc"], 8)) == 6.88324814
    assert round_to(weighted(nation), 4) == Decimal("6.8692")


def test_our_total_differs_from_the_published_one_of_2024_25(shared: Path) -> None:
    """O8: 2024/25 weighted the phases' rates by census enrolments (6.87019162); pooled, as ours, it is 6.8797."""
    nation = national(shared / "published" / "EES_ytd_202425.csv")
    assert round_to(our_total(nation), 4) == Decimal("6.8797")
    assert round_to(weighted(nation), 6) == round_to(nation.loc["Total", "overall_absence_perc"], 6)
    assert nation.loc["Total", "overall_absence_perc"] == "6.870191621"


def weighted(nation: pd.DataFrame) -> float:
    """The phases' rates weighted by census enrolments: the earlier way of the publication, never ours."""
    phases = nation.drop("Total")
    weights = phases["total_enrolments"].astype(float)
    return float((phases["overall_absence_perc"].astype(float) * weights).sum() / weights.sum())


def round_to(value: float | str, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places))


def test_coventry_year_to_date(shared: Path) -> None:
    """To 10 July 2026: primary 552,166 of 9,606,370; the phases pool to 1,294,461 of 17,528,399, which is 7.3849%."""
    frame = read(shared / "published" / "EES_ytd_202526_to_2026-07-10.csv")
    city = frame[frame["la_name"] == "Coventry"].set_index("education_phase")
    counts = city[["overall_absence", "possible_sessions"]].astype("int64")
    assert counts.loc["Primary"].tolist() == [552_166, 9_606_370]
    assert counts.drop("Total").sum().tolist() == [1_294_461, 17_528_399] == counts.loc["Total"].tolist()
    absent, possible = (counts.loc[["Primary", "Secondary", "Special", "Total"], c].tolist() for c in counts)
    ours = [percent(part, whole, 4) for part, whole in zip(absent, possible, strict=True)]
    assert ours == [Decimal(text) for text in ("5.7479", "9.2252", "12.0166", "7.3849")]
