"""What shape has a file of rules?

Top level: description, unit, keyed_by, fields (each figure's name and meaning), values (by first day), checked_on.
Each value: the declared figures, a reference, and where due ``unconfirmed: why`` or ``ended: true``. The file of a
policy needs ``values`` alone.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from attendlib.yamlfile import did_you_mean

__all__ = ["RuleFile", "ValidationError", "faults"]

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    reference: Words
    unconfirmed: str = ""
    ended: bool = False


class RuleFile(BaseModel):
    """One rule with its history. The first day of each value is written as text here, YYYY-MM-DD."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    description: Words
    unit: Words
    keyed_by: Literal["date", "academic_year"]
    fields: dict[str, Words] = Field(min_length=1)
    values: dict[str, _Value] = Field(min_length=1)
    checked_on: date


class OwnFile(RuleFile):
    """The file of a policy, which may leave out at the top what is alike in all of them. What a key of its values means
    is said by whoever reads it, so that ``fields`` need not name it."""

    description: Words = "A school's own policy"
    unit: Words = "percent of possible sessions attended in the academic year so far, and calendar weeks"
    keyed_by: Literal["date", "academic_year"] = "date"
    fields: dict[str, Words] = Field(default_factory=dict)
    checked_on: date | None = None  # type: ignore[assignment]


def faults(error: ValidationError) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each fault as (place in the file, what is wrong and how to mend it)."""
    for fault in error.errors(include_input=False, include_url=False):
        place = tuple(_key(step) for step in fault["loc"])
        yield place, _told(fault["type"], [str(step) for step in place], fault["msg"])


def _key(step: int | str) -> Any:
    """The key as it stands in the file, where a value's first day is a date and not text."""
    try:
        return date.fromisoformat(step) if isinstance(step, str) else step
    except ValueError:
        return step


def _told(kind: str, place: list[str], message: str) -> str:
    key, where = place[-1], f' in the value of "{place[1]}"' if len(place) > 2 else ""
    if kind == "extra_forbidden":
        return f'"{key}" is not a key here: {did_you_mean(key, list(RuleFile.model_fields))}'
    if kind == "missing":
        return f'the key "{key}" is missing{where}: add it'
    if key == "reference":
        return f"the reference is empty or not text{where}: name the document that the value comes from"
    return f'"{key}" is not right{where}: {message.lower()}'
