"""How do paragraphs, headings, lists and tables become Typst?"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attendlib.documents.letters.typeset.carry import Carry
from attendlib.documents.letters.typeset.inline import BREAK, Inline
from attendlib.documents.letters.typeset.looks import Look, is_on, points, whole
from attendlib.documents.letters.typeset.tables import table
from attendlib.documents.letters.word.package import local, w

ALIGNED = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"}
PAGE_BREAK = "#pagebreak(weak: true)"
EMPTY_LINE = "#v(1em, weak: false)"
BODY = 9
"""The level of an outline at which a paragraph is no heading."""

HOLDS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")
"""What holds paragraphs and tables as a document does."""


class Blocks:
    """Everything in one part of a document, from top to bottom."""

    def __init__(self, carry: Carry, part: str) -> None:
        self.carry, self.part = carry, part
        self._level = 0

    def markup(self, holder: Any) -> str:
        """What stands in a document, a header, a cell: one block after the other."""
        made: list[str] = []
        for entry, group in groupby(_inside(holder), key=lambda one: self._entry(one) is not None):
            elements = list(group)
            made += self._list(elements) if entry else [self._block(element) for element in elements]
        return "\n".join(block for block in made if block)

    def cell(self, holder: Any) -> tuple[str, str]:
        """What stands in a cell, and how it is aligned. A plain paragraph alone stands there bare: a table may have
        hundreds of them."""
        elements = list(_inside(holder))
        if len(elements) == 1 and elements[0].tag == w("p") and self._entry(elements[0]) is None:
            look = self._look(elements[0])
            inside = Inline(self.carry, self.part, look).add(elements[0])
            if len(inside.pages) == 1 and not inside.boxes and not _level(look):
                return "".join(inside.pages[0]), ALIGNED.get(look.get("jc", ""), "")
        return self.markup(holder), ""

    def _entry(self, element: Any) -> tuple[str, int] | None:
        return self.carry.lists.entry(self._look(element)) if element.tag == w("p") else None

    def _look(self, paragraph: Any) -> dict[str, str]:
        return self.carry.looks.of_paragraph(paragraph.find(w("pPr")))

    def _block(self, element: Any) -> str:
        if element.tag == w("tbl"):
            return table(element, self.carry.looks.of_table(element.find(w("tblPr"))), self.cell)
        look = self._look(element)
        inside = Inline(self.carry, self.part, look).add(element)
        before = [PAGE_BREAK] if is_on(look, "pageBreakBefore") else []
        texts = ["".join(page) for page in inside.pages]
        parts = [self._paragraph(text, look) for text in texts]
        if len(parts) > 1:  # a page break in a paragraph: what is empty on one side of it takes no line there
            parts = [part if text else "" for part, text in zip(parts, texts, strict=True)]
        return "\n".join([*before, f"\n{PAGE_BREAK}\n".join(parts), *map(self.markup, inside.boxes)])

    def _paragraph(self, content: str, look: Look) -> str:
        if not content:
            return EMPTY_LINE
        level = _level(look)
        if level:
            self._level = min(level, self._level + 1)
            content = f"#heading(level: {self._level})[{content}]"
        else:
            content = f"#par[{content}]"
        align = ALIGNED.get(look.get("jc", ""))
        content = f"#align({align})[{content}]" if align and align != "left" else content
        above, below = points(look, "spacing.before"), points(look, "spacing.after")
        left, right = points(look, "ind.left") or points(look, "ind.start"), points(look, "ind.right")
        inset = f", inset: (left: {left:g}pt, right: {right:g}pt)" if left or right else ""
        return f"#block(above: {above:g}pt + gap, below: {below:g}pt + gap, width: 100%{inset})[{content}]"

    def _list(self, elements: Sequence[Any]) -> list[str]:
        """Entries that follow each other, as lists."""
        entries = []
        for element in elements:
            entry, inside = self._entry(element), Inline(self.carry, self.part, self._look(element)).add(element)
            text = BREAK.join("".join(page) for page in inside.pages)
            entries.append((entry or ("", 0), text))
        below = points(self._look(elements[-1]), "spacing.after")
        return [f"#block(above: gap, below: {below:g}pt + gap)[{made}]" for made in self._nested(entries, 0)]

    def _nested(self, entries: Sequence[tuple[tuple[str, int], str]], depth: int) -> Iterator[str]:
        """Lists of the entries at ``depth``, each with the deeper ones that follow it inside it."""
        place = 0
        while place < len(entries):
            (number, level), items = entries[place][0], []
            while place < len(entries) and (entries[place][0][0] == number or entries[place][0][1] > depth):
                end = place + 1
                while end < len(entries) and entries[end][0][1] > depth:
                    end += 1
                inner = "\n".join(self._nested(entries[place + 1 : end], depth + 1))
                items.append(f"[{entries[place][1]}\n{inner}]" if inner else f"[{entries[place][1]}]")
                place = end
            yield self.carry.lists.level((number, level)).markup(items, self.carry.counted[number, level])
            self.carry.counted[number, level] += len(items)


def _level(look: Look) -> int:
    """The level of a heading, from 1; 0 for a paragraph that is none."""
    level = whole(look.get("outlineLvl"), BODY)
    return level + 1 if 0 <= level < BODY else 0


def _inside(holder: Any) -> Iterator[Any]:
    """The paragraphs and tables of a holder, in order."""
    for element in holder:
        if element.tag in (w("p"), w("tbl")):
            yield element
        elif local(element) in HOLDS:
            yield from _inside(element)
