"""Which pupils who had not had the step yet were to be expected to miss as much afterwards as those who had it?

What to expect is learnt from those without the step alone: how much they missed in the days after, given the year so
far, the weeks before and the last fortnight. Each pupil with the step is set beside those, of the same phase in the
same week with the same other steps, whose expectation is nearest. Source: Hansen, The prognostic analogue of the
propensity score, Biometrika 95 (2008), 481-488.
"""

from itertools import combinations

import numpy as np
import pandas as pd

KNOWN = ["so_far", "before", "fortnight"]
ROOTS = [f"root_{name}" for name in KNOWN]
"""Square roots of the rates, for absence of pupils who miss much falls back further."""

PAIRS = [f"{one}_{other}" for one, other in combinations(ROOTS, 2)]
"""Products of two of the roots, for a bad fortnight after a good year is followed by less than one after a bad year."""

CARRIED = [*KNOWN, *ROOTS, *PAIRS]
"""All that is carried from the days before to the days after."""

EXPECTED = "expected"
STRATA = ["week", "phase", "had"]
NEIGHBOURS = 5
CALIPER = 0.2
"""Standard deviations of the expectation, among those who had the step, by which matched pupils may differ. Source:
Austin, Pharmaceutical Statistics 10 (2011), 150-161."""

FEWEST = 30
"""Moments of pupils without the step from which a phase's expectation can be learnt."""


def with_expected(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with ROOTS, PAIRS and ``expected`` absence in the days after, by phase: a line in all that is CARRIED.
    Without phases in which too little is known."""
    rows = rows.assign(**{root: np.sqrt(rows[name].astype(float)) for root, name in zip(ROOTS, KNOWN, strict=True)})
    rows = rows.assign(**{f"{one}_{other}": rows[one] * rows[other] for one, other in combinations(ROOTS, 2)})
    parts = []
    for _, phase in rows.groupby("phase", sort=True):
        not_yet = (phase.treated == 0).to_numpy()
        if not_yet.sum() >= FEWEST:
            x = np.column_stack([np.ones(len(phase)), phase[CARRIED].to_numpy(dtype=np.float64)])
            weights = np.linalg.lstsq(x[not_yet], phase.after.to_numpy()[not_yet], rcond=None)[0]
            parts.append(phase.assign(**{EXPECTED: x @ weights}))
    return pd.concat(parts) if parts else rows.head(0).assign(**{EXPECTED: []})


def matched(rows: pd.DataFrame, neighbours: int = NEIGHBOURS, caliper: float = CALIPER) -> pd.DataFrame:
    """The rows with the step that have a neighbour, weight 1, and their neighbours, whose weights add up to 1 for each
    of them. A pupil may be a neighbour of several, and on several days, but not of the same pupil on a later one."""
    rows = rows.reset_index(drop=True)
    reach = caliper * float(rows.loc[rows.treated == 1, EXPECTED].std(ddof=1))
    expected, treated, upn = rows[EXPECTED].to_numpy(), (rows.treated == 1).to_numpy(), rows.upn.to_numpy()
    places: list[int] = []
    weights: list[float] = []
    for stratum in rows.groupby(STRATA, sort=True).indices.values():
        not_yet = stratum[~treated[stratum]]
        for place in stratum[treated[stratum]].tolist():
            others = not_yet[upn[not_yet] != upn[place]]
            apart = np.abs(expected[others] - expected[place])
            near = np.argsort(apart, kind="stable")[:neighbours]
            near = others[near[apart[near] <= reach]]
            if len(near):
                places += [place, *near.tolist()]
                weights += [1.0, *[1.0 / len(near)] * len(near)]
    return rows.loc[places].assign(weight=weights).reset_index(drop=True)


def standard_difference(rows: pd.DataFrame, column: str, weight: "pd.Series[float]") -> float:
    """How far those who had the step are from the others in a column, in standard deviations of those who had it."""
    had = rows.treated == 1
    means = [np.average(rows.loc[kept, column], weights=weight[kept]) for kept in (had, ~had)]
    spread = float(rows.loc[had, column].std(ddof=1))
    return float(means[0] - means[1]) / spread if spread > 0 else 0.0
