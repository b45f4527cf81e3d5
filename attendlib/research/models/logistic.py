"""How do the odds of passing, or of being persistently absent, go with something, other things equal?"""

import warnings
from typing import Any

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.models.clusters import clustered
from attendlib.research.models.design import Design, Floats, design
from attendlib.research.models.fitted import Fitted, Plain, Uncertainty
from attendlib.research.models.links import Logit

ROWS_PER_TERM = 10
"""Rows of the rarer outcome for each term below which coefficients tend to come out too large. Source: Peduzzi and
others, Journal of Clinical Epidemiology 49 (1996), 1373-1379."""

SMALLEST = 1e-12
"""Variance that a row has at least, so that what is as good as certain can be divided by it."""


def logistic(frame: pd.DataFrame, formula: str, *, cluster: str = "") -> Fitted:
    """Logistic regression of a yes or no (1 or 0). ``cluster`` as in ``linear``.

    Raises ResearchError where the outcome is something else, and where some term parts the two outcomes without an
    exception, so that no finite odds fit best."""
    held = design(frame, formula, [cluster] if cluster else [])
    if not np.isin(held.y, (0, 1)).all():
        raise ResearchError(f"{formula}: the outcome of a logistic regression is 1 or 0, yes or no.")
    import statsmodels.api as sm

    found = settled(sm.Logit(held.y, held.x), formula)
    mean = np.asarray(found.predict())
    uncertainty, said, cautions = allowing_for(held, found, cluster, mean, (mean * (1 - mean), mean * (1 - mean)))
    rarer = int(min(held.y.sum(), len(held.y) - held.y.sum()))
    if rarer < ROWS_PER_TERM * (len(held.names) - 1):
        cautions = (*cautions, f"The rarer outcome has {rarer} rows, few for {len(held.names) - 1} terms.")
    fit = {
        "pseudo-R² (McFadden)": float(found.prsquared),
        "log-likelihood": float(found.llf),
        "log-likelihood, nothing but the constant": float(found.llnull),
        "share of yes": float(held.y.mean()),
    }
    estimates = np.asarray(found.params)
    return Fitted("logistic regression", held, estimates, uncertainty, said, Logit(), fit, cautions, ratio="odds ratio")


def settled(model: Any, formula: str, **options: Any) -> Any:
    """The model fitted by maximum likelihood. Raises ResearchError where it comes to no end."""
    from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationError, PerfectSeparationWarning

    with warnings.catch_warnings():
        warnings.simplefilter("error", PerfectSeparationWarning)
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            found = model.fit(disp=0, maxiter=200, **options)
            errors = np.asarray(found.bse)
        except (PerfectSeparationError, PerfectSeparationWarning, np.linalg.LinAlgError, ValueError):
            found = None
    if found is None or not found.mle_retvals["converged"] or not np.isfinite(errors).all():
        raise ResearchError(
            f"{formula}: no finite coefficients fit best. Some term may part the outcomes without an exception, or be "
            "given for too few: take it out, or put groups together."
        )
    return found


def allowing_for(
    held: Design, found: Any, cluster: str, mean: Floats, spread: tuple[Floats, Floats]
) -> tuple[Uncertainty, str, tuple[str, ...]]:
    """The uncertainty of the coefficients of a model fitted by maximum likelihood, in words what it allows for, and
    cautions. spread: of each row how much its mean moves with the sum of coefficients, and its variance."""
    size = len(held.names)
    if not cluster:
        return Plain(np.asarray(found.cov_params())[:size, :size]), "of maximum likelihood", ()
    slope, deviation = spread[0], np.sqrt(np.maximum(spread[1], SMALLEST))
    return clustered(held.x * (slope / deviation)[:, None], (held.y - mean) / deviation, held.frame[cluster])
