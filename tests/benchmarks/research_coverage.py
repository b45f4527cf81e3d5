"""How often do intervals hold what was planted, over many invented cities?

Each city is made twice with the same seed: as it is, and with meetings that change nothing, which tells what the pupils
compared would have missed without one. That is the truth for letters too: half of the second letters lead to a meeting,
and what that changes is part of what the letter does. Run from the project's folder:

    python -m tests.benchmarks.research_coverage --cities 20 --pupils 2400
"""

import argparse
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity, open_city
from attendlib.research import impact, match, within_schools
from attendlib.research.models.fitted import Estimate
from attendlib.research.records import records
from attendlib.research.steps.found import DAYS
from attendlib.research.steps.matching import matched, with_expected
from attendlib.research.steps.moments import moments
from attendlib.synth import attainment, letters, make_city

SCHOOLS = 12


def made(folder: Path, pupils: int, seed: int) -> OpenCity:
    """A city of that seed."""
    make_city(folder, schools=SCHOOLS, pupils=pupils, seed=seed, faults=False)
    return open_city(folder / "city.yaml")


def compared(city: OpenCity, step: str) -> pd.DataFrame:
    """The pupils with a step who are set beside others."""
    rows = [(done.urn, done.upn, done.date) for done in city.city.interventions if done.step == step]
    given = pd.DataFrame(rows, columns=["urn", "upn", "day"])
    pairs = matched(with_expected(moments(records(city), given, step, DAYS).rows))
    return pairs[pairs.treated == 1]


def changed(pupils: pd.DataFrame, twin: OpenCity) -> float:
    """How much they missed in the days after, less what they missed where meetings change nothing."""
    held = records(twin)
    gone = []
    for one in pupils.itertuples():
        record = held[one.urn]
        place = record.upto(one.day)
        without = record.over(place, place + DAYS).rate[record.marks.roll.number[one.upn]]
        gone.append(one.after - without)
    return float(pd.Series(gone).mean())


def of_city(folder: Path, pupils: int, seed: int) -> dict[str, tuple[Estimate, float]]:
    """Each estimate beside the truth that was planted."""
    planted = letters.effects()
    city = made(folder / "city", pupils, seed)
    with patch.object(letters, "effects", lambda: {**planted, "meeting": 0.0}):
        twin = made(folder / "twin", pupils, seed)
    found = {step: (impact(city, step).effect, changed(compared(city, step), twin)) for step in planted}
    found["letter-b, where meetings change nothing"] = impact(twin, "letter-b").effect, 0.0
    for measure, slope in attainment.slopes().items():
        frame = match(city, measure).frame
        found[measure] = within_schools(frame, "score ~ absence + prior + fsm + sen").terms["absence"], slope
    return found


def main() -> None:
    """Print, for each estimate, how many intervals held the truth and how far the estimates are from it on average."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cities", type=int, default=20)
    options.add_argument("--pupils", type=int, default=2400)
    options.add_argument("--seed", type=int, default=1000)
    asked = options.parse_args()
    held: dict[str, list[tuple[bool, float, float]]] = defaultdict(list)
    for number in range(asked.cities):
        with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, ATTENDLIB_STORE=f"{folder}/store"):
            try:
                found = of_city(Path(folder), asked.pupils, asked.seed + number)
            except ResearchError as error:
                print(f"seed {asked.seed + number}: {error}")
                continue
        for name, (estimate, truth) in found.items():
            inside = estimate.low <= truth <= estimate.high
            held[name].append((inside, estimate.value - truth, estimate.error))
    for name, rows in held.items():
        table = pd.DataFrame(rows, columns=["inside", "off", "error"])
        print(
            f"{name:40} {table.inside.sum()} of {len(table)} intervals hold the truth; estimates are off by "
            f"{table.off.mean():+.2f} on average (standard error {table.off.std() / len(table) ** 0.5:.2f}); they "
            f"scatter by {table.off.std():.2f} where {table.error.mean():.2f} is said"
        )


if __name__ == "__main__":
    main()
