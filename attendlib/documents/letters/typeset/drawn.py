"""Which pictures and text boxes hang on a paragraph, and how does a picture become Typst?"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from attendlib.documents.letters.typeset.carry import FALLBACK, Carry
from attendlib.documents.letters.typeset.dress import string
from attendlib.documents.letters.typeset.looks import whole
from attendlib.documents.letters.word.package import R, w

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""The kinds of picture that a PDF can take."""

EMU_PER_POINT = 12700
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BOX, BLIP = w("txbxContent"), f"{{{A}}}blip"


def boxes(drawn: Any, carry: Carry) -> list[Any]:
    """The text boxes in something drawn; their texts follow the paragraph."""
    found = [element for element in _shown(drawn) if element.tag == BOX]
    if found:
        carry.lose("a text box: its text follows the paragraph that it hangs on")
    elif not any(element.tag == BLIP for element in _shown(drawn)):
        carry.lose("a shape or drawing that is no picture")
    return found


def pictures(drawn: Any, carry: Carry, part: str) -> Iterator[str]:
    """The pictures in something drawn, to stand in the line, each with its alternative text."""
    for blip in (element for element in _shown(drawn) if element.tag == BLIP):
        relation = carry.relation(part, blip.get(f"{{{R}}}embed", ""))
        kind = PurePosixPath(relation.target).suffix.lower() if relation else ""
        if relation is None or kind not in PICTURES or relation.target not in carry.parts:
            carry.lose(f"a picture of the kind {kind or 'unknown'}: insert it as PNG or JPEG")
            continue
        if next(drawn.iter(f"{{{WP}}}anchor"), None) is not None:
            carry.lose("the place of a floating picture: it stands in the line of its paragraph")
        data = carry.parts[relation.target]
        name = f"{sha256(data).hexdigest()[:32]}{kind}"
        carry.pictures[name] = data
        yield _picture(name, drawn, carry)


def _picture(name: str, drawn: Any, carry: Carry) -> str:
    extent, about = next(drawn.iter(f"{{{WP}}}extent"), None), next(drawn.iter(f"{{{WP}}}docPr"), None)
    words = "" if about is None else about.get("descr", "")
    told = [string(name)]
    if extent is not None:
        sides = (("width", whole(extent.get("cx"), 0)), ("height", whole(extent.get("cy"), 0)))
        told += [f"{side}: {length / EMU_PER_POINT:g}pt" for side, length in sides if length > 0]
    if words:
        return f"#box(image({', '.join(told)}, alt: {string(words)}))"
    carry.lose("a picture without alternative text: nobody who cannot see it learns what it shows")
    return f"#box(pdf.artifact(image({', '.join(told)})))"


def _shown(element: Any) -> Iterator[Any]:
    """The element and what is in it, without what only an older Word shows and the inside of text boxes."""
    yield element
    for child in () if element.tag == BOX else element:
        if child.tag != FALLBACK and isinstance(child.tag, str):
            yield from _shown(child)
