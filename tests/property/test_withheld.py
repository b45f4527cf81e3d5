"""Whatever the schools: can nobody work out a count that the city's tables withhold?"""

from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from attendlib.disclosure import small_numbers
from attendlib.measures import Window, rated
from attendlib.report.sections.measured import shown
from attendlib.report.sections.schools import of_schools
from attendlib.report.sections.withheld import withheld, withheld_alone
from attendlib.report.view import framed

RULE = small_numbers(date(2026, 3, 27))
CLASSES = ("persistently_absent", "severely_absent")
PHASES = ("primary", "secondary", "special")

one_school = st.tuples(st.sampled_from(PHASES), st.integers(1, 40), st.integers(0, 40), st.integers(0, 40))
cities = st.lists(one_school, min_size=1, max_size=7)


def city(held: list[tuple[str, int, int, int]]) -> Any:
    """A view of a city of such schools: phase, enrolments, and how many are in each class, severe ones among the
    persistent."""
    rows = []
    for number, (phase, enrolments, persistent, severe) in enumerate(held):
        counts = min(persistent, enrolments), min(severe, persistent, enrolments)
        rows.append({"school": f"{999001 + number}", "phase": phase, "city": "city", "enrolments": enrolments}
                    | dict(zip(CLASSES, counts, strict=True)) | {"possible": 100, "absent": 5})  # fmt: skip
    frame = pd.DataFrame(rows)

    def own(by: str) -> pd.DataFrame:
        import pyarrow as pa

        summed = frame.groupby(by, as_index=False)[["enrolments", *CLASSES, "possible", "absent"]].sum()
        return framed(rated(pa.Table.from_pandas(summed, preserve_index=False), places=1))

    schools = [SimpleNamespace(urn=row["school"], phase=row["phase"]) for row in rows]
    window = Window(date(2025, 8, 1), date(2026, 3, 27))
    open_ = SimpleNamespace(city=SimpleNamespace(schools=schools))
    return SimpleNamespace(public=True, own=own, open=open_, window=window), frame


def bounds(view: Any, frame: pd.DataFrame, name: str) -> list[tuple[int, int]]:
    """The least and the most that each school's count could be for somebody who knows all enrolments and everything
    that the tables of schools and phases, and the headline, show of ``name``."""
    schools, phases = of_schools(view), withheld(view, shown(view.own("phase")))
    whole = withheld_alone(view, shown(view.own("city")))
    rows, totals = [], []

    def known(members: np.ndarray, value: object) -> None:
        if value != "c":
            rows.append(members.astype(float))
            totals.append(value)

    for at, value in enumerate(schools[name]):
        known(np.arange(len(frame)) == at, value)
    for phase, value in zip(phases.phase, phases[name], strict=True):
        known((frame.phase == phase).to_numpy(), value)
    known(np.ones(len(frame), dtype=bool), whole[name].iloc[0])
    limits = [(0, int(size)) for size in frame.enrolments]
    found = []
    for at in range(len(frame)):
        aim = (np.arange(len(frame)) == at).astype(float)
        how = {"A_eq": np.array(rows), "b_eq": np.array(totals, dtype=float)} if rows else {}
        least, most = (linprog(sign * aim, bounds=limits, **how) for sign in (1, -1))
        assert least.status == most.status == 0
        found.append((round(least.fun), round(-most.fun)))
    return found


@settings(deadline=None, max_examples=25)
@given(cities)
def test_no_withheld_count_of_a_school_can_be_told(held: list[tuple[str, int, int, int]]) -> None:
    """With the totals of its phase and of the city, and every other school: by linear programming each count withheld
    of somebody could be several numbers, not all of them small. No count shown is small."""
    view, frame = city(held)
    schools = of_schools(view)
    for name in CLASSES:
        total = int(frame[name].sum()), int(frame.enrolments.sum())
        told = bounds(view, frame, name)
        counted = zip(schools.to_dict("records"), told, frame.enrolments, frame[name], strict=True)
        for row, (least, most), size, count in counted:
            if row[name] != "c":
                assert not RULE.is_small_count(row[name], size)
            elif count and not RULE.is_small_count(*total):
                assert least < most
                # Of a group of a few any count is small; but then not even its size is shown.
                assert size < RULE.fewest or not all(
                    RULE.is_small_count(value, size) for value in range(least, most + 1)
                )


@settings(deadline=None, max_examples=25)
@given(cities)
def test_a_group_of_a_few_shows_nothing(held: list[tuple[str, int, int, int]]) -> None:
    """A school of one to nine pupils has no figure at all, its attendance neither."""
    view, frame = city(held)
    for row, size in zip(of_schools(view).to_dict("records"), frame.enrolments, strict=True):
        if size < RULE.fewest:
            assert {row[key] for key in ("enrolments", "absence_percent", *CLASSES)} == {"c"}
