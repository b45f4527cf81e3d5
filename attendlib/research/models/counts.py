"""How does a count, such as days absent, go with something, other things equal?

Poisson takes the variance to be the mean; days absent vary far more. The negative binomial (NB2) has a variance of
mean + mean²/theta.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.research.models.design import Design, design
from attendlib.research.models.fitted import Fitted
from attendlib.research.models.links import Log
from attendlib.research.models.logistic import allowing_for, settled

Floats = NDArray[np.float64]

TOO_VARIED = 1.5
"""Pearson's chi-squared by its degrees of freedom above which a Poisson model's own intervals are misleading."""


def poisson(frame: pd.DataFrame, formula: str, *, exposure: str = "", cluster: str = "") -> Fitted:
    """Poisson regression of a count. exposure: a column of what each count is out of, such as possible sessions, to
    which it is in proportion; effects are then for one of it · ``cluster`` as in ``linear``. Raises ResearchError for
    an outcome that is no count, and for an exposure that is not above 0."""
    held, of = _counted(frame, formula, exposure, cluster)
    import statsmodels.api as sm

    found = settled(sm.Poisson(held.y, held.x, exposure=of), formula)
    mean = np.asarray(found.predict())
    uncertainty, said, cautions = allowing_for(held, found, cluster, mean, (mean, mean))
    varied = float(((held.y - mean) ** 2 / mean).sum() / found.df_resid)
    if varied > TOO_VARIED and not cluster:
        cautions = (*cautions, "The counts vary far more than this model says: take the negative binomial.")
    fit = {"log-likelihood": float(found.llf), "AIC": float(found.aic), "Pearson χ² by degrees of freedom": varied}
    fit |= _zeros(held.y, np.exp(-mean))
    estimates = np.asarray(found.params)
    return Fitted(
        "Poisson regression", held, estimates, uncertainty, said, Log(), fit, cautions, ratio="ratio of counts"
    )


def negative_binomial(frame: pd.DataFrame, formula: str, *, exposure: str = "", cluster: str = "") -> Fitted:
    """Negative binomial regression (NB2) of a count, theta estimated with the coefficients. ``exposure`` and
    ``cluster``, and what is raised, as in ``poisson``."""
    held, of = _counted(frame, formula, exposure, cluster)
    import statsmodels.api as sm

    model = sm.NegativeBinomial(held.y, held.x, exposure=of)
    near = settled(model, formula, method="bfgs")
    found = settled(model, formula, method="newton", start_params=near.params)
    theta, mean = 1 / float(np.asarray(found.params)[-1]), np.asarray(found.predict())
    uncertainty, said, cautions = allowing_for(held, found, cluster, mean, (mean, mean + mean**2 / theta))
    fit = {
        "theta": theta,
        "standard error of theta": _error_of_theta(held.y, mean, theta),
        "log-likelihood": float(found.llf),
        "AIC": float(found.aic),
        "deviance": deviance(held.y, mean, theta),
        "deviance, nothing but the constant": deviance(held.y, _constant(held.y, of, theta), theta),
    }
    fit |= _zeros(held.y, (theta / (theta + mean)) ** theta)
    estimates = np.asarray(found.params)[:-1]
    kind = "negative binomial regression"
    return Fitted(kind, held, estimates, uncertainty, said, Log(), fit, cautions, ratio="ratio of counts")


def deviance(y: Floats, mean: Floats, theta: float) -> float:
    """Twice what the likelihood falls short of a model with a term for every row, at the same theta."""
    from scipy.special import xlogy

    each = xlogy(y, y / mean) - (y + theta) * np.log((y + theta) / (mean + theta))
    return float(2 * each.sum())


def _error_of_theta(y: Floats, mean: Floats, theta: float) -> float:
    """From the observed information about theta, the coefficients held."""
    from scipy.special import polygamma

    second = polygamma(1, theta + y) - polygamma(1, theta) + 1 / theta - 2 / (mean + theta)
    second += (y + theta) / (mean + theta) ** 2
    return float(1 / np.sqrt(-second.sum()))


def _constant(y: Floats, of: Floats, theta: float) -> Floats:
    """What is expected by the exposure alone, at the same theta: the rate at which the likelihood is highest."""
    from scipy.optimize import brentq

    def slope(rate: float) -> float:
        return float(((y - rate * of) / (rate * (1 + rate * of / theta))).sum())

    rates = y / of
    found: float = brentq(slope, float(rates[y > 0].min()) / len(y), float(rates.max()) + 1)
    return found * of


def _counted(frame: pd.DataFrame, formula: str, exposure: str, cluster: str) -> tuple[Design, Floats]:
    held = design(frame, formula, [name for name in (exposure, cluster) if name])
    if (held.y < 0).any() or (held.y != np.floor(held.y)).any():
        raise ResearchError(f"{formula}: the outcome must be a count: whole numbers, none below 0.")
    of = held.frame[exposure].to_numpy(dtype=np.float64) if exposure else np.ones(len(held.y))
    if (of <= 0).any():
        raise ResearchError(f'The exposure in "{exposure}" must be above 0 in every row: leave the others out first.')
    return held, of


def _zeros(y: Floats, none: Any) -> dict[str, float]:
    """The share of rows without any, as it is and as the model expects it."""
    return {"share of zeros": float((y == 0).mean()), "share of zeros expected": float(np.mean(none))}
