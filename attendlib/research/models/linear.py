"""How does a score go up or down with absence, on a straight line, other things equal?"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.research.models.clusters import clustered, own_variances
from attendlib.research.models.design import Design, design, independent
from attendlib.research.models.fitted import Fitted, Plain, Uncertainty
from attendlib.research.models.links import Identity

CLASSICAL, ROBUST, JACKKNIFE = "classical", "robust", "jackknife"

ONE_VARIANCE = "p of a test that residuals vary alike (Breusch and Pagan)"
STRAIGHT = "p of a test that squares and cubes of what is fitted add nothing (RESET)"
"""The two diagnostics, as they are named among the figures of the fit."""

ONE_IN_TWENTY = 0.05
"""The p-value below which a diagnostic makes a caution."""


def linear(frame: pd.DataFrame, formula: str, *, cluster: str = "", errors: str = ROBUST, weights: str = "") -> Fitted:
    """Least squares.

    cluster: a column of which rows with the same value may be alike, such as the school · errors, where there is no
    cluster: ``robust`` allows every row its own variance (HC3), ``classical`` takes one for all, as textbooks print;
    where there is one: ``robust`` (CR2), or ``jackknife``, which leaves out each cluster in turn (CR3) · weights: a
    column by which a row counts, such as possible sessions. Raises ResearchError."""
    known = (ROBUST, JACKKNIFE) if cluster else (CLASSICAL, ROBUST)
    if errors not in known:
        raise ResearchError(f'errors is "{known[0]}" or "{known[1]}" {"with" if cluster else "without"} a cluster.')
    held = design(frame, formula, [name for name in (cluster, weights) if name])
    weight = _weights(held, weights)
    import statsmodels.api as sm

    found = sm.WLS(held.y, held.x, weight).fit(method="qr")
    uncertainty, said, cautions = _uncertainty(held, found, cluster, errors, weight)
    fit = {
        "R²": float(found.rsquared),
        "adjusted R²": float(found.rsquared_adj),
        "F": float(found.fvalue),
        "log-likelihood": float(found.llf),
        "residual standard deviation": float(np.sqrt(found.scale)),
    }
    fit |= _diagnostics(held, found)
    if fit.get(ONE_VARIANCE, 1.0) < ONE_IN_TWENTY and said == CLASSICAL:
        cautions = (*cautions, "The residuals vary more for some rows than for others: take robust errors.")
    if fit.get(STRAIGHT, 1.0) < ONE_IN_TWENTY:
        cautions = (*cautions, "Squares of the fitted values would add something: a straight line may be too simple.")
    kind = "weighted linear regression" if weights else "linear regression"
    return Fitted(kind, held, np.asarray(found.params), uncertainty, said, Identity(), fit, cautions)


def _weights(held: Design, weights: str) -> NDArray[np.float64]:
    found = held.frame[weights].to_numpy(dtype=np.float64) if weights else np.ones(len(held.y))
    if (found <= 0).any():
        raise ResearchError(f'The weights in "{weights}" must all be above 0: leave the other rows out first.')
    return found


def _uncertainty(
    held: Design, found: Any, cluster: str, errors: str, weight: NDArray[np.float64]
) -> tuple[Uncertainty, str, tuple[str, ...]]:
    """The uncertainty, what it allows for in words, and what to be careful about."""
    freedom = float(found.df_resid)
    root = np.sqrt(weight)
    x, residuals = held.x * root[:, None], (held.y - found.fittedvalues) * root
    if cluster:
        return clustered(x, residuals, held.frame[cluster], errors == JACKKNIFE)
    chosen = np.asarray(found.cov_params()) if errors == CLASSICAL else own_variances(x, residuals)
    return Plain(chosen, freedom), errors, ()


def _diagnostics(held: Design, found: Any) -> dict[str, float]:
    """p-values of two tests: that all residuals have one variance (Breusch and Pagan, in Koenker's form), and that
    squares and cubes of the fitted values add nothing (Ramsey's RESET)."""
    from scipy import stats
    from statsmodels.stats.diagnostic import het_breuschpagan

    if held.x.shape[1] < 2:
        return {}
    spare = len(held.y) - held.x.shape[1] - 2
    told = {ONE_VARIANCE: float(het_breuschpagan(found.wresid, held.x)[1])}
    fitted = np.asarray(found.fittedvalues)
    standard = (fitted - fitted.mean()) / (fitted.std() or 1.0)
    root = np.sqrt(np.asarray(found.model.weights))[:, None]
    more = np.column_stack([held.x, standard**2, standard**3])
    if spare < 1 or len(independent(more)) < more.shape[1]:
        return told
    rest = np.linalg.lstsq(more * root, held.y * root[:, 0], rcond=None)[1]
    if not len(rest) or rest[0] <= 0:
        return told
    size = (found.ssr - rest[0]) / 2 / (rest[0] / spare)
    return told | {STRAIGHT: float(stats.f(2, spare).sf(size))}
