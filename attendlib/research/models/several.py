"""Which of several comparisons would still stand out when chance has had as many tries?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.models.fitted import LEVEL, Estimate
from attendlib.research.models.schools import within_schools


@dataclass(frozen=True)
class Several:
    """p-values after Holm's correction, by comparison, in the order given; which stand out at the level; and the chance
    that at least one of them would have stood out uncorrected, had there been nothing in any and were they independent.
    Source: Holm, Scandinavian Journal of Statistics 6 (1979), 65-70."""

    adjusted: Mapping[str, float]
    standing_out: tuple[str, ...]
    by_chance: float


def several(p_values: Mapping[str, float], level: float = LEVEL) -> Several:
    """Holm's correction of the p-values of some comparisons."""
    ordered = sorted(p_values, key=lambda name: p_values[name])
    adjusted, highest = {}, 0.0
    for place, name in enumerate(ordered):
        highest = max(highest, min(1.0, (len(ordered) - place) * p_values[name]))
        adjusted[name] = highest
    standing = tuple(name for name in p_values if adjusted[name] < 1 - level)
    return Several({name: adjusted[name] for name in p_values}, standing, 1 - level ** len(p_values))


@dataclass(frozen=True, eq=False)
class Groups:
    """One coefficient in each of several groups: found (by group, with the number of rows), refused (by group, why
    there is none), which stand out when all are taken together, and the p-value of their being one and the same
    (Cochran's Q): that one group stands out and another does not is no sign that they differ. The last two are None
    where fewer than two groups are there."""

    found: Mapping[str, tuple[Estimate, int]]
    refused: Mapping[str, str]
    together: Several | None
    p_alike: float | None


def slopes_by(frame: pd.DataFrame, group: str, formula: str, term: str) -> Groups:
    """A term of the same model within schools, fitted to each group of a table alone; rows without a group are in none.
    A group may have one or two schools, so intervals do not allow for pupils of a school being alike."""
    found: dict[str, tuple[Estimate, int]] = {}
    refused: dict[str, str] = {}
    for name, rows in frame[frame[group].notna() & (frame[group] != "")].groupby(group, sort=True, observed=True):
        try:
            fitted = within_schools(rows, formula, alike=False)
            told = fitted.term(term)
            if not told.error > 0:
                raise ResearchError(f"{formula}: the rows used say nothing of how sure {term} is.")
            found[str(name)] = told, fitted.design.rows.used
        except ResearchError as error:
            refused[str(name)] = str(error)
    if len(found) < 2:
        return Groups(found, refused, None, None)
    together = several({name: estimate.p for name, (estimate, _) in found.items()})
    return Groups(found, refused, together, _alike([estimate for estimate, _ in found.values()]))


def _alike(estimates: Sequence[Estimate]) -> float:
    from scipy.stats import chi2

    values, weights = np.array([one.value for one in estimates]), np.array([one.error**-2 for one in estimates])
    apart = float((weights * (values - np.average(values, weights=weights)) ** 2).sum())
    return float(chi2(len(estimates) - 1).sf(apart))
