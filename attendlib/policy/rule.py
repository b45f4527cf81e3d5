"""What is a rule with a history, and which of its values held on a day?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from attendlib.errors import NotInForce
from attendlib.yamlfile import did_you_mean


@dataclass(frozen=True, eq=False)
class Held(Mapping[str, Any]):
    """One value of a rule and the days on which it holds: ``held["percent"]``.

    start, until: first and last day, inclusive; ``until`` is None while nothing has replaced it · reference: the
    document it comes from · unconfirmed: empty, or what nobody has checked at the source · ended: True for the entry
    that says that the rule is over, which holds no figures."""

    rule: str
    start: date
    until: date | None
    reference: str
    unconfirmed: str
    ended: bool
    fields: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        if key not in self.fields:
            raise KeyError(f'the rule "{self.rule}" has no "{key}": {did_you_mean(key, list(self.fields))}')
        return self.fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule and all its values, oldest first.

    keyed_by: ``date``, or ``academic_year`` for a rule that holds for whole academic years: its value then holds from
    the first day of the academic year that contains the date in the file · fields: what each figure means ·
    checked_on: the day on which a person last compared the file with its sources."""

    name: str
    description: str
    unit: str
    keyed_by: str
    checked_on: date
    fields: Mapping[str, str]
    values: tuple[Held, ...]

    def on(self, day: date) -> Held:
        """The value that held on ``day``. Raises NotInForce before the rule's first day and after it ended."""
        held = [value for value in self.values if value.start <= day]
        if not held:
            raise NotInForce(
                f'The rule "{self.name}" has no value on {day.isoformat()}: its first date is '
                f"{self.values[0].start.isoformat()}. Choose a later day, or add the older value with its reference."
            )
        if held[-1].ended:
            raise NotInForce(
                f'The rule "{self.name}" has no value on {day.isoformat()}: its first date is '
                f"{self.values[0].start.isoformat()} and it ended on {held[-1].start.isoformat()} "
                f"({held[-1].reference})."
            )
        return held[-1]
