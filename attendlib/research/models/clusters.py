"""How sure is a model of its coefficients when rows come in clusters, such as the pupils of one school?

The usual sandwich is too narrow where clusters are few. Here each cluster's residuals are put up by what fitting took
out of them (CR2: unbiased where the rows are independent), and the t distribution has as many degrees of freedom as
that estimate has in truth (Satterthwaite). Where weights make few rows count for much, CR2 is too narrow in its turn,
for it takes a row's weight to say how sure the row is: there each cluster is left out in turn (CR3, the jackknife).
Sources: Bell and McCaffrey, Survey Methodology 28 (2002), 169-181;
Pustejovsky and Tipton, Journal of Business and Economic Statistics 36 (2018), 672-683, also for models with an
intercept for each cluster. A model of odds or counts is taken for the weighted straight line that its last step of
fitting was.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError

Floats = NDArray[np.float64]

NOTHING_LEFT = 1e-9
"""Share of a direction's variance below which fitting is taken to have used up a cluster's residuals in it."""

CR2, CR3 = 0.5, 1.0
"""The powers of what fitting leaves of a cluster's residuals by which the two put them up."""

FEW = 40
"""Clusters below which a reader is told that there are few. Source: Cameron and Miller, Journal of Human Resources 50
(2015), 317-372."""


class Error(NamedTuple):
    """A standard error and the degrees of freedom of the t distribution that goes with it."""

    size: float
    freedom: float


class Clusters:
    """The uncertainty of a fit of y on x by least squares, with correlated rows inside each of ``groups``; ``power`` of
    what fitting leaves of them by which their residuals are put up."""

    def __init__(self, x: Floats, residuals: Floats, groups: NDArray[np.int64], power: float = CR2) -> None:
        self._inverse = np.linalg.inv(x.T @ x)
        half = np.linalg.cholesky(self._inverse)
        order = np.argsort(groups, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
        scores, squares, crosses = [], [], []
        for rows in parts:
            own = x[rows]
            adjusted = _adjusted(own, half, power)
            scores.append(adjusted.T @ residuals[rows])
            squares.append(adjusted.T @ adjusted)
            crosses.append(own.T @ adjusted)
        self._scores, self._squares, self._crosses = np.array(scores), np.array(squares), np.array(crosses)

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return len(self._scores)

    @cached_property
    def covariance(self) -> Floats:
        """Of the coefficients."""
        meat: Floats = self._scores.T @ self._scores
        return self._inverse @ meat @ self._inverse

    def of(self, contrast: Floats) -> Error:
        """The standard error of a sum of coefficients, each times its number in ``contrast``."""
        weight = self._inverse @ contrast
        size = float(np.sqrt(np.sum((self._scores @ weight) ** 2)))
        # The estimate is a quadratic form whose matrix is diag(own) - shared inverse shared'.
        own = np.einsum("i,gij,j->g", weight, self._squares, weight)
        shared = self._crosses @ weight
        both = self._inverse @ (shared.T @ shared)
        trace = own.sum() - np.trace(both)
        square = (own**2).sum() - 2 * own @ np.einsum("gi,ij,gj->g", shared, self._inverse, shared)
        square += np.trace(both @ both)
        return Error(size, float(trace**2 / square) if square > 0 else 0.0)


def clustered(
    x: Floats, residuals: Floats, column: "pd.Series[str]", left_out: bool = False
) -> tuple[Clusters, str, tuple[str, ...]]:
    """The uncertainty of a fit whose rows may be alike where ``column`` is, in words what it allows for, and cautions.
    left_out: by leaving out each cluster in turn. Raises ResearchError where it is the same everywhere."""
    found = Clusters(x, residuals, pd.factorize(column)[0].astype(np.int64), CR3 if left_out else CR2)
    if found.count < 2:
        raise ResearchError(
            f'All rows have the same "{column.name}": intervals that allow for clusters need at least two.'
        )
    few = f"There are only {found.count} clusters ({column.name}): intervals allow for that, and are wide."
    return found, f"clustered by {column.name}, {found.count} clusters", (few,) if found.count < FEW else ()


def own_variances(x: Floats, residuals: Floats) -> Floats:
    """The covariance of a fit whose rows have a variance each (HC3: residuals put up by all that fitting took out of
    them). A row that alone tells one of the terms, such as the only pupil of a school, leaves no residual and tells
    nothing of how sure the others are. Source: MacKinnon and White, Journal of Econometrics 29 (1985), 305-325."""
    inverse = np.linalg.inv(x.T @ x)
    left = 1 - np.einsum("ij,jk,ik->i", x, inverse, x)
    scaled = np.where(left > NOTHING_LEFT, residuals / np.maximum(left, NOTHING_LEFT), 0.0)
    found: Floats = inverse @ ((x * (scaled**2)[:, None]).T @ x) @ inverse
    return found


def _adjusted(own: Floats, half: Floats, power: float) -> Floats:
    """A cluster's rows over a power of what fitting leaves of their variance; directions of which nothing is
    left, such as a cluster's own intercept, drop out."""
    left, size, _ = np.linalg.svd(own @ half, full_matrices=False)
    over = 1 - size**2
    scale = np.where(over > NOTHING_LEFT, np.maximum(over, NOTHING_LEFT) ** -power, 0.0) - 1
    found: Floats = own + left @ (scale[:, None] * (left.T @ own))
    return found
