"""What of a Word document is carried into the PDF, and what is not?

Every text has to be, or there is no PDF: the two say the same. Looks that cannot be carried are told, not lost in
silence.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.typeset.looks import Looks, looks
from attendlib.documents.letters.typeset.numbering import Lists, lists
from attendlib.documents.letters.word.package import Parts, Relation, parsed, relations, w

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an older Word shows instead of what stands beside it: the same once more."""


@dataclass
class Carry:
    """One document on its way. trees: the parts that hold text · lost: the looks that were not carried · seen: the
    texts that were · pictures: the files of pictures, by the name that the PDF's source gives them · footnotes: the
    notes by their number."""

    parts: Parts
    trees: dict[str, Any]
    looks: Looks
    lists: Lists
    lost: dict[str, None] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    pictures: dict[str, bytes] = field(default_factory=dict)
    counted: Counter[tuple[str, int]] = field(default_factory=Counter)

    def relation(self, part: str, number: str) -> Relation | None:
        """What a part refers to by that id."""
        return relations(self.parts, part).get(number)

    def lose(self, what: str) -> None:
        """Note a look that is not carried."""
        self.lost.setdefault(what)

    def check(self, name: str) -> None:
        """Raise TemplateError where a text of the document was not carried."""
        held = Counter(text for tree in self.trees.values() for text in _texts(tree))
        if held - self.seen:
            raise TemplateError(
                f"{name}: the PDF would not say all that the Word document says: a text stands in something that "
                "cannot be carried over, such as a diagram, a formula or an endnote. Move it into the text, or make "
                "Word documents only (--formats docx)."
            )


def carry(main: str, parts: Parts, trees: dict[str, Any]) -> Carry:
    """A document at the start of its way. ``parts`` and ``trees`` by name; ``main`` holds the letter."""
    held = {one.kind: one.target for one in relations(parts, main).values() if one.target in parts}

    def part(kind: str) -> Any:
        return parsed(parts[held[kind]]) if kind in held else None

    return Carry(parts, trees, looks(part("styles")), lists(part("numbering")))


def _texts(tree: Any) -> Iterator[str]:
    """The texts of a part, also of formulas and diagrams, each once, without those that were taken out of it."""
    for element in tree.iter("{*}t"):
        if element.text and not any(
            above.tag in (FALLBACK, w("del"), w("moveFrom")) for above in element.iterancestors()
        ):
            yield element.text
