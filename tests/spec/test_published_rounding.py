"""Does the rounding reproduce what DfE printed for 21,214 schools?"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attendlib.rounding import as_published, percent, percents


@pytest.fixture(scope="module")
def schools(shared: Path) -> pd.DataFrame:
    """Counts of 2018/19 beside the printed rates, one row per school."""
    folder, text = shared / "published", {"dtype": str, "keep_default_na": False}
    counts = pd.read_csv(folder / "ees_school_absence_201819_all_schools_slim.csv", **text)  # type: ignore[call-overload]
    table = pd.read_csv(folder / "pt_201819_england_abs.csv", **text)  # type: ignore[call-overload]
    both: pd.DataFrame = table[table["URN"] != ""].merge(counts.rename(columns={"urn": "URN"}), on="URN")
    numbers = ["sess_overall", "sess_possible", "enrolments_pa_10_exact", "enrolments"]
    return both.astype(dict.fromkeys(numbers, "int64"))


@pytest.fixture(scope="module")
def shown(schools: pd.DataFrame) -> pd.DataFrame:
    """The schools whose persistent absence is printed."""
    return schools[schools["PPERSABS10"] != "SUPP"]


def agreeing(table: pd.DataFrame, part: str, whole: str, printed: str, rule: Callable[[int, int], object]) -> pd.Series:
    """For each school, whether the rule gives the printed rate."""
    return pd.Series(
        [rule(p, w) == float(t) for p, w, t in zip(table[part], table[whole], table[printed], strict=True)],
        index=table.index,
    )


def decimal_half_up(part: int, whole: int) -> float:
    return float(percent(part, whole) or 0)


def language_round(part: int, whole: int) -> float:
    return round(part / whole * 100, 1)


def test_overall_absence_as_published(schools: pd.DataFrame) -> None:
    """O1: every one of 21,214 printed rates of overall absence."""
    same = agreeing(schools, "sess_overall", "sess_possible", "PERCTOT", as_published)
    assert (int(same.sum()), len(same)) == (21214, 21214)


def test_persistent_absence_as_published(shown: pd.DataFrame) -> None:
    """O2: every one of 20,350 printed rates of persistent absence."""
    same = agreeing(shown, "enrolments_pa_10_exact", "enrolments", "PPERSABS10", as_published)
    assert (int(same.sum()), len(same)) == (20350, 20350)


def test_our_own_rounding_differs_from_the_printed_tables_in_two_schools(shown: pd.DataFrame) -> None:
    """Half up in decimal misses 51 of 80 and 29 of 400, exact ties which binary floats put just below the half."""
    same = agreeing(shown, "enrolments_pa_10_exact", "enrolments", "PPERSABS10", decimal_half_up)
    missed = shown[~same]
    assert (int(same.sum()), sorted(missed["URN"])) == (20348, ["104739", "125905"])
    assert sorted(zip(missed["enrolments_pa_10_exact"], missed["enrolments"], strict=True)) == [(29, 400), (51, 80)]


def test_our_own_rounding_gives_every_printed_overall_absence(schools: pd.DataFrame) -> None:
    """Half up in decimal agrees with all 21,214 printed rates of overall absence."""
    assert agreeing(schools, "sess_overall", "sess_possible", "PERCTOT", decimal_half_up).all()


def test_the_rounding_of_the_language_misses_83_schools(shown: pd.DataFrame) -> None:
    """Half to even reproduces only 20,267 of 20,350: the control that shows what these tests can see."""
    assert int(agreeing(shown, "enrolments_pa_10_exact", "enrolments", "PPERSABS10", language_round).sum()) == 20267


def test_columns_are_rounded_like_single_figures(shown: pd.DataFrame) -> None:
    """``percents`` on whole columns gives what ``percent`` gives one by one."""
    part, whole = shown["enrolments_pa_10_exact"], shown["enrolments"]
    one_by_one = [decimal_half_up(p, w) for p, w in zip(part, whole, strict=True)]
    np.testing.assert_array_equal(percents(part, whole), np.array(one_by_one))


@pytest.mark.parametrize(
    ("code", "phase"), [("PRI", "State-funded primary"), ("SEC", "State-funded secondary"), ("SPE", "Special")]
)
def test_the_national_rows(shared: Path, schools: pd.DataFrame, code: str, phase: str) -> None:
    """The national rates follow from the sums over schools, pooled and rounded once."""
    table = pd.read_csv(shared / "published" / "pt_201819_england_abs.csv", dtype=str, keep_default_na=False)
    printed = table[(table["LA"] == "NAT") & (table["ESTAB"] == code)].iloc[0]
    sums = schools[schools["school_type"] == phase].sum(numeric_only=True)
    assert decimal_half_up(sums["sess_overall"], sums["sess_possible"]) == float(printed["PERCTOT"])
    assert decimal_half_up(sums["enrolments_pa_10_exact"], sums["enrolments"]) == float(printed["PPERSABS10"])
