"""In which words does a report say who is persistently or severely absent?

By the rules of the report's own academic year, so that a change of law changes the words.
"""

from dataclasses import dataclass
from datetime import date

from attendlib.errors import NotInForce
from attendlib.measures import Asked
from attendlib.measures.decided import CLASSES, Decided, decided
from attendlib.measures.fixed_counts import FixedCounts
from attendlib.policy import Held, rule
from attendlib.report.view import View


@dataclass(frozen=True)
class Threshold:
    """What an enrolment misses that is in a class. name: the class as a measure · amount: in words, ``10% or more`` or
    ``22 sessions or more`` · edge: the share from which on it is in the class; None where it is not told by a share, or
    only above it."""

    name: str
    amount: str
    edge: int | None

    @property
    def words(self) -> str:
        """``persistently absent``."""
        return self.name.replace("_", " ")

    @property
    def missed(self) -> str:
        """``10% or more of sessions missed``, ``22 sessions or more missed``."""
        return f"{self._of('sessions')} missed"

    @property
    def they_missed(self) -> str:
        """``missed 10% or more of their sessions``, ``missed 22 sessions or more``."""
        return f"missed {self._of('their sessions')}"

    def _of(self, whole: str) -> str:
        return f"{self.amount} of {whole}" if "%" in self.amount else self.amount


def thresholds(view: View) -> tuple[Threshold, ...]:
    """Persistent absence, then severe absence, in the years and for the days for which a rule tells them."""
    by = in_question(view).by
    return tuple(_by_count(name, of) if isinstance(of, FixedCounts) else _by_share(name, of) for name, of in by.items())


def of_share(named: str, day: date) -> Threshold:
    """What the rule of that name says on a day on which it is a share of possible sessions. Raises NotInForce."""
    (name,) = [name for name, of in CLASSES.items() if of == named]
    return _by_share(name, rule(named).on(day))


def in_question(view: View) -> Decided:
    """What decides the classes over the whole window, and why one is not told."""
    return decided(Asked(("city",), view.window), view.open.city.calendar)


def in_force(name: str, day: date) -> Held | None:
    """What a rule says on a day; None on a day on which it has no value."""
    try:
        return rule(name).on(day)
    except NotInForce:
        return None


def same_rule(name: str, day: date, other: date) -> bool:
    """A rule says the same on both days, or has no value on either."""
    one, another = in_force(name, day), in_force(name, other)
    return (one and dict(one)) == (another and dict(another))


def _by_share(name: str, held: Held) -> Threshold:
    if held["inclusive"]:
        return Threshold(name, f"{held['percent']}% or more", held["percent"])
    return Threshold(name, f"more than {held['percent']}%", None)


def _by_count(name: str, counts: FixedCounts) -> Threshold:
    others = "".join(f" ({sessions} at age {age})" for age, sessions in sorted(counts.by_age.items()))
    return Threshold(name, f"{counts.sessions} sessions or more{others}", None)
