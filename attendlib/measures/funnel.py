"""Which schools differ from the others by more than chance would make them?

Each school's rate is set against the pooled rate of all, with binomial limits for its size, widened by the variation
that schools show in general (a multiplicative factor from the winsorised squared deviations): the sessions of one pupil
go together, so plain binomial limits would be far too narrow. Method: Spiegelhalter, Funnel plots for comparing
institutional performance, Statistics in Medicine 24 (2005), 1185-1202.
"""

from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

LIMITS = {"95": 0.95, "998": 0.998}
"""The two pairs of limits, by the share of schools that chance alone would leave between them."""

WINSOR = 0.1
"""The share of deviations at either end that is drawn in before the general variation is measured."""

POINTS = 60

FEWEST = 5
"""Schools from which a funnel can say something. Among four, a school's own deviation widens the limits so far that no
figure whatever would lie beyond the outer ones."""

FEW = int(1 / WINSOR)
"""Schools up to which drawing in the extremes does not set even one school aside: only a very unlike one is found."""


def limits(part: ArrayLike, whole: ArrayLike) -> pd.DataFrame:
    """The curves: size, low_998, low_95, high_95 and high_998 in percent, from the smallest size worth drawing to the
    largest school's. ``part`` and ``whole`` are counts by school."""
    wholes = np.asarray(whole, dtype=np.float64)
    rate, factor = _pooled(part, whole), _general_variation(part, whole)
    sizes = np.linspace(max(wholes.min() / 2, 1), wholes.max() * 1.03, POINTS)
    spread = 100 * np.sqrt(factor * rate * (1 - rate) / sizes)
    frame = pd.DataFrame({"size": sizes})
    for name, share in LIMITS.items():
        reach = deviates(share) * spread
        frame[f"low_{name}"] = np.clip(100 * rate - reach, 0, 100)
        frame[f"high_{name}"] = np.clip(100 * rate + reach, 0, 100)
    return frame


def outside(part: ArrayLike, whole: ArrayLike) -> NDArray[np.bool_]:
    """Which schools lie beyond the outer limits, told from their counts."""
    return beyond(part, whole) != 0


def beyond(part: ArrayLike, whole: ArrayLike) -> NDArray[np.int64]:
    """For each school 1 above the outer limits, -1 below them, 0 between."""
    deviation = _deviations(part, whole) / np.sqrt(_general_variation(part, whole))
    return (np.sign(deviation) * (np.abs(deviation) > deviates(LIMITS["998"]))).astype(np.int64)


def deviates(share: float) -> float:
    """How many standard deviations to either side hold this share of a normal distribution."""
    return NormalDist().inv_cdf(0.5 + share / 2)


def _pooled(part: ArrayLike, whole: ArrayLike) -> float:
    return float(np.sum(part) / np.sum(whole))


def _deviations(part: ArrayLike, whole: ArrayLike) -> NDArray[np.float64]:
    parts, wholes, rate = np.asarray(part, float), np.asarray(whole, float), _pooled(part, whole)
    error = np.sqrt(rate * (1 - rate) / wholes)
    return np.divide(parts / wholes - rate, error, out=np.zeros_like(error), where=error > 0)


def _general_variation(part: ArrayLike, whole: ArrayLike) -> float:
    return general_variation(_deviations(part, whole))


def general_variation(deviations: NDArray[np.float64]) -> float:
    """The factor by which schools vary more than the binomial says, from their deviations; never below 1."""
    low, high = np.quantile(deviations, [WINSOR, 1 - WINSOR])
    return max(1.0, float(np.mean(np.clip(deviations, low, high) ** 2)))
