"""How does the evidence of a letter become a Word document?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from attendlib.casework.letters import Letter
from attendlib.city.contacts import Addressee
from attendlib.documents.letters.fields import Field, held, texts
from attendlib.documents.letters.word.fill import filled
from attendlib.documents.letters.word.package import Parts, core_part, w
from attendlib.documents.letters.word.record import record_pages
from attendlib.documents.letters.word.template import Template
from attendlib.documents.zipped import packed
from attendlib.names import RESTRICTED

PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{school}</dc:creator>\
<cp:keywords>{restricted}</cp:keywords><dc:language>en-GB</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>
"""
"""What the document says of itself: its dates are the letter's own."""


@dataclass(frozen=True)
class WordLetter:
    """A letter as a Word document. main: the part that holds the letter · trees: the parts that hold text, by name ·
    blanks: what a person has still to fill."""

    title: str
    school: str
    main: str
    trees: dict[str, Any]
    parts: Parts
    blanks: tuple[str, ...]

    def file(self) -> bytes:
        """The document as a file."""
        return packed(self.parts)


def word_letter(template: Template, letter: Letter, to: Addressee, fields: Sequence[Field]) -> WordLetter:
    """The letter to one household, with the attendance record behind it. ``fields``: in the template's order."""
    say, yes = texts(letter, to), held(letter)
    holding = {name for name, text in say.items() if text} | {name for name, holds in yes.items() if holds}
    found = filled(template.parts(holding), [say[f.name] for f in fields], [f.blank for f in fields])
    pupil, school = say["pupil_name"], say["school_name"]
    _append(found.trees[found.main], record_pages(letter, pupil))
    title = f"Letter about the attendance of {pupil or 'a pupil'}"
    core = PROPERTIES.format(
        title=escape(title), school=escape(school), restricted=RESTRICTED, day=letter.dated.isoformat()
    )
    parts = dict(found.rest)
    for name, tree in found.trees.items():
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[core_part(parts)] = core.encode()
    return WordLetter(title, school, found.main, found.trees, parts, found.blanks)


def _append(document: Any, pages: Sequence[Any]) -> None:
    """Put pages at the end of a document, before what it says of its last section."""
    body = document.body
    last = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
    for element in pages:
        if last is None:
            body.append(element)
        else:
            last.addprevious(element)
