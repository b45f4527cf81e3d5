"""How does a YAML file of ``params/rules`` become a rule, and what is refused?

Refused, each with file and line: a value without date or reference, a repeated key, an alias, a key that nobody
declared, a figure that a later value forgot, anything after nothing (a rule that begins by ending).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from attendlib.errors import RuleError
from attendlib.policy.rule import Held, Rule
from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping

OF_VALUE = ("reference", "unconfirmed", "ended")
"""Keys that the value of any rule may have."""


class Refused(RuleError):
    """A file that cannot be a rule. faults: everything that is wrong with it, as (line, what it is and how to mend
    it)."""

    def __init__(self, name: str, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"params/rules/{name}.yaml, line {line}: {what}" for line, what in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class _Source:
    """A file being read, for saying where a mistake stands."""

    name: str
    data: Any

    def refuse(self, *faults: tuple[tuple[Any, ...], str]) -> Refused:
        """The error that tells what is wrong, each with its place."""
        return Refused(self.name, [(line_of(self.data, place), what) for place, what in faults])


def load_rule(name: str, path: Path, year_start: Callable[[date], date], own: bool = False) -> Rule:
    """The rule in the file. ``year_start`` gives the first day of the academic year that contains a day · ``own``: it
    is that of a policy (``OwnFile``), whose keys whoever asks looks at.

    Raises RuleError, Refused with every mistake with its line and how to mend it."""
    try:
        data = read_mapping(path)
    except YamlMistake as mistake:
        raise Refused(name, [(mistake.line, str(mistake))]) from None
    except (OSError, UnicodeDecodeError):
        raise RuleError(f"params/rules/{name}.yaml cannot be read as a text file in UTF-8: check what it is.") from None
    source = _Source(name, data)
    told = _validated(source, own)
    if not own:
        _check_keys(source, told["values"], told["fields"])
    first_day = year_start if told["keyed_by"] == "academic_year" else _same_day
    values = sorted(
        (_held(source.name, day, value, first_day) for day, value in told["values"].items()),
        key=lambda held: held.start,
    )
    return Rule(
        name,
        told["description"],
        told["unit"],
        told["keyed_by"],
        told["checked_on"],
        told["fields"],
        _in_turn(source, values),
    )


def _same_day(day: date) -> date:
    return day


def _validated(source: _Source, own: bool) -> dict[str, Any]:
    """The file's content in the shape of a rule file."""
    # Imported here because asking a table, which most of the library does first, needs no pydantic.
    from attendlib.policy.shape import OwnFile, RuleFile, ValidationError, faults

    content = plain(source.data)
    if isinstance(content.get("values"), dict):
        content["values"] = {_first_day(source, day): value for day, value in content["values"].items()}
    try:
        told = (OwnFile if own else RuleFile).model_validate(content).model_dump()
    except ValidationError as error:
        raise source.refuse(*faults(error)) from None
    told["values"] = {date.fromisoformat(day): value for day, value in told["values"].items()}
    return told


def _first_day(source: _Source, day: Any) -> str:
    if type(day) is not date:
        what = "a value must start with its first day, written as YYYY-MM-DD without quotes"
        raise source.refuse((("values", day), what))
    return day.isoformat()


def _check_keys(source: _Source, values: Mapping[date, Mapping[str, Any]], fields: Mapping[str, str]) -> None:
    """Raise Refused with every key of a value that is not declared, and every declared one that a value lacks."""
    wrong = [fault for day, value in values.items() for fault in _not_as_declared(day, value, fields)]
    if wrong:
        raise source.refuse(*wrong)


def _not_as_declared(
    day: date, value: Mapping[str, Any], fields: Mapping[str, str]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    expected = [] if value["ended"] else list(fields)
    for key in value:
        if key not in (*expected, *OF_VALUE):
            hint = did_you_mean(str(key), [*expected, *sorted(OF_VALUE)])
            yield ("values", day, key), f'"{key}" is not declared under "fields": {hint}'
    for key in expected:
        if key not in value:
            yield ("values", day), f'the value of {day.isoformat()} has no "{key}": add it'


def _held(name: str, day: date, value: Mapping[str, Any], first_day: Callable[[date], date]) -> Held:
    figures = {key: _fixed(figure) for key, figure in value.items() if key not in OF_VALUE}
    return Held(
        name,
        first_day(day),
        None,
        value["reference"],
        value["unconfirmed"],
        value["ended"],
        figures,
    )


def _fixed(figure: Any) -> Any:
    """Lists closed to changes, because a rule is shared by everybody who asks for it."""
    if isinstance(figure, dict):
        return {key: _fixed(part) for key, part in figure.items()}
    return tuple(_fixed(part) for part in figure) if isinstance(figure, list) else figure


def _in_turn(source: _Source, values: list[Held]) -> tuple[Held, ...]:
    """Each value holding until the day before the next."""
    if values[0].ended:
        raise source.refuse((("values",), "the first value says that the rule ended: write first what it was"))
    for one, after in pairwise(values):
        if one.start == after.start:
            raise source.refuse((("values",), f"two values hold from {one.start.isoformat()}: keep one of them"))
    ends = [after.start - timedelta(days=1) for after in values[1:]]
    return tuple(replace(held, until=end) for held, end in zip(values, [*ends, None], strict=True))
