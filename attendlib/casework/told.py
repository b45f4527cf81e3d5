"""How is a mistake in a policy's shape told to the person who wrote it?"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from attendlib.casework.prompt import Prompt
from attendlib.casework.shape import (
    Contradiction,
    Focus,
    Hold,
    Listed,
    Needs,
    NoImprovement,
    Outcomes,
    PolicyValue,
    Record,
    Setting,
    Step,
    When,
)
from attendlib.yamlfile import did_you_mean

INSIDE: dict[str, type[BaseModel]] = {
    "settings": Setting,
    "steps": Step,
    "records": Record,
    "lists": Listed,
    "prompts": Prompt,
    "schools": Focus,
    "contradictions": Contradiction,
    "outcomes": Outcomes,
    "hold": Hold,
    "when": When,
    "requires": Needs,
    "no_improvement": NoImprovement,
}
"""The key under which each part of a policy stands."""

SHOULD = {
    "string_type": "it should be text: put it in quotes",
    "string_pattern_mismatch": "use small letters and digits with hyphens, for example letter-a",
    "string_too_short": "it is empty: fill it in",
    "list_type": "it should be a list, each entry on a line that begins with a dash",
    "model_type": "it should be pairs of a key and a value",
    "dict_type": "it should be pairs of a key and a value",
    "too_short": "give at least one",
    "bool_type": "write true or false",
    "int_type": "write a number",
    "float_type": "write a number",
}
"""What a kind of fault means to a person."""


def told(error: ValidationError) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each fault as (place below the value, what is wrong and how to mend it)."""
    for fault in error.errors(include_input=False, include_url=False):
        place = tuple(step for step in fault["loc"] if step not in ("int", "float"))
        yield place, _words(fault["type"], place, fault["msg"])


def _words(kind: str, place: tuple[Any, ...], message: str) -> str:
    names = [str(step) for step in place if isinstance(step, str)]
    key = names[-1] if names else "the value"
    if kind == "extra_forbidden":
        part = next((INSIDE[name] for name in reversed(names[:-1]) if name in INSIDE), PolicyValue)
        return f'"{key}" is not a key here: {did_you_mean(key, list(part.model_fields))}'
    if kind == "missing" and key in ("source", "reference"):
        return f"the {key} is missing in {_part(place[:-1])}: name the document and section that it comes from"
    if kind == "missing":
        return f'the key "{key}" is missing in {_part(place[:-1])}: add it'
    return f'"{key}" is not right: {SHOULD.get(kind) or message.removeprefix("Value error, ").lower()}'


def _part(place: tuple[Any, ...]) -> str:
    """The part of a policy at a place, in words."""
    if not place:
        return "the value"
    if isinstance(place[-1], int):
        return f'entry {place[-1] + 1} of "{place[-2]}"'
    return f'"{place[-1]}"'
