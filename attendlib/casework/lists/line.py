"""How far is an enrolment from a line: the share of possible sessions missed at which it falls into a class?

On whole sessions only, never on a rounded rate. The lines are those of the rules ``persistent_absence`` and
``severe_absence``, each with whether exactly that share is enough.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from attendlib.errors import MeasureError
from attendlib.policy import Held, rule

PERSISTENT, SEVERE = "persistent_absence", "severe_absence"
"""The rules that draw a line."""


@dataclass(frozen=True)
class Line:
    """A share of possible sessions missed. inclusive: exactly that share is enough."""

    rule: str
    share: Fraction
    inclusive: bool

    def reached(self, absent: int, possible: int) -> bool:
        """Whether so many sessions missed put the enrolment into the class; never where none was possible."""
        over = self._over(absent, possible)
        return possible > 0 and (over >= 0 if self.inclusive else over > 0)

    def may_miss(self, absent: int, possible: int, to_come: int) -> int | None:
        """How many of the sessions to come may be missed, all others attended, so that the line is not reached once
        they are over; None where it is reached even if none is missed."""
        whole = possible + to_come
        if not whole:
            return 0
        left = (self.share.numerator * whole - self.inclusive) // self.share.denominator - absent
        return None if left < 0 else min(left, to_come)

    def in_a_row(self, absent: int, possible: int, to_come: int) -> int | None:
        """How many of the very next sessions may be missed one after the other before the line is reached; None where
        it is reached already."""
        if self.reached(absent, possible):
            return None
        left = -self._over(absent, possible) - self.inclusive
        return min(max(left // (self.share.denominator - self.share.numerator), 0), to_come)

    def way_out(self, absent: int, possible: int) -> int:
        """How many sessions have to be attended, with none missed, until the line is no longer reached."""
        if not self.reached(absent, possible):
            return 0
        step = self.share.numerator
        return (self._over(absent, possible) + step - (not self.inclusive)) // step

    def _over(self, absent: int, possible: int) -> int:
        """Sessions missed less those at the line, times the share's denominator."""
        return self.share.denominator * absent - self.share.numerator * possible


def lines(on: date) -> tuple[Line, Line]:
    """The lines of persistent and of severe absence. Raises as ``line`` does."""
    return line(PERSISTENT, on), line(SEVERE, on)


def line(name: str, on: date) -> Line:
    """The line that a rule draws in the academic year of a day. Raises NotInForce before the rule's first day;
    MeasureError for the years in which a fixed count of sessions decided, which leaves no share to stay below."""
    held = rule(name).on(on)
    if held["method"] != "exact":
        raise MeasureError(
            f'On {on} the rule "{name}" was a fixed count of sessions for whole terms, so that nobody can be told how '
            f"many more may be missed: ask for a day from {_first_exact(name)} on."
        )
    return Line(name, Fraction(held["percent"]) / 100, held["inclusive"])


def _first_exact(name: str) -> date:
    """The first day of a rule on which it was a share of the enrolment's own sessions."""
    return next(held.start for held in rule(name).values if _is_exact(held))


def _is_exact(held: Held) -> bool:
    return not held.ended and held["method"] == "exact"
