"""Do the bands of absence add up to the published counts of persistent and severe absence?"""

from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pandas as pd
import pytest
from tiny import TinyCity

from attendlib.measures import Asked, Window
from attendlib.measures.band_edges import lower_edges
from attendlib.measures.bands import band_of
from attendlib.measures.classes import share_missed
from attendlib.policy import rule
from attendlib.rounding import percent

YEAR = date(2018, 10, 1)
ASKED = Asked(("phase",), Window(YEAR, YEAR))
PHASES = {"State-funded primary": "primary", "State-funded secondary": "secondary", "Special": "special"}
PERSISTENT = {
    ("201617", "primary"): (2441, 27538),
    ("201617", "secondary"): (2653, 18942),
    ("201617", "special"): (234, 763),
    ("201718", "primary"): (2664, 27766),
    ("201718", "secondary"): (2685, 18804),
    ("201718", "special"): (263, 796),
    ("201819", "primary"): (2614, 28123),
    ("201819", "secondary"): (2686, 19444),
    ("201819", "special"): (286, 859),
}
"""(persistently absent, enrolments) of Coventry as the census published them."""
ENGLAND = (3798488, 2028240, 744983, 294149, 145177, 85558, 56070, 39313, 30412, 23382, 150260)
"""England 2022/23: enrolments from 0 to under 5% ... 50% or more."""


@pytest.fixture(scope="module")
def bands(shared: Path) -> pd.DataFrame:
    """Coventry's enrolments by year and phase in eleven bands, named by lower edge."""
    frame = pd.read_csv(
        shared / "published" / "absence_bands_distribution_coventry_201617_202223.csv", dtype=str, keep_default_na=False
    )
    columns = [c for c in frame if c.startswith("pct")]
    frame["phase"] = frame["school_type"].map(PHASES)
    summed = frame.astype(dict.fromkeys(columns, "int64")).groupby(["time_period", "phase"])[columns].sum()
    return summed.set_axis(list(lower_edges(ASKED)), axis="columns")


def one_by_one(counts: "pd.Series[int]", possible: int = 360) -> pd.DataFrame:
    """An enrolment for each one counted, its absence spread over the whole of its band, edges included."""
    edges = [*counts.index, 100]
    chance = np.random.default_rng(1)
    absent = []
    for low, high, count in zip(edges, edges[1:], counts, strict=False):
        first, last = -(-low * possible // 100), -(-high * possible // 100)
        some = chance.integers(first, max(last, first + 1), count)
        some[:2] = [first, last - 1][:count]
        absent.append(some)
    return pd.DataFrame({"absent": np.concatenate(absent), "possible": possible})


@pytest.mark.parametrize(("year", "phase"), PERSISTENT)
def test_enrolments_in_bands_are_classed_as_published(bands: pd.DataFrame, year: str, phase: str) -> None:
    """O5: enrolments built to lie in the published bands come back in those bands, those of 10% and more are the
    persistently absent of the census to the last one, and those of 50% and more the severely absent."""
    counts = bands.loc[(year, phase)]
    table = ibis.memtable(one_by_one(counts))
    flags = {name: share_missed(rule(f"{name}_absence").on(YEAR)) for name in ("persistent", "severe")}
    told = table.mutate(
        band=band_of(table, lower_edges(ASKED)), **{name: flag(table) for name, flag in flags.items()}
    ).to_pandas()
    assert told["band"].value_counts().reindex(counts.index, fill_value=0).tolist() == counts.tolist()
    assert (int(told["persistent"].sum()), len(told)) == PERSISTENT[year, phase]
    assert int(told["severe"].sum()) == counts[50]


def test_rates_from_bands_are_those_of_the_interactive_tool(bands: pd.DataFrame, shared: Path) -> None:
    """48 of 48 cells: persistent and severe absence of six years and four phases, to two decimal places."""
    lait = pd.read_csv(shared / "published" / "lait_absence_england_coventry_wm.csv", dtype=str)
    printed = lait[lait["area"] == "Coventry"].set_index(["year", "phase", "measure"])["value"].astype(float)
    whole = bands.groupby(level=0).sum()
    whole.index = pd.MultiIndex.from_product([whole.index, ["all"]], names=bands.index.names)
    same = []
    for (year, phase), counts in pd.concat([bands, whole]).iterrows():
        for measure, name in [("persistent_absence_rate", "persistent"), ("severe_absence_rate", "severe")]:
            edge = rule(f"{name}_absence").on(YEAR)["percent"]
            ours = percent(counts[counts.index >= edge].sum(), counts.sum(), 2)
            same.append(float(ours or 0) == printed[year, phase, measure])
    assert (sum(same), len(same)) == (48, 48)


def test_england_2022_23() -> None:
    """The published vector: 7,396,032 enrolments, 21.22% persistent, 2.03% severe."""
    counts = pd.Series(ENGLAND, index=list(lower_edges(ASKED)))
    assert counts.sum() == 7_396_032
    rates = [percent(counts[counts.index >= edge].sum(), counts.sum(), 2) for edge in (10, 50)]
    assert [str(rate) for rate in rates] == ["21.22", "2.03"]


EDGES = {
    "/*40": 0,
    "I*1 /*20": 0,
    "I*1 /*19": 5,
    "I*3 /*28": 5,
    "I*2 /*18": 10,
    "I*20 /*21": 45,
    "I*9 /*9": 50,
    "I*10": 50,
}


def test_a_band_runs_from_its_edge_to_under_the_next(tiny_city: TinyCity) -> None:
    """1 of 21 is below 5%, 1 of 20 is exactly 5% and in the next band; 48.8% is below the last, half is in it."""
    for number, marks in enumerate(EDGES):
        tiny_city.pupil(marks, house=f"{number}")
    found = tiny_city.asked("house", split="band")
    assert {row["house"]: row["band"] for row in found} == {str(n): band for n, band in enumerate(EDGES.values())}
    assert all(row["enrolments"] == 1 for row in found)


def test_bands_hold_everybody_with_a_possible_session(tiny_city: TinyCity) -> None:
    """Bands of a group add up to its enrolments; nobody without a possible session is in one."""
    for absent in range(0, 21, 2):
        tiny_city.pupil(f"I*{absent} /*{20 - absent}", sex="FM"[absent % 4 // 2])
    tiny_city.pupil("X*3", sex="F")
    rows = tiny_city.asked("sex", split="band")
    enrolments = {row["sex"]: row["enrolments"] for row in tiny_city.asked("sex")}
    for sex, whole in enrolments.items():
        assert sum(row["enrolments"] for row in rows if row["sex"] == sex) == whole
    assert sum(enrolments.values()) == 11
