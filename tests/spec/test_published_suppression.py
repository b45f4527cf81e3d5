"""Does the rule say which figures DfE hid?"""

from pathlib import Path

import pandas as pd
import pytest

from attendlib.policy import academic_year_start, rule


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_performance_tables_hide_counts_of_one_and_two(shared: Path) -> None:
    """O3: exactly the 864 schools with 1 (376) or 2 (488) persistently absent show SUPP; the 160 with none show 0."""
    told = rule("published_suppression").on(academic_year_start("2018/19"))["performance_tables"]
    counts = read(shared / "published" / "ees_school_absence_201819_all_schools_slim.csv")
    table = read(shared / "published" / "pt_201819_england_abs.csv")
    both = table[table["URN"] != ""].merge(counts, left_on="URN", right_on="urn")
    persistent = both["enrolments_pa_10_exact"].astype("int64")
    hidden = both["PPERSABS10"] == told["symbol"]
    pd.testing.assert_series_equal(hidden, persistent.isin(told["hidden_counts"]), check_names=False)
    assert persistent[hidden].value_counts().to_dict() == {2: 488, 1: 376}
    assert (len(both), int((persistent[~hidden] == 0).sum())) == (21214, 160)


@pytest.mark.parametrize(
    ("file", "year", "rows"),
    [("EES_ytd_202425.csv", "2024/25", 3), ("EES_ytd_202526_to_2026-07-10.csv", "2025/26", 4)],
)
def test_daily_data_hide_authorities_with_one_school(shared: Path, file: str, year: str, rows: int) -> None:
    """O9: the rows whose figures are ``c`` are exactly those of local authorities that rest on one school."""
    told = rule("published_suppression").on(academic_year_start(year))["daily_data"]
    daily = read(shared / "published" / file)
    schools = pd.to_numeric(daily["num_schools"], errors="coerce")
    alone = (daily["geographic_level"] == "Local authority") & (schools == told["hidden_number_of_schools"])
    for column in ("possible_sessions", "overall_absence", "overall_absence_perc", "pa_perc"):
        pd.testing.assert_series_equal(daily[column] == told["symbol"], alone, check_names=False)
    assert int(alone.sum()) == rows
