"""Do the published tables of absence and attainment come out of the published counts?"""

from collections.abc import Sequence

import pandas as pd
import pytest

from attendlib.policy import benchmarks
from attendlib.research import absence_by_attainment, attainment_by_band


def published(key_stage: str) -> pd.DataFrame:
    """DfE's table of 2018/19 for one key stage: pupils, sessions and the printed percentage by attainment."""
    rows = pd.DataFrame([row for row in benchmarks("absence_by_attainment") if row["key_stage"] == key_stage])
    numbers = {"pupils": int, "possible_sessions": int, "absent_sessions": int, "percent": float}
    return rows.astype(numbers).rename(columns={"possible_sessions": "possible", "absent_sessions": "absent"})


@pytest.mark.parametrize("key_stage", ["KS2", "KS4"])
def test_absence_by_attainment_is_the_published_table(key_stage: str) -> None:
    """Fed the published counts of each group, the table has the printed percentages, and its last row is the printed
    row of all pupils."""
    rows = published(key_stage)
    groups = rows[rows.attainment != "all"]
    found = absence_by_attainment(groups, "attainment", order=groups.attainment.tolist())
    assert found.group.tolist() == [*groups.attainment, "All pupils"]
    for ours, theirs in (
        ("pupils", "pupils"),
        ("possible", "possible"),
        ("absent", "absent"),
        ("absence_percent", "percent"),
    ):
        assert found[ours].tolist() == rows[theirs].tolist()


def evenly(pupils: int, share: float) -> Sequence[int]:
    """1 for as many of the pupils as make the share, 0 for the others."""
    return [1] * round(pupils * share / 100) + [0] * (pupils - round(pupils * share / 100))


def test_attainment_by_band_is_the_published_table() -> None:
    """As many pupils in each of the first three bands of KS2 as were published, with as many who met the standard:
    83.9%, 78.9% and 74.7%."""
    bands = {"no absence": 0, "more than 0 and under 1%": 5, "1% and under 2%": 25}
    rows = [r for r in benchmarks("attainment_by_absence") if r["pupils"] and r["key_stage"] == "KS2"]
    parts = [
        pd.DataFrame(
            {"absent": bands[r["absence"]], "possible": 1510, "passed": evenly(int(r["pupils"]), float(r["percent"]))}
        )
        for r in rows
    ]
    found = attainment_by_band(pd.concat(parts, ignore_index=True), [0, 1, 2])
    assert found.group.tolist() == [*bands, "2% or more"]
    assert found.pupils.tolist() == [2512, 68940, 110003, 0]
    assert found.percent.tolist()[:3] == [83.9, 78.9, 74.7]
