"""How often do intervals hold what was planted, over many invented cities?

Each city is made twice with the same seed: as it is, and with meetings that change nothing. Letters change nothing in
either, so the second is what every pupil would have missed had nobody ever had a step: the outcome that no real city
shows. What a step and all that it led to changed is, for the very pupils compared, what they missed in the days after
less what they missed in those days there; of the second letter, half of which lead to a meeting, as of the meeting. Run
from the project's folder; cities that a file of results holds already are not made again:

    python -m tests.benchmarks.research_coverage --cities 20 --pupils 2400 --results coverage.csv
"""

import argparse
import os
import tempfile
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


def of_cities(first: int, count: int, pupils: int, results: Path) -> None:
    """Add each city's estimates and truths to the file of results as they come."""
    done = set(pd.read_csv(results).seed) if results.exists() else set()
    for seed in sorted(set(range(first, first + count)) - done):
        with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, ATTENDLIB_STORE=f"{folder}/store"):
            try:
                found = of_city(Path(folder), pupils, seed)
            except ResearchError as error:
                print(f"seed {seed}: {error}")
                continue
        rows = [
            {"seed": seed, "name": name, "value": one.value, "error": one.error}
            | {"low": one.low, "high": one.high, "truth": truth}
            for name, (one, truth) in found.items()
        ]
        pd.DataFrame(rows).to_csv(results, mode="a", header=not results.exists(), index=False)


def told(results: Path) -> None:
    """Print, for each estimate, how many intervals held the truth and how far the estimates are from it on average."""
    for name, rows in pd.read_csv(results).groupby("name", sort=False):
        inside, off = rows.truth.between(rows.low, rows.high), rows.value - rows.truth
        print(
            f"{name:40} {inside.sum()} of {len(rows)} intervals hold the truth, {rows.truth.mean():+.2f} on average; "
            f"estimates are off by {off.mean():+.2f} (standard error {off.std() / len(rows) ** 0.5:.2f}); they scatter "
            f"by {off.std():.2f} where {rows.error.mean():.2f} is said"
        )


def main() -> None:
    """Make the cities that are not in the results yet, and tell of all that are."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cities", type=int, default=20)
    options.add_argument("--pupils", type=int, default=2400)
    options.add_argument("--seed", type=int, default=1000, help="of the first city")
    options.add_argument("--results", type=Path, default=Path("research_coverage.csv"))
    asked = options.parse_args()
    of_cities(asked.seed, asked.cities, asked.pupils, asked.results)
    told(asked.results)


if __name__ == "__main__":
    main()
