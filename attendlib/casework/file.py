"""How does a policy file become a policy, and what is wrong with it?

A policy is the same kind of file as every other rule, so the room ``policy`` reads it; here its value gets its meaning.
Mistakes name file and line and how to mend them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attendlib.casework.shape import PolicyValue, Step, When, exact
from attendlib.casework.sound import WHOLE, unsound
from attendlib.casework.told import told
from attendlib.city import School
from attendlib.errors import RuleError, UnknownRule
from attendlib.policy import rule_names
from attendlib.policy.files import file_of
from attendlib.policy.load import load_rule
from attendlib.yamlfile import did_you_mean, line_of, plain, read_mapping

FOLDER = "policies/"
"""Where the policies stand among the rules."""

OfSchool = Callable[[str], str]
"""Asked for a column of the schools table, gives what a school has there, or nothing."""

PERCENT = "percent"
"""The unit of a setting that is a share of the possible sessions."""

OF_VALUE = ("reference", "unconfirmed", "ended")
"""Keys of every rule's value, which the room ``policy`` looks after."""


@dataclass(frozen=True)
class Policy:
    """A policy as it stands on a day. start, until: first and last day of these words · given: settings that the person
    asking chose instead of the policy's own."""

    name: str
    start: date
    until: date | None
    reference: str
    says: PolicyValue
    given: Mapping[str, Fraction] = field(default_factory=dict)

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

    def stands(self, when: When, attended: int, possible: int, of_school: OfSchool = lambda column: "") -> bool:
        """Whether counts of sessions are within the limits of a condition; never where none was possible."""
        scaled = {key: 100 * attended - self.limit(limit, of_school) * possible for key, limit in when.limits.items()}
        tests = {"attendance_below": lambda n: n < 0, "attendance_at_most": lambda n: n <= 0}
        return possible > 0 and all(tests.get(key, lambda n: n >= 0)(left) for key, left in scaled.items())

    def remark(self, on: date) -> str:
        """Empty, or that the policy's words are not of that day."""
        if on < self.start:
            return f"{self.name} holds from {self.start}: on {on} it was not yet adopted."
        if self.until and on > self.until:
            return f"{self.name} held to {self.until}: on {on} it is asked as a comparison."
        return ""


def own_numbers(school: School) -> OfSchool:
    """The numbers that a school has in the schools table for settings of a policy."""
    return lambda column: str(getattr(school, column, "") or "")


def policy_names() -> list[str]:
    """The policies that come with attendlib, in order."""
    return [name.removeprefix(FOLDER) for name in rule_names() if name.startswith(FOLDER)]


def policies_with(step: str) -> list[str]:
    """The policies that come with attendlib and know a step or record of that name, in any of their words."""
    return [name for name in policy_names() if any(step in one.known for one in _values(_place(name)))]


@cache
def notes_alone() -> frozenset[str]:
    """The records by which nothing was done with a pupil, in any words of any policy that comes with attendlib: a hold,
    and that a review was held."""
    every = [one.says for name in policy_names() for one in _values(_place(name))]
    closing = {record.record for says in every for record in says.records if record.closes_review}
    return frozenset({says.hold.record for says in every} | closing)


def policy(name: str | Path, on: date, settings: Mapping[str, str] | None = None) -> Policy:
    """The policy of that name, or in that file, as it stands on a day; the nearest of its words where it had none then
    (``Policy.remark`` says so). ``settings``: numbers to use instead of the policy's own.

    Raises UnknownRule with the nearest name; RuleError with every mistake in the file, or for a setting it has not."""
    place = _place(str(name))
    values = _values(place)
    begun = [value for value in values if value.start <= on]
    found = begun[-1] if begun else values[0]
    return found.chosen(settings or {})


def check_policy(path: Path) -> list[str]:
    """What is wrong with a policy file, each with its line and how to mend it; empty when nothing is."""
    try:
        _read(path)
    except RuleError as error:
        return str(error).split("\n")
    return []


def _place(name: str) -> Path:
    known = policy_names()
    if name in known:
        return file_of(FOLDER + name, rule_names(), "policy", ".yaml")
    if name.endswith((".yaml", ".yml")):
        return Path(name)
    raise UnknownRule(f'There is no policy "{name}": {did_you_mean(name, known)}; a policy of your own: give its file')


def _values(place: Path) -> tuple[Policy, ...]:
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        raise RuleError(f"There is no policy file {place}: check the path.") from None
    return _kept(place, changed)


@cache
def _kept(place: Path, changed: int) -> tuple[Policy, ...]:
    return _read(place)


def _read(path: Path) -> tuple[Policy, ...]:
    try:
        rule = load_rule(path.stem, path, lambda day: day)
    except RuleError as error:
        raise RuleError(str(error).replace(f"params/rules/{path.stem}.yaml", path.name)) from None
    data = read_mapping(path)
    found: list[Policy] = []
    mistakes: list[tuple[int, str]] = []
    for held in rule.values:
        if held.ended:
            continue
        place: tuple[Any, ...] = ("values", held.start)
        words = {key: value for key, value in plain(data["values"][held.start]).items() if key not in OF_VALUE}
        try:
            says = PolicyValue.model_validate(words)
        except ValidationError as error:
            mistakes += [(line_of(data, (*place, *where)), what) for where, what in told(error)]
            continue
        mistakes += [(line_of(data, (*place, *where)), what) for where, what in unsound(says, rule_names())]
        found.append(Policy(path.stem, held.start, held.until, held.reference, says))
    if mistakes:
        raise RuleError("\n".join(f"{path.name}, line {line}: {what}" for line, what in sorted(set(mistakes))))
    return tuple(found)
