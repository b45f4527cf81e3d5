"""Which of several comparisons would still stand out when chance has had as many tries?"""

from collections.abc import Mapping
from dataclasses import dataclass

from attendlib.research.models.fitted import LEVEL


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
