"""Is a paragraph an entry of a list, and how is it marked?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from attendlib.documents.letters.typeset.looks import Look
from attendlib.documents.letters.word.package import w

PATTERNS = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""Word's name of a kind of number, and how Typst writes its first."""

NONE = "0"
"""The number of the list of a paragraph that is taken out of one."""


@dataclass(frozen=True)
class Level:
    """How the entries of one level are marked: a Typst pattern such as ``1.``, empty for bullets; and from what on."""

    pattern: str
    start: int


@dataclass(frozen=True)
class Lists:
    """The lists of one document, by number and level."""

    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)

    def entry(self, look: Look) -> tuple[str, int] | None:
        """The list and level of a paragraph; None where it is no entry of a list."""
        number = look.get("numId", NONE)
        return None if number == NONE else (number, int(look.get("ilvl", "0")))

    def level(self, entry: tuple[str, int]) -> Level:
        """How an entry is marked, with a bullet where the document does not say."""
        return self.levels.get(entry, Level("", 1))


def lists(numbering: Any) -> Lists:
    """The lists that the part ``numbering`` of a document gives."""
    if numbering is None:
        return Lists()
    abstract = {one.get(w("abstractNumId")): one for one in numbering.iter(w("abstractNum"))}
    found: dict[tuple[str, int], Level] = {}
    for number in numbering.iter(w("num")):
        refers = number.find(w("abstractNumId"))
        held = None if refers is None else abstract.get(refers.get(w("val")))
        for level in () if held is None else held.iter(w("lvl")):
            found[number.get(w("numId"), ""), int(level.get(w("ilvl"), "0"))] = _level(level)
    return Lists(found)


def _level(level: Any) -> Level:
    kind, words = _value(level, "numFmt", "bullet"), _value(level, "lvlText", "")
    start = _value(level, "start", "1")
    if kind not in PATTERNS:
        return Level("", 1)
    place = f"%{int(level.get(w('ilvl'), '0')) + 1}"
    return Level(words.replace(place, PATTERNS[kind]) if place in words else PATTERNS[kind], int(start))


def _value(element: Any, name: str, usual: str) -> str:
    found = element.find(w(name))
    return usual if found is None else found.get(w("val"), usual)
