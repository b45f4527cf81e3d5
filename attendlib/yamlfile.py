"""How is a YAML file read so that nothing is guessed and every mistake has a line?

YAML 1.2 (``no`` and ``on`` stay words), repeated keys and aliases refused, plain data only. Values keep their line
numbers, so that whoever validates them can say where a mistake stands.
"""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, Event, ScalarEvent

_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
"""What YAML takes for a date."""


MEND = {
    "'\\t'": "there is a tab in the line: write spaces in its place",
    "cannot start any token": "put the value in quotes",
    "mapping values are not allowed": "if the value has a colon in it, put the value in quotes",
}
"""What a problem that the parser tells of mostly is, by words of it, and how to mend it; the first that fits."""


class YamlMistake(Exception):
    """The text is not YAML that attendlib reads. ``line`` counts from 1; ``str`` says what and how to mend it."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_mapping(path: Path) -> CommentedMap:
    """The mapping at the top of the file. Raises YamlMistake; OSError where the file cannot be opened."""
    text = path.read_text(encoding="utf-8-sig")
    reader = YAML(typ="rt")
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            _refuse(event)
        data = reader.load(text)
    except DuplicateKeyError as error:
        raise YamlMistake("the same key stands twice: keep one of them", _line(error)) from None
    except MarkedYAMLError as error:
        problem = error.problem or "it cannot be parsed"
        mend = next((f": {mend}" for sign, mend in MEND.items() if sign in problem), "")
        raise YamlMistake(f"this is not valid YAML: {problem}{mend}", _line(error)) from None
    except (YAMLError, ValueError):
        raise YamlMistake("this is not valid YAML", 1) from None
    except RecursionError:
        raise YamlMistake("lines stand one inside another too deeply: check how they are indented", 1) from None
    if not isinstance(data, CommentedMap):
        raise YamlMistake("the file must be a list of `key: value` lines", 1)
    return data


def _refuse(event: Event) -> None:
    """Raise YamlMistake for what is YAML but not read here, or would break the reading."""
    if isinstance(event, AliasEvent):
        raise YamlMistake("an alias (*name) is not read here: write the value out", event.start_mark.line + 1)
    if isinstance(event, ScalarEvent) and (found := _DAY.match(event.value)) and event.style is None:
        try:
            date(*map(int, found.groups()))
        except ValueError:
            raise YamlMistake("there is no such day: check the month and the day", event.start_mark.line + 1) from None


def _line(error: MarkedYAMLError) -> int:
    return error.problem_mark.line + 1 if error.problem_mark is not None else 1


def line_of(data: Any, place: Sequence[str | int]) -> int:
    """The line, from 1, of the value at ``place`` (keys and positions from the top); the nearest parent's if it is
    not there."""
    line = 1
    for step in place:
        if not isinstance(data, (CommentedMap, CommentedSeq)):
            return line
        try:
            line = data.lc.data[step][0] + 1
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return line
    return line


def plain(data: Any) -> Any:
    """The same data as ordinary dicts and lists."""
    if isinstance(data, CommentedMap):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, CommentedSeq):
        return [plain(value) for value in data]
    return data


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """``Did you mean "x"?`` for the nearest known word, capitals or not, else the list of them all."""
    small = {one.lower(): one for one in known}
    near = get_close_matches(word.lower(), small, n=1)
    return f'did you mean "{small[near[0]]}"?' if near else f"known here: {', '.join(known)}"
