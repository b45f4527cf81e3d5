"""Whom does a condition take in that names a rule in place of a number?

``when: {misses: persistent_absence}`` goes by what the rule says in the academic year of the figures, also in August,
and is told in the rule's own words: a change of law changes every policy that names it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from attendlib.calendar import Calendar
from attendlib.casework.order import Fault
from attendlib.casework.shape import Listed, PolicyValue, Step, exact
from attendlib.measures.asked import Asked, Window
from attendlib.measures.decided import CLASSES, decided
from attendlib.measures.fixed_counts import FixedCounts
from attendlib.measures.thresholds import Threshold, threshold
from attendlib.policy import Held, rule
from attendlib.yamlfile import did_you_mean

WHOLE = 100
"""All possible sessions, in percent."""

RULES = tuple(CLASSES.values())
"""The rules that a condition may name."""


@dataclass(frozen=True)
class Law:
    """What the rules say that a condition may name, over the days of some figures. by: what decides, by name of the
    rule · untold: why it cannot be told who is in the class, by name of the rule."""

    by: Mapping[str, Held | FixedCounts]
    untold: Mapping[str, str]

    def words(self, named: str) -> Threshold | None:
        """How much is missed, in words; None where it cannot be told."""
        (name,) = [name for name, of in CLASSES.items() if of == named]
        return threshold(name, self.by[named]) if named in self.by else None

    def counts(self, named: str) -> FixedCounts | None:
        """The sessions that decide; None where a share does, or nothing."""
        found = self.by.get(named)
        return found if isinstance(found, FixedCounts) else None

    def limits(self, named: str) -> dict[str, Fraction]:
        """The limit of attendance that a share comes to, by its key in a condition; none where no share decides."""
        held = self.by.get(named)
        if held is None or isinstance(held, FixedCounts):
            return {}
        return {"attendance_at_most" if held["inclusive"] else "attendance_below": WHOLE - exact(held["percent"])}

    def untold_of(self, says: PolicyValue) -> list[str]:
        """Of each rule that a policy names and that does not tell who is in its class, why not."""
        return [
            f"Nobody is found by {named}: {why}" for named, why in self.untold.items() if named in named_rules(says)
        ]


NO_LAW = Law({}, {})
"""Of a policy that has not been asked of any days, or names no rule."""


def law_over(window: Window, calendar: Calendar) -> Law:
    """What decides over the days of a window, all of one academic year."""
    found = decided(Asked(("enrolment",), window), calendar)
    return Law(
        {CLASSES[name]: of for name, of in found.by.items()},
        {CLASSES[name]: why for name, why in found.untold.items()},
    )


def named_rules(says: PolicyValue) -> set[str]:
    """The rules that conditions of a policy name."""
    return {when.misses for _, _, when in says.whens if when.misses}


def changes_of_law(says: PolicyValue, start: date, until: date | None) -> list[date]:
    """The days within a policy's words, after their first, from which on a rule that they name says something else."""
    firsts = (value.start for name in named_rules(says) for value in rule(name).values)
    return sorted({day for day in firsts if start < day and (until is None or day <= until)})


Named = TypeVar("Named", Step, Listed)


def by_law(says: PolicyValue, law: Law) -> PolicyValue:
    """The same with the limits that the rules come to, and their words in the names of what goes by them."""

    def told(one: Named) -> Named:
        if not one.when.misses:
            return one
        words = law.words(one.when.misses)
        name = f"{one.name}, missing {words.amount}" if words else one.name
        when = one.when.model_copy(update=law.limits(one.when.misses))
        return one.model_copy(update={"name": name, "when": when})

    return says.model_copy(
        update={"steps": [told(step) for step in says.steps], "lists": [told(one) for one in says.lists]}
    )


def misnamed(says: PolicyValue) -> Iterator[Fault]:
    """Rules that a condition cannot name, and a limit beside one that does the same."""
    for at, _, when in says.whens:
        place, named = (*at, "when", "misses"), when.misses
        if named and named not in RULES:
            yield place, f'"{named}" is no rule that says who misses too much: {did_you_mean(named, RULES)}'
        elif named and at[0] == "schools":
            yield place, "the rule is about a pupil's own sessions: give a school a limit of attendance"
        elif named and (when.attendance_below is not None or when.attendance_at_most is not None):
            yield place, "a rule and a limit both say how low attendance is: keep one of them"
