"""What moved a rate of absence between two periods?

The change of the whole is split over groups of enrolments that do not overlap. A group moves it by its own rate, and by
being a larger or smaller share of the possible sessions while its rate differs from the whole's. Taken at the middle of
the two periods, so that neither comes first, the parts add up to the change exactly, and the parts of pupils to the
part of their group. Method: Kitagawa, Components of a difference between two rates, Journal of the American
Statistical Association 50 (1955), 1168-1194.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from attendlib.errors import MeasureError


class Counts(NamedTuple):
    """Possible sessions of a period, and those of them missed."""

    possible: int
    absent: int

    @property
    def rate(self) -> Fraction:
        """The share missed, exact. Raises ZeroDivisionError where nothing was possible."""
        return Fraction(self.absent, self.possible)


Groups = Mapping[str, Counts]
"""The counts of groups that do not overlap, by name."""

NOTHING = Counts(0, 0)


@dataclass(frozen=True)
class Effect:
    """How far a group moved the rate of the whole, as exact shares: by its own rate, and by its size."""

    own: Fraction
    size: Fraction


def effects(before: Groups, now: Groups) -> dict[str, Effect]:
    """The effect of each group that is in either period. A group without possible sessions in one of them has no rate
    of its own to change: all its effect is by its size. Raises MeasureError as ``moves`` does."""
    found = {}
    whole = total(before), total(now)
    for name, move in moves(before, now).items():
        pair = before.get(name, NOTHING), now.get(name, NOTHING)
        own = _by_own_rate(pair, whole) if all(g.possible for g in pair) else Fraction(0)
        found[name] = Effect(own, move - own)
    return found


def moves(before: Groups, now: Groups) -> dict[str, Fraction]:
    """How far each group moved the rate of the whole, by either. Raises MeasureError where nothing at all was possible
    in a period."""
    first, last = total(before), total(now)
    if not (first.possible and last.possible):
        raise MeasureError("A change needs possible sessions in both periods: ask for days on which there were some.")
    middle = (first.rate + last.rate) / 2
    return {
        name: _apart(now.get(name, NOTHING), last, middle) - _apart(before.get(name, NOTHING), first, middle)
        for name in dict.fromkeys((*before, *now))
    }


def total(groups: Groups) -> Counts:
    """All groups together."""
    return Counts(sum(g.possible for g in groups.values()), sum(g.absent for g in groups.values()))


def _apart(counts: Counts, whole: Counts, middle: Fraction) -> Fraction:
    """How far a group holds the rate of its period from the middle of the two."""
    return (counts.absent - middle * counts.possible) / whole.possible


def _by_own_rate(pair: tuple[Counts, Counts], whole: tuple[Counts, Counts]) -> Fraction:
    shares = [Fraction(counts.possible, period.possible) for counts, period in zip(pair, whole, strict=True)]
    return (pair[1].rate - pair[0].rate) * sum(shares) / 2
