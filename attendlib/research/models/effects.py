"""How much does the outcome itself move, for everyone, or for people at stated values?

Worked out for every row of the model with the stated values in place of its own, then averaged; the interval comes
from the coefficients' uncertainty (the delta method).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.research.models.fitted import Estimate, Fitted, estimate
from attendlib.research.models.links import Log, Logit
from attendlib.yamlfile import did_you_mean

Floats = NDArray[np.float64]
Value = float | int | str

_STEP = 1e-4
"""Part of a standard deviation by which a value is moved to find a slope."""


def effect(fitted: Fitted, column: str, at: Mapping[str, Value] | None = None) -> Estimate:
    """How much more of the outcome goes with one more of ``column``; for a column of 1 and 0, with yes rather than no.

    On the outcome's own scale: points of a score, chances from 0 to 1, counts. ``at``: values that everyone is given;
    what is not stated stays as it is in each row. Raises ResearchError for a column that the model does not use."""
    frame = _placed(fitted, at or {})
    own = _own(fitted, frame, column)
    if set(np.unique(own)) <= {0.0, 1.0}:
        low, high = np.zeros_like(own), np.ones_like(own)
    else:
        step = _STEP * (float(fitted.design.frame[column].std()) or 1.0)
        low, high = own - step, own + step
    size = float((high - low)[0])
    below, above = (fitted.design.at(frame.assign(**{column: values})) for values in (low, high))
    linear = [x @ fitted.estimates for x in (below, above)]
    value = float(np.mean(fitted.link.mean(linear[1]) - fitted.link.mean(linear[0]))) / size
    gradient = fitted.link.slope(linear[1])[:, None] * above - fitted.link.slope(linear[0])[:, None] * below
    return estimate(value, fitted.uncertainty.of(gradient.mean(axis=0) / size))


def expected(fitted: Fitted, at: Mapping[str, Value] | None = None) -> Estimate:
    """The outcome to be expected on average when everyone has the values ``at``. A chance's interval stays between 0
    and 1, a count's above 0. Raises ResearchError for a column that the model does not use."""
    x = fitted.design.at(_placed(fitted, at or {}))
    linear = x @ fitted.estimates
    value = float(fitted.link.mean(linear).mean())
    gradient = (fitted.link.slope(linear)[:, None] * x).mean(axis=0)
    error = fitted.uncertainty.of(gradient)
    if isinstance(fitted.link, Logit) and 0 < value < 1:
        scaled = error._replace(size=error.size / (value * (1 - value)))
        return estimate(float(np.log(value / (1 - value))), scaled).through(lambda odds: float(1 / (1 + np.exp(-odds))))
    if isinstance(fitted.link, Log) and value > 0:
        return estimate(float(np.log(value)), error._replace(size=error.size / value)).through(
            lambda x: float(np.exp(x))
        )
    return estimate(value, error)


def _placed(fitted: Fitted, at: Mapping[str, Value]) -> pd.DataFrame:
    """The model's rows with the stated values in place of their own."""
    frame = fitted.design.frame
    for name in at:
        if name not in frame.columns:
            raise ResearchError(
                f'The model has no column "{name}": {did_you_mean(name, list(map(str, frame.columns)))}'
            )
    return frame.assign(**at)


def _own(fitted: Fitted, frame: pd.DataFrame, column: str) -> Floats:
    if column not in fitted.design.frame.columns or not pd.api.types.is_numeric_dtype(frame[column]):
        known = [str(name) for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
        raise ResearchError(f'"{column}" is not a column of figures here: {did_you_mean(column, known)}')
    return frame[column].to_numpy(dtype=np.float64)
