"""How does the wording of a letter become a Word template?

The wording that comes with attendlib is plain text, so that a change of it can be read as one. A blank line parts
paragraphs. A line that begins with ``#`` is the heading, ``-`` an entry of a list, ``|`` a line without space after it,
``>`` one of the letterhead and ``>>`` its first; ``**two stars**`` are bold; ``{% … %}`` alone on a line opens or closes
a part. Everything else is as a person finds it in Word.
"""

import io
import re
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

WORDING = Path(__file__).parents[1] / "wording"
TOP = "_top"
"""What stands at the top of every letter."""

FONT, SIZE, SMALL = "Arial", Pt(10.5), Pt(9)
MARGIN = Mm(21)
LANGUAGE = "en-GB"

_PART = re.compile(r"\{%(.*)%\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def wordings() -> list[str]:
    """The letters whose wording comes with attendlib, in order."""
    return sorted(file.stem for file in WORDING.glob("*.txt") if not file.stem.startswith("_"))


@cache
def word_template(name: str) -> bytes:
    """The Word template of one of the ``wordings``."""
    document = _page()
    for file in (TOP, name):
        for paragraph in _paragraphs((WORDING / f"{file}.txt").read_text(encoding="utf-8")):
            _add(document, paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a wording: each line of its own kind is one, other lines that follow each other are joined."""
    found = [""]
    for line in text.splitlines():
        alone = line.startswith(("#", "-", "|", ">")) or _PART.fullmatch(line)
        if alone or not line:
            found += [line, ""]
        else:
            found[-1] = f"{found[-1]} {line}".strip()
    return [paragraph for paragraph in found if paragraph]


def _add(document: WordDocument, text: str) -> None:
    part = _PART.fullmatch(text)
    if part:
        document.add_paragraph(f"{{%p {part[1].strip()} %}}")
        return
    mark, _, rest = text.partition(" ")
    style = {"#": "Heading 1", "-": "List Bullet"}.get(mark)
    kind = mark if style or mark in ("|", ">", ">>") else ""
    paragraph = document.add_paragraph(style=style)
    _runs(paragraph, rest if kind else text)
    if kind in ("|", ">", ">>"):
        paragraph.paragraph_format.space_after = Pt(0)
    if kind in (">", ">>"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in paragraph.runs:
            run.bold, run.font.size = kind == ">>", Pt(14) if kind == ">>" else SMALL


def _runs(paragraph: Paragraph, text: str) -> None:
    for place, words in enumerate(_BOLD.split(text)):
        if words:
            paragraph.add_run(words).bold = True if place % 2 else None


def _page() -> WordDocument:
    """An empty A4 page in the letter's type, in British English, with the page number at its foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(17)
    section.header_distance = section.footer_distance = Mm(9)
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    for style, size in ((normal, SIZE), (heading, Pt(13))):
        style.font.name, style.font.size = FONT, size
        style.font.color.rgb = None
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
    return document
