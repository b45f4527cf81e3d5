"""Is a paragraph an entry of a list, and how is it marked?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from attendlib.documents.letters.typeset.dress import string
from attendlib.documents.letters.typeset.looks import Look, whole
from attendlib.documents.letters.word.package import w

PATTERNS = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""Word's name of a kind of number, and how Typst writes its first."""

OTHER_LEVEL = re.compile(r"%[0-9]\.?")
"""The number of a level above, which is not repeated."""

NONE = "0"
"""The number of the list of a paragraph that is taken out of one."""


@dataclass(frozen=True)
class Level:
    """How the entries of one level are marked. kind: one of PATTERNS' numbers, empty for bullets · before, after: what
    stands around the number · start: from what on."""

    kind: str = ""
    before: str = ""
    after: str = ""
    start: int = 1

    def markup(self, items: Sequence[str], counted: int) -> str:
        """Entries as a list, of which there have been ``counted`` before."""
        if not self.kind:
            return f"#list({', '.join(items)})"
        shown = f"n => {string(self.before)} + numbering({string(self.kind)}, n) + {string(self.after)}"
        return f"#enum(start: {self.start + counted}, numbering: {shown}, {', '.join(items)})"


@dataclass(frozen=True)
class Lists:
    """The lists of one document, by number and level."""

    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)

    def entry(self, look: Look) -> tuple[str, int] | None:
        """The list and level of a paragraph; None where it is no entry of a list."""
        number = look.get("numId", NONE)
        return None if number == NONE else (number, whole(look.get("ilvl"), 0))

    def level(self, entry: tuple[str, int]) -> Level:
        """How an entry is marked, with a bullet where the document does not say."""
        return self.levels.get(entry, Level())


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
            found[number.get(w("numId"), ""), whole(level.get(w("ilvl")), 0)] = _level(level)
    return Lists(found)


def _level(level: Any) -> Level:
    kind = PATTERNS.get(_value(level, "numFmt", "bullet"))
    if kind is None:
        return Level()
    before, _, after = _value(level, "lvlText", "").partition(f"%{whole(level.get(w('ilvl')), 0) + 1}")
    return Level(kind, OTHER_LEVEL.sub("", before), OTHER_LEVEL.sub("", after), whole(_value(level, "start", "1"), 1))


def _value(element: Any, name: str, usual: str) -> str:
    found = element.find(w(name))
    return usual if found is None else str(found.get(w("val"), usual))
