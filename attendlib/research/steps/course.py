"""How did absence go, fortnight by fortnight, of those who had a step and of those they are set beside?

The picture of regression to the mean: both rise to the day of the step and fall after it, whether or not it did
anything.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.research.records import Record
from attendlib.research.steps.moments import FORTNIGHT


def course(held: Mapping[str, Record], pairs: pd.DataFrame, days: int) -> pd.DataFrame:
    """A row per fortnight of the school days before and after the step: fortnight (-1 the last before it, 1 the first
    after), had and beside: mean absence in percent of those with the step and, by their weights, of those matched to
    them. Whoever had no possible session in a fortnight is not in its mean."""
    whole = days // FORTNIGHT
    places = [*range(-whole, 0), *range(1, whole + 1)]
    rates = np.full((len(pairs), len(places)), np.nan)
    numbered = pairs.reset_index(drop=True)
    for (urn, day), part in numbered.groupby(["urn", "day"], sort=False):
        record = held[str(urn)]
        rows = [record.marks.roll.number[upn] for upn in part.upn]
        for at, place in enumerate(places):
            first = record.upto(day) + (place - 1) * FORTNIGHT if place > 0 else record.before(day) + place * FORTNIGHT
            if first + FORTNIGHT > 0:
                rates[part.index, at] = record.over(first, first + FORTNIGHT).rate[rows]
    had, weight = (numbered.treated == 1).to_numpy(), numbered.weight.to_numpy(dtype=np.float64)
    return pd.DataFrame({
        "fortnight": places,
        "had": _means(rates[had], weight[had]),
        "beside": _means(rates[~had], weight[~had]),
    })  # fmt: skip


def _means(rates: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    known = ~np.isnan(rates)
    total = (weight[:, None] * known).sum(axis=0)
    sums = (weight[:, None] * np.where(known, rates, 0.0)).sum(axis=0)
    return np.divide(sums, total, out=np.full(rates.shape[1], np.nan), where=total > 0)
