"""How does a policy file become a policy, and what is wrong with it?

A policy is the same kind of file as every other rule, so the room ``policy`` reads it; here its value gets its meaning,
and what it does not say is as in the rule ``usual_policy``. Mistakes name file and line and how to mend them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from attendlib.casework.byrule import changes_of_law, misnamed
from attendlib.casework.order import Fault
from attendlib.casework.shape import PolicyValue
from attendlib.casework.sound import unsound
from attendlib.casework.standing import Policy
from attendlib.casework.told import told
from attendlib.errors import RuleError
from attendlib.policy import Rule, rule, rule_names
from attendlib.policy.load import OF_VALUE, Refused, load_rule
from attendlib.yamlfile import YamlMistake, line_of, plain, read_mapping

USUAL = "usual_policy"
"""The rule that says what holds of a policy where its file does not."""

Mistake = tuple[int, str]
"""The line of a file, and what is wrong there and how to mend it."""


def read_policy(path: Path) -> tuple[Policy, ...]:
    """The policy in a file, in each of its words, oldest first. Raises RuleError with every mistake in it."""
    mistakes: list[Mistake] = []
    rule_ = _rule(path, mistakes)
    data = _content(path)
    said = _said(data, mistakes)
    found = []
    for held in rule_.values if rule_ else ():
        if held.start in said:
            says, usual = said[held.start]
            one = Policy(path.stem, held.start, held.until, held.reference, says, usual=usual)
            mistakes += _at(data, held.start, _faults(one))
            found.append(one)
    if mistakes:
        raise RuleError("\n".join(f"{path.name}, line {line}: {what}" for line, what in sorted(set(mistakes))))
    return tuple(found)


def _rule(path: Path, mistakes: list[Mistake]) -> Rule | None:
    """The file as a rule; None where it is none, with what is wrong."""
    try:
        return load_rule(path.stem, path, lambda day: day, own=True)
    except Refused as refused:
        mistakes += refused.faults
        return None
    except RuleError as error:
        raise RuleError(str(error).replace(f"params/rules/{path.stem}.yaml", path.name)) from None


def _content(path: Path) -> CommentedMap:
    """What the file holds, with its lines; nothing where it is no YAML, which whoever reads it as a rule tells."""
    try:
        return read_mapping(path)
    except YamlMistake:
        return CommentedMap()


def _said(data: CommentedMap, mistakes: list[Mistake]) -> dict[date, tuple[PolicyValue, tuple[str, ...]]]:
    """By first day what the policy says, and which parts of it are as usual; what is not of that shape is a mistake."""
    values, found = plain(data).get("values"), {}
    for day, value in values.items() if isinstance(values, dict) else ():
        if type(day) is not date or not isinstance(value, dict) or value.get("ended"):
            continue
        usual = {key: part for key, part in _usual(day).items() if key not in value}
        words = {key: part for key, part in value.items() if key not in OF_VALUE}
        try:
            found[day] = PolicyValue.model_validate(usual | words), tuple(usual)
        except ValidationError as error:
            mistakes += _at(data, day, told(error))
    return found


def _usual(day: date) -> dict[str, Any]:
    """What holds where a policy of that day does not say it; of a day before there was any, what held first."""
    known = rule(USUAL)
    return {key: _as_written(part) for key, part in known.on(max(day, known.values[0].start)).items()}


def _as_written(part: Any) -> Any:
    """A part of a rule as it stands in its file, where what is closed to changes here is a list."""
    if isinstance(part, Mapping):
        return {key: _as_written(within) for key, within in part.items()}
    return list(part) if isinstance(part, tuple) else part


def _at(data: CommentedMap, day: date, faults: Iterator[Fault]) -> list[Mistake]:
    """Faults below the value of a day, with their lines."""
    place: tuple[Any, ...] = ("values", day)
    return [(line_of(data, (*place, *where)), what) for where, what in faults]


def _faults(one: Policy) -> Iterator[Fault]:
    """What is wrong with the policy's words, by the rules that they name as these stand on the first day and after each
    change."""
    wrong = list(misnamed(one.written))
    if wrong:
        yield from (*wrong, *unsound(one.written, rule_names()))
        return
    first = list(unsound(one.of_day(one.start).says, rule_names()))
    yield from first
    for day in changes_of_law(one.written, one.start, one.until):
        for where, what in unsound(one.of_day(day).says, rule_names()):
            if (where, what) not in first:
                yield where, f"{what} (by the rules from {day} on)"
