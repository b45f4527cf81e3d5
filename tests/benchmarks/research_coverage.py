"""How often do intervals hold what was planted, over many invented cities?

Each city is made twice with the same seed: as it is, and with meetings that change nothing, which tells what the pupils
who had one would have missed without it. Run from the project's folder:

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
from attendlib.research.steps.moments import moments
from attendlib.synth import attainment, letters, make_city

SCHOOLS = 12


def made(folder: Path, pupils: int, seed: int) -> OpenCity:
    """A city of that seed."""
    make_city(folder, schools=SCHOOLS, pupils=pupils, seed=seed, faults=False)
    return open_city(folder / "city.yaml")


def after(city: OpenCity, step: str) -> "pd.Series[float]":
    """What everybody with a step missed in the days after it, in percent."""
    rows = [(done.urn, done.upn, done.date) for done in city.city.interventions if done.step == step]
    table = moments(records(city), pd.DataFrame(rows, columns=["urn", "upn", "day"]), step, DAYS).rows
    return table[table.treated == 1].set_index(["urn", "upn", "day"]).after


def of_city(folder: Path, pupils: int, seed: int) -> dict[str, tuple[Estimate, float]]:
    """Each estimate beside the truth that was planted."""
    planted = letters.effects()
    city = made(folder / "city", pupils, seed)
    with patch.object(letters, "effects", lambda: {**planted, "meeting": 0.0}):
        twin = made(folder / "twin", pupils, seed)
    both = pd.concat([after(city, "meeting"), after(twin, "meeting")], axis=1, join="inner")
    truths = dict.fromkeys(planted, 0.0) | {"meeting": float((both.iloc[:, 0] - both.iloc[:, 1]).mean())}
    found = {step: (impact(city, step).effect, truth) for step, truth in truths.items()}
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
            f"{name:12} {table.inside.sum()} of {len(table)} intervals hold the truth; estimates are off by "
            f"{table.off.mean():+.2f} on average (standard error {table.off.std() / len(table) ** 0.5:.2f}); they "
            f"scatter by {table.off.std():.2f} where {table.error.mean():.2f} is said"
        )


if __name__ == "__main__":
    main()
