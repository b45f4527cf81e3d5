"""How far could a rate be from what it is by chance alone?

As if the school had had other pupils like these. The sessions of one pupil go together, so a pupil is the unit and not
a session: the variance of a ratio of sums over pupils, by linearisation, with t limits for the number of pupils
(Cochran, Sampling Techniques, 3rd edition, 1977, chapters 6 and 9A). A share of pupils has Wilson's limits, the
difference of two shares Newcombe's (Statistics in Medicine 17 (1998), 857-872 and 873-890).
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

SHARE = 0.95
"""The share of such intervals that would hold the truth."""

FEWEST = 10
"""Pupils from which a rate over sessions is given an interval: among fewer, one pupil decides how far they differ."""

_Z = NormalDist().inv_cdf(0.5 + SHARE / 2)


@dataclass(frozen=True)
class Interval:
    """Lower and upper limit, as shares (0.05 is five per cent or points)."""

    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Nothing is among what chance allows."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class Spread:
    """The sums over some pupils of possible and missed sessions, of their squares and of their products: all that it
    takes to tell how much their pooled rate varies. Sums of pupils who are not the same may be added."""

    pupils: int
    possible: int
    absent: int
    absent_squared: int
    absent_possible: int
    possible_squared: int

    @classmethod
    def of(cls, possible: ArrayLike, absent: ArrayLike) -> Self:
        """Of pupils with these sessions, one number each; those without a possible session are left out."""
        p, a = np.asarray(possible, np.int64), np.asarray(absent, np.int64)
        p, a = p[p > 0], a[p > 0]
        return cls(len(p), *(int(sums) for sums in (p.sum(), a.sum(), (a * a).sum(), (a * p).sum(), (p * p).sum())))

    @property
    def rate(self) -> float:
        """The pooled rate."""
        return self.absent / self.possible

    @property
    def variance(self) -> float:
        """Of the pooled rate."""
        rate = self.rate
        squares = self.absent_squared - 2 * rate * self.absent_possible + rate**2 * self.possible_squared
        return max(0.0, squares) * self.pupils / ((self.pupils - 1) * self.possible**2)


def of_rate(own: Spread) -> Interval | None:
    """The interval of a pooled rate; None for fewer than FEWEST pupils."""
    if own.pupils < FEWEST:
        return None
    reach = deviate(own.pupils - 1) * sqrt(own.variance)
    return Interval(max(0.0, own.rate - reach), min(1.0, own.rate + reach))


def of_difference(own: Spread, other: Spread) -> Interval | None:
    """The interval of the own rate less the rate of other pupils; None where either are fewer than FEWEST."""
    if min(own.pupils, other.pupils) < FEWEST:
        return None
    mine, theirs = own.variance, other.variance
    both = mine + theirs
    # Satterthwaite's number of pupils for two groups that vary differently.
    freedom = both**2 / (mine**2 / (own.pupils - 1) + theirs**2 / (other.pupils - 1)) if both else own.pupils - 1
    reach, apart = deviate(freedom) * sqrt(both), own.rate - other.rate
    return Interval(apart - reach, apart + reach)


def of_change(before: tuple[ArrayLike, ArrayLike], now: tuple[ArrayLike, ArrayLike]) -> Interval | None:
    """The interval of the change of a rate between two periods. Each pair: possible and missed sessions of the same
    pupils in the same order, 0 for those who were not there. None for fewer than FEWEST pupils."""
    lean = _lean(*now) - _lean(*before)
    pupils = len(lean)
    if pupils < FEWEST:
        return None
    change = _rate(*now) - _rate(*before)
    reach = deviate(pupils - 1) * sqrt(float((lean**2).sum()) * pupils / (pupils - 1))
    return Interval(change - reach, change + reach)


def of_share(part: int, whole: int) -> Interval:
    """Wilson's interval of ``part`` of ``whole`` pupils. Raises ZeroDivisionError for none."""
    rate, z2 = part / whole, _Z**2
    middle = (rate + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = _Z * sqrt(rate * (1 - rate) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def of_shares(own: tuple[int, int], other: tuple[int, int]) -> Interval:
    """Newcombe's interval of one share less another, of pupils who are not the same. Each: part, whole."""
    mine, theirs, apart = of_share(*own), of_share(*other), own[0] / own[1] - other[0] / other[1]
    low = sqrt((own[0] / own[1] - mine.low) ** 2 + (theirs.high - other[0] / other[1]) ** 2)
    high = sqrt((mine.high - own[0] / own[1]) ** 2 + (other[0] / other[1] - theirs.low) ** 2)
    return Interval(apart - low, apart + high)


def deviate(freedom: float) -> float:
    """Student's t that leaves SHARE between its two signs, by the expansion in Abramowitz and Stegun, Handbook of
    Mathematical Functions, 26.7.5: right to two places for FEWEST pupils and more."""
    z = _Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))


def _lean(possible: ArrayLike, absent: ArrayLike) -> np.ndarray:
    """How far each pupil holds the pooled rate from itself."""
    p, a = np.asarray(possible, float), np.asarray(absent, float)
    return (a - _rate(p, a) * p) / p.sum()


def _rate(possible: ArrayLike, absent: ArrayLike) -> float:
    return float(np.sum(absent) / np.sum(possible))
