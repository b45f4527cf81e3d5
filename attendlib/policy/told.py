"""How is a value of a rule said in words?"""

from collections.abc import Mapping
from typing import Any


def told(value: Any) -> str:
    """A value as a person reads it: ``yes``, ``none``, ``attendance below 96``, ``pounds 80, days 21``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{plain(str(key))} {_within(held)}" for key, held in value.items())
    if isinstance(value, list | tuple):
        return ("; " if any(isinstance(held, Mapping) for held in value) else ", ").join(map(told, value))
    return str(value)


def _within(value: Any) -> str:
    """A value within another, so that one can see where it ends."""
    return f"({told(value)})" if isinstance(value, Mapping | list | tuple) and len(value) > 1 else told(value)


def plain(name: str) -> str:
    """A name of the files of rules in words: ``half terms`` for ``half_terms``."""
    return name.replace("_", " ")
