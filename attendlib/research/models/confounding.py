"""How strong would something that nobody measured have to be, to explain a finding away?

Nothing here says whether there is such a thing. Sources: VanderWeele and Ding, Annals of Internal Medicine 167 (2017),
268-274 (E-value); Cinelli and Hazlett, Journal of the Royal Statistical Society B 82 (2020), 39-67 (robustness value).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.research.models.fitted import LEVEL, Fitted

Floats = NDArray[np.float64]

RISK, COMMON_ODDS, STANDARDISED = "risk ratio", "odds ratio of a common outcome", "standardised difference"
SCALES = (RISK, COMMON_ODDS, STANDARDISED)
"""What an E-value can start from. The odds ratio of an outcome that few have is taken as a risk ratio."""

_PER_DEVIATION = 0.91
"""The logarithm of the risk ratio to which one standard deviation comes, by VanderWeele and Ding."""


@dataclass(frozen=True)
class EValue:
    """The risk ratio that an unmeasured cause must have with both exposure and outcome, above what is measured, to
    bring the estimate to nothing; and to bring nothing into its interval (1: it is in it already)."""

    estimate: float
    interval: float


def e_value(value: float, low: float, high: float, scale: str = RISK) -> EValue:
    """The E-value of an estimate and its interval. Raises ResearchError for a scale that is not one, and for a ratio
    that is not above 0."""
    if scale not in SCALES:
        raise ResearchError(f"The scale of an E-value is one of: {', '.join(SCALES)}.")
    if scale != STANDARDISED and min(value, low, high) <= 0:
        raise ResearchError("A ratio is above 0; for a difference give the scale of a standardised difference.")
    ratio, lower, upper = (_risk(part, scale) for part in (value, low, high))
    near = lower if ratio >= 1 else upper
    crosses = lower <= 1 <= upper
    return EValue(_needed(ratio), 1.0 if crosses else _needed(near))


def _risk(value: float, scale: str) -> float:
    if scale == STANDARDISED:
        return float(np.exp(_PER_DEVIATION * value))
    return float(np.sqrt(value)) if scale == COMMON_ODDS else value


def _needed(ratio: float) -> float:
    away = max(ratio, 1 / ratio)
    return float(away + np.sqrt(away * (away - 1)))


@dataclass(frozen=True)
class Robustness:
    """partial_r2: share of what the outcome has left over that the exposure explains · value: share of what is left of
    both exposure and outcome that an unmeasured cause must explain to bring the estimate to nothing · interval: the
    same to bring nothing into its interval (0: it is in it already)."""

    partial_r2: float
    value: float
    interval: float


def robustness_value(t: float, freedom: float, level: float = LEVEL) -> Robustness:
    """From the t value of a coefficient of least squares and its degrees of freedom."""
    from scipy import stats

    f = abs(t) / np.sqrt(freedom)
    needed = stats.t(freedom - 1).ppf(0.5 + level / 2) / np.sqrt(freedom - 1)
    return Robustness(_explained(t, freedom), _share(f), _share(f - needed) if f > needed else 0.0)


def _share(f: float) -> float:
    return float((np.sqrt(f**4 + 4 * f**2) - f**2) / 2)


def robustness(fitted: Fitted, term: str) -> Robustness:
    """The robustness value of a term of a linear model. Explained shares are those of the sample, so clusters do not
    enter. Raises ResearchError for another kind of model."""
    place = _place(fitted, term)
    return robustness_value(*_alone(fitted.design.x, fitted.design.y, place)[1:])


def as_strong_as(fitted: Fitted, term: str, column: str, times: float = 1.0) -> float:
    """What the estimate of ``term`` would be, at worst, if there were an unmeasured cause ``times`` as strong with both
    exposure and outcome as the measured ``column`` is. Raises ResearchError where no such cause is possible because the
    column explains too much."""
    place, other, held = _place(fitted, term), _place(fitted, column), fitted.design
    value, t, freedom = _alone(held.x, held.y, place)
    _, of_outcome, _ = _alone(held.x, held.y, other)
    _, of_exposure, left = _alone(np.delete(held.x, place, axis=1), held.x[:, place], other - (other > place))
    shares = _explained(of_exposure, left), _explained(of_outcome, freedom)
    bias = worst_bias(value, t, freedom, shares, times)
    if bias is None:
        raise ResearchError(f'Nothing can be {times:g} times as strong as "{column}" is with "{term}".')
    return float(np.sign(value) * (abs(value) - bias))


def worst_bias(value: float, t: float, freedom: float, shares: tuple[float, float], times: float) -> float | None:
    """By how much an unmeasured cause may have moved an estimate with that t value. ``shares``: of what is left of the
    exposure, and of the outcome, that the measured column explains. None where no cause can be so strong."""
    with_exposure, with_outcome = shares
    exposure = times * with_exposure / (1 - with_exposure)
    inner = times * with_exposure**2 / (1 - with_exposure) / max(1 - times * with_exposure, 1e-12)
    if exposure >= 1 or inner >= 1:
        return None
    outcome = ((np.sqrt(times) + np.sqrt(inner)) / np.sqrt(1 - inner)) ** 2 * with_outcome / (1 - with_outcome)
    return float(abs(value / t) * np.sqrt(freedom * min(outcome, 1.0) * exposure / (1 - exposure)))


def _explained(t: float, freedom: float) -> float:
    return t**2 / (t**2 + freedom)


def _place(fitted: Fitted, term: str) -> int:
    if not fitted.kind.startswith("linear regression") or term not in fitted.design.names:
        raise ResearchError(f'A robustness value is of a term of a linear model without weights; "{term}" is none.')
    return fitted.design.names.index(term)


def _alone(x: Floats, y: Floats, place: int) -> tuple[float, float, float]:
    """A coefficient of least squares, its t value with one variance for all rows, and the degrees of freedom."""
    found = np.linalg.lstsq(x, y, rcond=None)[0]
    freedom = float(len(y) - x.shape[1])
    variance = float(((y - x @ found) ** 2).sum()) / freedom
    error = float(np.sqrt(variance * np.linalg.inv(x.T @ x)[place, place]))
    return float(found[place]), float(found[place]) / error, freedom
