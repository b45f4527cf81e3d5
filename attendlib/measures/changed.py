"""Which schools changed since the year before by more than chance would make them?

What all schools of a kind have in common, such as a winter of illness or the part of the year that is over, is no
school's own: each school's change is set against that of all together. Its standard error is that of two binomial
rates, widened by how much schools change in general, as for a funnel.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from attendlib.measures.funnel import LIMITS, deviates, general_variation


def changes(now: tuple[ArrayLike, ArrayLike], before: tuple[ArrayLike, ArrayLike]) -> pd.DataFrame:
    """For each school change, low and high: how much more its rate rose than that of all together, in percentage points
    and not rounded, and the 95% interval of it; and beyond: 1 where it rose by more than the outer limits, -1 where it
    fell by more, else 0. ``now``, ``before``: counts of the part and the whole by school, in the same order."""
    (part, whole), (earlier_part, earlier_whole) = _counts(now), _counts(before)
    rate, earlier = part.sum() / whole.sum(), earlier_part.sum() / earlier_whole.sum()
    change = part / whole - earlier_part / earlier_whole - (rate - earlier)
    error = np.sqrt(rate * (1 - rate) / whole + earlier * (1 - earlier) / earlier_whole)
    deviations = np.divide(change, error, out=np.zeros_like(error), where=error > 0)
    factor = np.sqrt(general_variation(deviations))
    reach = deviates(LIMITS["95"]) * factor * error
    is_beyond = np.abs(deviations) > deviates(LIMITS["998"]) * factor
    return pd.DataFrame(
        {
            "change": 100 * change,
            "low": 100 * (change - reach),
            "high": 100 * (change + reach),
            "beyond": (np.sign(change) * is_beyond).astype(np.int64),
        }
    )


def _counts(pair: tuple[ArrayLike, ArrayLike]) -> tuple[np.ndarray, np.ndarray]:
    part, whole = (np.asarray(one, dtype=np.float64) for one in pair)
    return part, whole
