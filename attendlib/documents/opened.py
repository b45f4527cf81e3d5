"""Does a document that was written open, and has it all its parts?

Read as a stranger would read it, from its bytes: what a full disk or a broken template leaves behind is found here,
before anybody is given it.
"""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from zipfile import BadZipFile, ZipFile

from lxml import etree, html
from nbformat import NotebookNode

from attendlib.documents.faults import ExportError
from attendlib.documents.prose import prose_parts
from attendlib.documents.shown import Shown, shown

ELSEWHERE = {"end"}
"""Kinds of blocks that documents leave out."""


def prove_opens(name: str, data: bytes, notebook: NotebookNode) -> None:
    """Raise ExportError unless ``data`` is a whole document of the format ``name``, with the heading of every block
    that the notebook shows."""
    _OPENS[name](data, [item for item in shown(notebook) if item.kind not in ELSEWHERE])


def _html(data: bytes, items: Sequence[Shown]) -> None:
    if not (data.startswith(b"<!doctype html>") and data.rstrip().endswith(b"</html>")):
        raise ExportError("The page is not whole: its beginning or its end is missing.")
    page = html.document_fromstring(data.decode())
    if len(page.findall(".//h1")) != 1 or not (page.findtext(".//title") or "").strip():
        raise ExportError("The page is not whole: it should have one title.")
    for contents in page.findall(".//nav"):
        contents.drop_tree()  # a heading in the list of contents does not stand over anything
    _prove_headings(_plain(page.text_content()), items)


def _pdf(data: bytes, items: Sequence[Shown]) -> None:
    if not (data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")):
        raise ExportError("The PDF is not whole: its beginning or its end is missing.")
    counted = _parts_of_pdf(data)
    charts = sum(item.kind == "chart" for item in items)
    headings = sum(item.kind == "section" for item in items) + (charts > 0)
    headings += sum(part.kind == "heading" for item in items for part in prose_parts(item.prose))
    headings += sum(len(item.block.get("answers", ())) for item in items)
    tables = sum(bool(item.block.get("table", item.block).get("rows")) for item in items)
    found = counted["H1"], counted["H2"] + counted["H3"], counted["Figure"]
    if found != (1, headings, charts) or counted["Table"] < tables:
        raise ExportError("The PDF is not whole: it lacks a heading, a chart or a table that the notebook shows.")


def _parts_of_pdf(data: bytes) -> Counter[str]:
    """How many parts of each role its structure has. Raises ExportError where it cannot be read."""
    import pikepdf

    from attendlib.documents.finishing import parts, role

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as opened:
            return Counter(map(role, parts(opened)))
    except pikepdf.PdfError:
        raise ExportError("The PDF is not whole: a part of it cannot be read.") from None


def _word(data: bytes, items: Sequence[Shown]) -> None:
    _prove_headings(_plain(_text(data, "word/document.xml")), items)


def _excel(data: bytes, items: Sequence[Shown]) -> None:
    # A text that stands in several cells is stored once.
    once = {str(item.block.get("title", "")): item for item in items}
    _prove_headings(_plain(_text(data, "xl/sharedStrings.xml")), list(once.values()))


def _text(data: bytes, name: str) -> str:
    """The text of one part of a zipped document. Raises ExportError where any part cannot be read."""
    try:
        with ZipFile(io.BytesIO(data)) as opened:
            xml = (one for one in opened.namelist() if one.endswith((".xml", ".rels")))
            parts = {one: etree.fromstring(opened.read(one)) for one in xml}
            return str(etree.tostring(parts[name], method="text", encoding="unicode"))
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        raise ExportError("The document is not whole: a part of it cannot be read.") from None


def _prove_headings(text: str, items: Sequence[Shown]) -> None:
    """The heading of every block stands in the text, as often as there are blocks of that heading."""
    wanted = Counter(heading for item in items if (heading := _plain(str(item.block.get("title", "")))))
    lacking = sum(text.count(heading) < times for heading, times in wanted.items())
    if lacking:
        raise ExportError(f"The document lacks {lacking} of the {len(wanted)} headings that the notebook shows.")


def _plain(text: str) -> str:
    return " ".join(text.split())


_OPENS: dict[str, Callable[[bytes, Sequence[Shown]], None]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _word,
    "xlsx": _excel,
}
"""For each format how it is opened."""
