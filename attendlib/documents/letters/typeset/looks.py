"""How do a paragraph and a piece of text in a Word document look?

Word keeps a look in layers: the document's own, the style with those it is based on, and what was set by hand. Here
they become one, as far as a letter needs it: names are Word's own, values are texts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from attendlib.documents.letters.word.package import local, w

OFF = ("0", "false", "off", "none")
"""Values that turn something off."""

OF_PARAGRAPHS = ("spacing", "ind")
"""Properties whose value is in several attributes; each becomes one of its own, such as spacing.after."""

TWIPS_PER_POINT = 20

_WHOLE = re.compile("-?[0-9]{1,9}")
_COLOUR = re.compile("[0-9A-Fa-f]{6}")

Look = Mapping[str, str]


@dataclass(frozen=True)
class Style:
    """A named style: what it is based on, and its own part of the look of paragraphs and texts."""

    based_on: str
    paragraph: Look
    text: Look


@dataclass(frozen=True)
class Looks:
    """The looks of one document. ``usual``: the name of the style of a paragraph that names none."""

    paragraph: Look = field(default_factory=dict)
    text: Look = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    usual: str = ""

    def of_paragraph(self, properties: Any) -> dict[str, str]:
        """The look of a paragraph, from its own properties (None where it has none)."""
        own = paragraph_look(properties)
        found = dict(self.paragraph)
        for style in self._chain(own.get("pStyle", self.usual)):
            found |= style.paragraph
        return found | own

    def of_text(self, properties: Any, of_paragraph: Look) -> dict[str, str]:
        """The look of a text, from its own properties and the look of its paragraph."""
        own = text_look(properties)
        found = dict(self.text)
        for name in (of_paragraph.get("pStyle", self.usual), own.get("rStyle", "")):
            for style in self._chain(name):
                found |= style.text
        return found | own

    def of_table(self, properties: Any) -> bool:
        """Whether a table has lines between its cells."""
        borders = None if properties is None else properties.find(w("tblBorders"))
        if borders is not None:
            return any(side.get(w("val"), "none") not in ("none", "nil") for side in borders)
        style = None if properties is None else properties.find(w("tblStyle"))
        return style is not None and any("lines" in one.paragraph for one in self._chain(style.get(w("val"), "")))

    def _chain(self, name: str) -> Iterator[Style]:
        """A style after those that it is based on."""
        chain: list[Style] = []
        while name in self.styles and self.styles[name] not in chain:
            chain.append(self.styles[name])
            name = chain[-1].based_on
        return reversed(chain)


def looks(styles: Any) -> Looks:
    """The looks that the part ``styles`` of a document gives, the plainest where there is none."""
    if styles is None:
        return Looks()
    defaults, named, usual = styles.find(w("docDefaults")), {}, ""
    for style in styles.iter(w("style")):
        name = style.get(w("styleId"), "")
        based_on = style.find(w("basedOn"))
        paragraph = paragraph_look(style.find(w("pPr")))
        if any(
            side.get(w("val")) not in ("none", "nil") for side in style.iterfind(f"{w('tblPr')}/{w('tblBorders')}/*")
        ):
            paragraph["lines"] = "on"
        own = Style("" if based_on is None else based_on.get(w("val"), ""), paragraph, text_look(style.find(w("rPr"))))
        named[name] = own
        if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in OFF:
            usual = name
    return Looks(
        paragraph_look(_inside(defaults, "pPrDefault", "pPr")),
        text_look(_inside(defaults, "rPrDefault", "rPr")),
        named,
        usual,
    )


def paragraph_look(properties: Any) -> dict[str, str]:
    """What the properties of a paragraph say of themselves."""
    found: dict[str, str] = {}
    for one in () if properties is None else properties:
        name = local(one)
        if name in OF_PARAGRAPHS:
            found |= {f"{name}.{key.rsplit('}', 1)[-1]}": value for key, value in one.attrib.items()}
        elif name == "numPr":
            found |= {local(part): part.get(w("val"), "0") for part in one}
        elif name == "tabs":
            found["tabs"] = " ".join(tab.get(w("val"), "") for tab in one)
        elif name != "rPr":
            found[name] = one.get(w("val"), "on")
    return found


def text_look(properties: Any) -> dict[str, str]:
    """What the properties of a text say of themselves."""
    found = {local(one): one.get(w("val"), "on") for one in (() if properties is None else properties)}
    shade = None if properties is None else properties.find(w("shd"))
    return found if shade is None else found | {"shd": shade.get(w("fill"), "auto")}


def is_on(look: Look, name: str) -> bool:
    """Whether a property holds."""
    return look.get(name, "off") not in OFF


def points(look: Look, name: str) -> float:
    """A length in points; 0 where there is none."""
    return whole(look.get(name), 0) / TWIPS_PER_POINT


def whole(text: str | None, usual: int) -> int:
    """A whole number of a document; ``usual`` where it is none, such as a length with its unit."""
    return int(text) if text and _WHOLE.fullmatch(text) else usual


def colour(text: str) -> str:
    """A colour of a document as Typst; empty where it is none of its own."""
    return f'rgb("#{text}")' if _COLOUR.fullmatch(text) else ""


def _inside(element: Any, *names: str) -> Any:
    for name in names:
        element = None if element is None else element.find(w(name))
    return element
