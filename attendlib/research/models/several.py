"""Which of several comparisons would still stand out when chance has had as many tries?"""

from collections.abc import Mapping
from dataclasses import dataclass

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
    there is none), and which stand out when all are taken together (None where fewer than two are there)."""

    found: Mapping[str, tuple[Estimate, int]]
    refused: Mapping[str, str]
    together: Several | None


def slopes_by(frame: pd.DataFrame, group: str, formula: str, term: str) -> Groups:
    """A term of the same model within schools, fitted to each group of a table alone; rows without a group are in none.
    A group may have one or two schools, so intervals do not allow for pupils of a school being alike."""
    found: dict[str, tuple[Estimate, int]] = {}
    refused: dict[str, str] = {}
    for name, rows in frame[frame[group].notna() & (frame[group] != "")].groupby(group, sort=True, observed=True):
        try:
            fitted = within_schools(rows, formula, alike=False)
            found[str(name)] = fitted.term(term), fitted.design.rows.used
        except ResearchError as error:
            refused[str(name)] = str(error)
    p_values = {name: estimate.p for name, (estimate, _) in found.items()}
    return Groups(found, refused, several(p_values) if len(found) > 1 else None)
