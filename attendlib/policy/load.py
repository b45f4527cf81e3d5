"""How does a YAML file of ``params/rules`` become a rule, and what is refused?

Refused, each with file and line: a value without date or reference, a repeated key, an alias, a key that nobody
declared, a figure that a later value forgot, anything after nothing (a rule that begins by ending).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from attendlib.errors import RuleError
from attendlib.policy.rule import Held, Rule
from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping


@dataclass(frozen=True)
class _Source:
    """A file being read, for saying where a mistake stands."""

    name: str
    data: Any

    def refuse(self, place: tuple[Any, ...], what: str) -> RuleError:
        return RuleError(f"params/rules/{self.name}.yaml, line {line_of(self.data, place)}: {what}")


def load_rule(name: str, path: Path, year_start: Callable[[date], date]) -> Rule:
    """The rule in the file. ``year_start`` gives the first day of the academic year that contains a day.

    Raises RuleError with the file, the line and how to mend it."""
    try:
        data = read_mapping(path)
    except YamlMistake as mistake:
        raise RuleError(f"params/rules/{name}.yaml, line {mistake.line}: {mistake}") from None
    except (OSError, UnicodeDecodeError):
        raise RuleError(f"params/rules/{name}.yaml cannot be read as a text file in UTF-8: check what it is.") from None
    source = _Source(name, data)
    told = _validated(source)
    first_day = year_start if told["keyed_by"] == "academic_year" else _same_day
    values = sorted(
        (_held(source, day, value, told["fields"], first_day) for day, value in told["values"].items()),
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


def _validated(source: _Source) -> dict[str, Any]:
    """The file's content in the shape of a rule file."""
    # Imported here because asking a table, which most of the library does first, needs no pydantic.
    from attendlib.policy.shape import RuleFile, ValidationError, faults

    content = plain(source.data)
    if isinstance(content.get("values"), dict):
        content["values"] = {_first_day(source, day): value for day, value in content["values"].items()}
    try:
        told = RuleFile.model_validate(content).model_dump()
    except ValidationError as error:
        raise RuleError("\n".join(str(source.refuse(place, what)) for place, what in faults(error))) from None
    told["values"] = {date.fromisoformat(day): value for day, value in told["values"].items()}
    return told


def _first_day(source: _Source, day: Any) -> str:
    if type(day) is not date:
        raise source.refuse(
            ("values", day), "a value must start with its first day, written as YYYY-MM-DD without quotes"
        )
    return day.isoformat()


def _held(
    source: _Source, day: date, value: Mapping[str, Any], fields: Mapping[str, str], first_day: Callable[[date], date]
) -> Held:
    own = {"reference", "unconfirmed", "ended"}
    figures = {key: _fixed(figure) for key, figure in value.items() if key not in own}
    expected = [] if value["ended"] else list(fields)
    for key in figures:
        if key not in expected:
            hint = did_you_mean(str(key), [*expected, *sorted(own)])
            raise source.refuse(("values", day, key), f'"{key}" is not declared under "fields": {hint}')
    for key in expected:
        if key not in figures:
            raise source.refuse(("values", day), f'the value of {day.isoformat()} has no "{key}": add it')
    return Held(
        source.name,
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
        raise source.refuse(("values",), "the first value says that the rule ended: write first what it was")
    for one, after in pairwise(values):
        if one.start == after.start:
            raise source.refuse(("values",), f"two values hold from {one.start.isoformat()}: keep one of them")
    ends = [after.start - timedelta(days=1) for after in values[1:]]
    return tuple(replace(held, until=end) for held, end in zip(values, [*ends, None], strict=True))
