"""How far would chance move a comparison if those with the step and those they are set beside scatter alike?

Absence is skewed: a few pupils miss very much. Where a handful of pupils stand beside many, and by chance nobody among
them misses that much, their mean comes out too low, and so does how sure it seems: errors told from each pupil's own
residual are smallest when the estimate is furthest out, and intervals miss on that side. Those who had the step are
many, and show how widely pupils of the same expectation scatter. The larger of both errors is taken. Source of that:
Angrist and Pischke, Mostly Harmless Econometrics (2009), section 8.1.
"""

import numpy as np
import pandas as pd

from attendlib.research.models.clusters import Error
from attendlib.research.models.fitted import Estimate, Fitted
from attendlib.research.steps.matching import EXPECTED

BANDS = 5
"""Fifths of expected absence, in each of which pupils are taken to scatter alike: more where more is expected."""


def at_least(fitted: Fitted, term: str, found: Estimate) -> Error:
    """The error of a coefficient of matched rows, no smaller than if both sides scatter alike."""
    return Error(max(found.error, alike(fitted, term)), found.freedom)


def alike(fitted: Fitted, term: str) -> float:
    """The standard error of a coefficient of matched rows, with one variance for both sides in each of BANDS. A pupil
    counts for all that they weigh, in whatever rows."""
    held = fitted.design
    weight = held.frame.weight.to_numpy(dtype=np.float64)
    weighted = held.x * weight[:, None]
    pull = weighted @ np.linalg.inv(held.x.T @ weighted)[held.names.index(term)]
    square = (held.y - held.x @ fitted.estimates) ** 2
    rows = held.frame[["upn", "day", "treated", EXPECTED]].assign(pull=pull, square=square)
    once = rows.groupby(["upn", "day", "treated"], as_index=False, observed=True).agg(
        pull=("pull", "sum"), square=("square", "first"), expected=(EXPECTED, "first")
    )
    band = pd.cut(once.expected.rank(method="first"), BANDS, labels=False)
    spare = len(once) / max(len(once) - held.x.shape[1], 1)
    scatter = np.sqrt(spare * once.square.groupby(band).transform("mean"))
    whole = (once.pull * scatter).groupby(once.upn, observed=True).sum()
    return float(np.sqrt((whole**2).sum()))
