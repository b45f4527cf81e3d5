"""How much of a slope is between pupils of one school, and how much between schools?"""

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.models.design import design
from attendlib.research.models.fitted import Fitted, Plain
from attendlib.research.models.linear import linear
from attendlib.research.models.links import Identity

FEW_SCHOOLS = 30
"""Schools below which a variance between them is hardly known."""


def within_schools(frame: pd.DataFrame, formula: str, *, school: str = "urn", alike: bool = True) -> Fitted:
    """Least squares with an intercept for every school (fixed effects), so that pupils are compared with others of
    their own school only. Anything that is the same in the whole of a school cannot be estimated.

    alike: intervals allow for pupils of one school being alike also in how the terms go with the outcome; without it
    for each having a variance of its own, which is all that one or two schools can tell. Raises ResearchError as
    ``linear``."""
    found = linear(frame, f"{formula} + C({school})", cluster=school if alike else "")
    return replace(found, kind="linear regression within schools", hidden=(f"C({school})", "Intercept"))


def random_schools(frame: pd.DataFrame, formula: str, *, school: str = "urn") -> Fitted:
    """A linear model in which schools' intercepts are drawn from a normal distribution (random effects), by restricted
    maximum likelihood. It also takes schools to differ by nothing that goes with the terms of the formula; where
    ``within_schools`` says otherwise, believe that. Raises ResearchError where it comes to no end."""
    held = design(frame, formula, [school])
    found = _settled(held.y, held.x, held.frame[school].to_numpy(), formula)
    size, count = len(held.names), held.frame[school].nunique()
    between, inside = float(np.asarray(found.cov_re).ravel()[0]), float(found.scale)
    cautions = (f"There are only {count} schools: how much they differ is hardly known.",) * (count < FEW_SCHOOLS)
    if between <= 0:
        cautions = (*cautions, "Schools do not differ beyond what the pupils' own differences make.")
    fit = {
        "standard deviation between schools": float(np.sqrt(max(between, 0.0))),
        "standard deviation within schools": float(np.sqrt(inside)),
        "share between schools": max(between, 0.0) / (max(between, 0.0) + inside),
        "log-likelihood, restricted": float(found.llf),
    }
    covariance = np.asarray(found.cov_params())[:size, :size]
    errors = f"random intercepts of {count} schools"
    kind, estimates = "linear regression, schools random", np.asarray(found.fe_params)
    return Fitted(kind, held, estimates, Plain(covariance), errors, Identity(), fit, cautions)


def _settled(y: Any, x: Any, schools: Any, formula: str) -> Any:
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", UserWarning)
        try:
            found = sm.MixedLM(y, x, groups=schools).fit(reml=True, method=["bfgs", "powell", "cg"])
        except np.linalg.LinAlgError:
            found = None
    if found is None or not (found.converged and np.isfinite(found.llf)):
        raise ResearchError(f"{formula}: the model with random schools comes to no end; take `within_schools`.")
    return found
