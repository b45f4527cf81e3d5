"""How often do intervals of a step's effect hold what was planted, over many invented cities?

What a step and all that it led to changed is, for the very pupils compared, what they missed in the days after less
what they would have missed had nobody ever had a step. Run from the project's folder; cities that a file of results
holds already are not made again:

    python -m tests.benchmarks.research_coverage --cities 100 --results coverage.csv
"""

import argparse
from pathlib import Path

import pandas as pd

from attendlib.synth.letters import effects
from tests.unit.research import worlds

NOTHING_CHANGED = "{}, where no step changes anything"


def of_city(seed: int) -> list[dict[str, object]]:
    """A row per step: what is found, and the truth."""
    made, rows = worlds.city(seed), []
    for step in effects():
        for name, without in ((step, False), (NOTHING_CHANGED.format(step), True)):
            told = worlds.told(made, step, without)
            one = told.effect
            rows.append(
                {"seed": seed, "name": name, "value": one.value, "error": one.error, "low": one.low, "high": one.high}
                | {"truth": told.truth, "naive": told.change.value, "naive_high": told.change.high}
            )
    return rows


def made(first: int, count: int, results: Path) -> None:
    """Add each city's rows to the file of results as they come."""
    done = set(pd.read_csv(results).seed) if results.exists() else set()
    for seed in sorted(set(range(first, first + count)) - done):
        pd.DataFrame(of_city(seed)).to_csv(results, mode="a", header=not results.exists(), index=False)


def said(results: Path) -> None:
    """Print, for each step, how many intervals held the truth and how far the estimates are from it on average."""
    for name, rows in pd.read_csv(results).groupby("name", sort=False):
        inside, off = rows.truth.between(rows.low, rows.high), rows.value - rows.truth
        print(
            f"{name}: {inside.sum()} of {len(rows)} intervals hold the truth, {rows.truth.mean():+.2f} points on "
            f"average; estimates are off by {off.mean():+.2f} (standard error {off.sem():.2f}) and scatter by "
            f"{off.std():.2f} where {rows.error.mean():.2f} is said; before and after alone says "
            f"{rows.naive.mean():+.2f}, clearly less absence in {(rows.naive_high < 0).sum()} cities"
        )


def main() -> None:
    """Make the cities that are not in the results yet, and tell of all that are."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cities", type=int, default=100)
    options.add_argument("--seed", type=int, default=5000, help="of the first city")
    options.add_argument("--results", type=Path, default=Path("research_coverage.csv"))
    asked = options.parse_args()
    made(asked.seed, asked.cities, asked.results)
    said(asked.results)


if __name__ == "__main__":
    main()
