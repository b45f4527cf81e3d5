"""What does a fitted model say, and how sure is it?

Figures are not rounded here; whoever shows them rounds them once.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.research.models.clusters import Error
from attendlib.research.models.design import Design
from attendlib.yamlfile import did_you_mean

Floats = NDArray[np.float64]

LEVEL = 0.95
"""Share of repeated studies in which an interval should hold the truth."""


@dataclass(frozen=True)
class Estimate:
    """A figure, its standard error, interval, p-value against nothing, and degrees of freedom (infinite: normal)."""

    value: float
    error: float
    low: float
    high: float
    p: float
    freedom: float

    @property
    def clear(self) -> bool:
        """Whether nothing at all lies outside the interval."""
        return not self.low <= 0 <= self.high

    def through(self, curve: Callable[[float], float]) -> "Estimate":
        """The same on another scale, such as odds ratios for their logarithms. The standard error has none there."""
        return Estimate(curve(self.value), float("nan"), curve(self.low), curve(self.high), self.p, self.freedom)


def estimate(value: float, error: Error, level: float = LEVEL) -> Estimate:
    """The interval and p-value that go with a value and its error."""
    from scipy import stats

    spread = stats.t(error.freedom) if np.isfinite(error.freedom) and error.freedom > 0 else stats.norm()
    reach = float(spread.ppf(0.5 + level / 2)) * error.size
    p = float(2 * spread.sf(abs(value) / error.size)) if error.size > 0 else float("nan")
    return Estimate(float(value), error.size, float(value) - reach, float(value) + reach, p, error.freedom)


class Uncertainty(Protocol):
    """How sure a model is of any sum of its coefficients."""

    @property
    def covariance(self) -> Floats:
        """Of the coefficients."""

    def of(self, contrast: Floats) -> Error:
        """The error of a sum of coefficients, each times its number in ``contrast``."""


@dataclass(frozen=True, eq=False)
class Plain:
    """The same from a covariance matrix, with one number of degrees of freedom."""

    covariance: Floats
    freedom: float = float("inf")

    def of(self, contrast: Floats) -> Error:
        """The error of a sum of coefficients."""
        return Error(math.sqrt(max(float(contrast @ self.covariance @ contrast), 0.0)), self.freedom)


class Link(Protocol):
    """How the sum of coefficients becomes the outcome's own scale."""

    def mean(self, linear: Floats) -> Floats:
        """The expected outcome."""

    def slope(self, linear: Floats) -> Floats:
        """How much it moves for a small step of the sum."""


@dataclass(frozen=True, eq=False, repr=False)
class Fitted:
    """A fitted model. Shown by itself it says its terms, whom it leaves out and its cautions, and no pupil.

    kind: in words · errors: in words, what the intervals allow for · fit: figures of the whole model by name, and its
    diagnostics · cautions: what a reader has to know, in sentences · hidden: the beginnings of the names of terms that
    are not shown, such as schools' own intercepts · ratio: what the exponential of a coefficient is, "" where nothing
    · link: to the outcome's own scale."""

    kind: str
    design: Design
    estimates: Floats
    uncertainty: Uncertainty
    errors: str
    link: Link
    fit: Mapping[str, float]
    cautions: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    ratio: str = ""

    @cached_property
    def terms(self) -> dict[str, Estimate]:
        """Every coefficient that is shown, by its name, in the order of the formula."""
        names = (name for name in self.design.names if not name.startswith(self.hidden or ("\0",)))
        return {name: self.sum_of({name: 1.0}) for name in names}

    def table(self) -> pd.DataFrame:
        """A row per term that is shown: value, error, low, high, p, freedom."""
        return pd.DataFrame({name: vars(found) for name, found in self.terms.items()}).T

    def __repr__(self) -> str:
        rows = self.design.rows
        lacking = "".join(f", {count} without {name}" for name, count in rows.missing.items())
        lines = [
            f"{self.kind}: {self.design.formula}",
            f"{rows.used} of {rows.read} rows{lacking}; errors {self.errors}",
            self.table()[["value", "error", "low", "high", "p"]].to_string(float_format="{:.4g}".format),
            *(f"{name} {value:.4g}" for name, value in self.fit.items()),
            *self.cautions,
        ]
        return "\n".join(lines)

    def term(self, name: str, times: float = 1.0) -> Estimate:
        """One coefficient, or so many of it. Raises ResearchError with the names there are."""
        if name not in self.design.names:
            raise ResearchError(f'The model has no term "{name}": {did_you_mean(name, self.design.names)}')
        return self.sum_of({name: times})

    def ratios(self) -> dict[str, Estimate]:
        """The exponentials of the coefficients: odds ratios or ratios of counts."""
        return {name: found.through(math.exp) for name, found in self.terms.items()}

    def multiplied(self, name: str, times: float = 1.0) -> Estimate:
        """By what odds or counts are multiplied for so many more of a term."""
        return self.term(name, times).through(math.exp)

    def sum_of(self, weights: Mapping[str, float]) -> Estimate:
        """A sum of coefficients, each times its weight."""
        return self.about(np.array([weights.get(name, 0.0) for name in self.design.names]))

    def about(self, contrast: Floats) -> Estimate:
        """The same with a weight for every coefficient, in order."""
        return estimate(float(contrast @ self.estimates), self.uncertainty.of(contrast))

    def together(self, start: str) -> tuple[float, float]:
        """A test that every term whose name begins so is nothing: the F value and its p-value. The denominator has the
        fewest degrees of freedom of its terms."""
        from scipy import stats

        places = [i for i, name in enumerate(self.design.names) if name.startswith(start)]
        if not places:
            raise ResearchError(f'The model has no term that begins with "{start}".')
        picked = np.eye(len(self.design.names))[places]
        freedom = min([self.uncertainty.of(row).freedom for row in picked])
        held = self.estimates[places]
        size = float(held @ np.linalg.solve(self.uncertainty.covariance[np.ix_(places, places)], held)) / len(places)
        spread = (
            stats.f(len(places), freedom) if np.isfinite(freedom) else stats.chi2(len(places), scale=1 / len(places))
        )
        return size, float(spread.sf(size))
