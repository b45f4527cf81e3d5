"""What does a Word document have before there is anything in it: pages, looks, header, footer, properties?"""

import io
import re
from string import Template
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from attendlib.documents.faults import ExportError
from attendlib.documents.paper import COLOURS, short
from attendlib.documents.report import Report
from attendlib.documents.typesetting import TEMPLATES
from attendlib.documents.word.text import NAMESPACES, field, paragraph, run
from attendlib.documents.zipped import packed

LANGUAGE = "en-GB"
_NOT_NEEDED = ("thumbnail", "stylesWithEffects", "customXml", "extended-properties")
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG, _SHORT, _SIDE, _TOP, _FOOT, _EDGE, _BETWEEN = 16838, 11906, 907, 1304, 1134, 567, 454
"""A4, its margins and what is between two columns, in twentieths of a point."""


def blank(report: Report) -> Document:
    """An empty document on A4 that looks like the house, and is named and marked as the report is."""
    document = docx.Document()
    for relationships in (document.part.package.rels, document.part.rels):
        for name in [name for name, to in relationships.items() if to.reltype.rsplit("/", 1)[1] in _NOT_NEEDED]:
            del relationships[name]
    _dress(document)
    _name(document, report)
    _mark(document, report)
    return document


def pages(document: Document, turned: bool = False, columns: int = 1, begins: str = "nextPage") -> str:
    """The end of a part of the document whose pages are upright or turned, all with the same header and footer, and
    whose words run in so many columns. begins: where the part did, ``nextPage`` or ``continuous``, below the last."""
    kinds = (qn("w:headerReference"), qn("w:footerReference"))
    marks = [child for child in document.element.body[-1] if child.tag in kinds]
    wide, high, way = (_LONG, _SHORT, ' w:orient="landscape"') if turned else (_SHORT, _LONG, "")
    beside = f'<w:cols w:num="{columns}" w:space="{_BETWEEN}"/>' if columns > 1 else ""
    return (
        f"<w:sectPr>{''.join(etree.tostring(mark, encoding='unicode') for mark in marks)}"
        f'<w:type w:val="{begins}"/><w:pgSz w:w="{wide}" w:h="{high}"{way}/><w:pgMar w:top="{_TOP}" w:right="{_SIDE}" '
        f'w:bottom="{_FOOT}" w:left="{_SIDE}" w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/>{beside}</w:sectPr>'
    )


def finished(document: Document, content: str) -> bytes:
    """The file with that content, given as WordprocessingML: the same bytes each time. Raises ExportError for a letter
    that no XML can hold."""
    if _NOT_IN_XML.search(content):
        raise ExportError("A text of the notebook holds a control character, which a Word document cannot.")
    whole = f"<w:document {NAMESPACES}><w:body>{content}{pages(document)}</w:body></w:document>".encode()
    out = io.BytesIO()
    document.save(out)
    # The library takes minutes to move a long table into its own tree, so the content goes in when the file is packed.
    with ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, "word/document.xml": whole})


def _dress(document: Document) -> None:
    """The house's looks in place of the library's, and the settings of a document of today."""
    looks = (TEMPLATES / "attendlib_docx" / "styles.xml").read_text("utf-8")
    colours = {name: colour.removeprefix("#") for name, colour in COLOURS.items()}
    _refill(document.styles.element, Template(looks).substitute(colours))
    _refill(document.part.numbering_part.element, (TEMPLATES / "attendlib_docx" / "numbering.xml").read_text("utf-8"))
    _refill(document.settings.element, (TEMPLATES / "attendlib_docx" / "settings.xml").read_text("utf-8"))


def _refill(element: Any, xml: str) -> None:
    element[:] = list(parse_xml(xml.encode()))


def _name(document: Document, report: Report) -> None:
    own = document.core_properties
    own.title, own.author, own.language = report.name[:255], "attendlib", LANGUAGE
    own.category, own.comments = report.restricted, ""
    # No day of making: the same report is the same file.
    core = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for element in [*core.findall(qn("dcterms:created")), *core.findall(qn("dcterms:modified"))]:
        core.remove(element)


def _mark(document: Document, report: Report) -> None:
    """What stands at the head and the foot of every page."""
    head = paragraph("Header", run(report.restricted))
    page, of = field("PAGE", run("1")), field("NUMPAGES", run("1"))
    foot = paragraph("Footer", f"{run(f'{short(report)} · Page ')}{page}{run(' of ')}{of}")
    for part, inside in ((document.sections[0].header.part, head), (document.sections[0].footer.part, foot)):
        _refill(part.element, f"<w:hdr {NAMESPACES}>{inside}</w:hdr>")
