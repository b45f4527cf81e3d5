"""How would a slope stand if those who have no outcome had done worse than a model expects of them?

Whoever misses much is more often without a result too, and nobody knows how those pupils would have done. So each is
given what the model expects of them less some points, and the model is fitted again to everybody: with no points less
the slope stays as it is, and with every point it moves by the same amount. Source: Carpenter and Kenward, Multiple
Imputation and its Application (Wiley, 2013), chapter 10 (delta adjustment).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.models.design import columns_of
from attendlib.research.models.fitted import Fitted
from attendlib.research.models.links import Identity


@dataclass(frozen=True)
class Shortfall:
    """slope: of those with an outcome · per_point: how much it moves for each point that those without one are below
    what is expected of them · rows: how many of those the model can expect anything of · lacking: the others."""

    slope: float
    per_point: float
    rows: int
    lacking: int

    def at(self, points: float) -> float:
        """The slope if those without an outcome had been so many points below what is expected of them."""
        return self.slope + points * self.per_point

    @property
    def undone(self) -> float | None:
        """How many points below they would have to have been for there to be no slope; less than nothing is above.
        None where they do not move it."""
        return -self.slope / self.per_point if self.per_point else None


def shortfall(fitted: Fitted, without: pd.DataFrame, term: str) -> Shortfall:
    """What those in ``without``, a table with the model's columns but for the outcome, could do to a term of a linear
    model. Raises ResearchError for another kind of model, and for a term that it does not have."""
    held = fitted.design
    if not isinstance(fitted.link, Identity) or term not in held.names:
        raise ResearchError(f'What is missing can be asked of a term of a linear model; "{term}" is none.')
    known = without
    for name in columns_of(without, held.formula):
        if name != held.outcome:
            kept = held.frame[name]
            seen = kept.cat.categories if isinstance(kept.dtype, pd.CategoricalDtype) else None
            known = known[known[name].notna() if seen is None else known[name].isin(seen)]
    place = held.names.index(term)
    x = np.vstack([held.x, held.at(known)]) if len(known) else held.x
    short = np.concatenate([np.zeros(len(held.x)), -np.ones(len(known))])
    moved = np.linalg.lstsq(x, short, rcond=None)[0][place]
    return Shortfall(float(fitted.estimates[place]), float(moved), len(known), len(without) - len(known))
