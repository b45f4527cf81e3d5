"""What does a policy say on a day, at a school?

Its words are those of the day, its numbers a school's own where it has any, and its rules those of the academic year.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Any

from attendlib.calendar import Calendar
from attendlib.casework.byrule import NO_LAW, WHOLE, Law, by_law, law_over, named_rules
from attendlib.casework.shape import PolicyValue, Step, When, exact
from attendlib.city import School
from attendlib.errors import RuleError
from attendlib.measures.asked import Window
from attendlib.policy import academic_year, academic_year_start
from attendlib.yamlfile import did_you_mean

NO_CALENDAR = Calendar(())
"""Where nobody says which city's: the terms are those of official statistics."""

OfSchool = Callable[[str], str]
"""Asked for a column of the schools table, gives what a school has there, or nothing."""

PERCENT = "percent"
"""The unit of a setting that is a share of the possible sessions."""


@dataclass(frozen=True)
class Policy:
    """A policy as it stands on a day. start, until: first and last day of these words · written: the words as they are
    in the file · given: settings that the person asking chose instead of the policy's own · law: what the rules say
    that it names, in the academic year asked about · usual: the parts of its words that its file leaves to the rule
    ``usual_policy``."""

    name: str
    start: date
    until: date | None
    reference: str
    written: PolicyValue
    given: Mapping[str, Fraction] = field(default_factory=dict)
    law: Law = NO_LAW
    usual: tuple[str, ...] = ()

    @cached_property
    def says(self) -> PolicyValue:
        """Its words, with what the rules say that it names."""
        return by_law(self.written, self.law)

    def over(self, window: Window, calendar: Calendar) -> "Policy":
        """The same by the rules of a window's academic year, for figures of its days."""
        return replace(self, law=law_over(window, calendar)) if named_rules(self.written) else self

    def of_day(self, day: date) -> "Policy":
        """The same by the rules of a day's academic year, for figures of it up to then, where nobody says whose."""
        return self.over(Window(academic_year_start(academic_year(day)), day), NO_CALENDAR)

    def step(self, name: str) -> Step:
        """One of the steps."""
        return next(step for step in self.says.steps if step.step == name)

    @property
    def label(self) -> str:
        """Its name, with the settings that were chosen: blue-coat-2025 (school_target 93)."""
        chosen = ", ".join(f"{name} {float(number):g}" for name, number in self.given.items())
        return f"{self.name} ({chosen})" if chosen else self.name

    def chosen(self, settings: Mapping[str, str]) -> "Policy":
        """The same with numbers that the person asking chose. Raises RuleError for a setting it has not, or none."""
        for key in settings:
            if key not in self.says.settings:
                raise RuleError(f'{self.name} has no setting "{key}": {did_you_mean(key, list(self.says.settings))}')
        try:
            given = {key: exact(number) for key, number in settings.items()}
        except (ValueError, ZeroDivisionError):
            raise RuleError("A setting is given as a name and a number, for example school_target=92.5") from None
        for key, number in given.items():
            if self.says.settings[key].unit == PERCENT and not 1 < number <= WHOLE:
                raise RuleError(f"{key} is a percentage of attendance: write 95 or 92.5, and no share such as 0.95.")
        return replace(self, given=given)

    @property
    def known(self) -> tuple[str, ...]:
        """What an intervention may be called: a step, a record, or the hold."""
        named = [s.step for s in self.says.steps] + [r.record for r in self.says.records]
        return tuple(dict.fromkeys([*named, self.says.hold.record]))

    def limit(self, limit: Any, of_school: OfSchool = lambda column: "") -> Fraction:
        """The number that a limit stands for: itself, or the setting as the person asking, else the school's own
        column of the schools table, else the policy has it. Raises RuleError for a school's value that is none."""
        if not isinstance(limit, str):
            return exact(limit)
        setting = self.says.settings[limit]
        own = of_school(setting.column) if setting.column else ""
        if limit in self.given or not own:
            return self.given.get(limit, exact(setting.value))
        try:
            return exact(own)
        except ValueError:
            raise RuleError(
                f'The column {setting.column} of the schools table holds something that is no number: "{limit}" of '
                f"{self.name} is taken from it. Write a number, or leave it blank for the policy's own."
            ) from None

    def stands(
        self,
        when: When,
        attended: int,
        possible: int,
        of_school: OfSchool = lambda column: "",
        born: date | None = None,
    ) -> bool:
        """Whether counts of sessions are as a condition asks; never where none was possible."""
        scaled = {key: 100 * attended - self.limit(limit, of_school) * possible for key, limit in when.limits.items()}
        tests = {"attendance_below": lambda n: n < 0, "attendance_at_most": lambda n: n <= 0}
        within = all(tests.get(key, lambda n: n >= 0)(left) for key, left in scaled.items())
        return possible > 0 and within and possible - attended >= self.fewest_missed(when, born)

    def fewest_missed(self, when: When, born: date | None) -> float:
        """The sessions that somebody born then must have missed for a condition that names a rule of a fixed count: 0
        where no count decides, endless where the rule does not tell."""
        if not when.misses or self.law.limits(when.misses):
            return 0
        counts = self.law.counts(when.misses)
        return counts.of(born) if counts else inf

    def remark(self, on: date) -> str:
        """Empty, or that the policy's words are not of that day, and why nobody is found by a rule that it names."""
        said = [f"{self.name} holds from {self.start}: on {on} it was not yet adopted."] if on < self.start else []
        if self.until and on > self.until:
            said = [f"{self.name} held to {self.until}: on {on} it is asked as a comparison."]
        return " ".join([*said, *self.law.untold_of(self.written)])


def own_numbers(school: School) -> OfSchool:
    """The numbers that a school has in the schools table for settings of a policy."""
    return lambda column: str(getattr(school, column, "") or "")
