"""In which words is it said how much somebody misses who is in a class of absence?

Made from what decides the class, so that a change of law changes the words wherever they stand.
"""

from dataclasses import dataclass

from attendlib.measures.fixed_counts import FixedCounts
from attendlib.policy import Held


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


def threshold(name: str, of: Held | FixedCounts) -> Threshold:
    """What puts an enrolment into a class, from the value of its rule or the fixed counts that decide it."""
    return _by_count(name, of) if isinstance(of, FixedCounts) else _by_share(name, of)


def _by_share(name: str, held: Held) -> Threshold:
    if held["inclusive"]:
        return Threshold(name, f"{held['percent']}% or more", held["percent"])
    return Threshold(name, f"more than {held['percent']}%", None)


def _by_count(name: str, counts: FixedCounts) -> Threshold:
    others = "".join(f" ({sessions} at age {age})" for age, sessions in sorted(counts.by_age.items()))
    return Threshold(name, f"{counts.sessions} sessions or more{others}", None)
