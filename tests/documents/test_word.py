"""Is the Word document made of real headings, tables and pictures, and the same each time?"""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from attendlib.documents.faults import ExportError
from attendlib.documents.word import to_word
from attendlib.report.blocks import Block, Chart, Column, PupilList, Section, Table, Title, ToFillIn, Words
from documents.every_block import all_blocks, all_charts, notebook


@cache
def file() -> bytes:
    """The Word document of every block."""
    return to_word(notebook(all_blocks()))


@cache
def document() -> Document:
    """The same, read by the library."""
    return docx.Document(io.BytesIO(file()))


def made(*blocks: Block) -> Document:
    """The Word document of some blocks under a title."""
    return docx.Document(io.BytesIO(to_word(notebook([Title("A"), *blocks]))))


def of(word: Document, style: str) -> list[str]:
    """The paragraphs of a style."""
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style and paragraph.style.name == style]


def figures(word: Document) -> list[WordTable]:
    """The tables of figures."""
    return [table for table in word.tables if table.style and table.style.name == "Figures"]


def wide(rows: int = 3) -> Table:
    """A table of thirty columns."""
    columns = [Column("n", "School"), *(Column(f"c{at}", f"Measure {at}", "percent") for at in range(29))]
    data = [{"n": f"School {row}", **{f"c{at}": 93.4 for at in range(29)}} for row in range(rows)]
    return Table("Wide", columns, data, "none.")


def test_it_says_what_it_is() -> None:
    """Title, author, language, the restricted mark; and no day."""
    own = document().core_properties
    assert own.title == "Ash Green <School> – Autumn term"
    assert (own.author, own.language, own.category) == ("attendlib", "en-GB", "Restricted: contains personal data")
    with ZipFile(io.BytesIO(file())) as parts:
        core, styles = parts.read("docProps/core.xml").decode(), parts.read("word/styles.xml").decode()
        assert "dcterms:created" not in core
        assert "dcterms:modified" not in core
        assert "python-docx" not in core
        assert 'w:lang w:val="en-GB"' in styles
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [
            name for name in parts.namelist() if "thumbnail" in name or "customXml" in name or "app.xml" in name
        ]


def test_headings_go_down_one_level_at_a_time() -> None:
    """One heading of level 1, the title; then the sections and their parts, as the notebook has them."""
    found = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in document().paragraphs
        if paragraph.style and paragraph.style.name.startswith("Heading")
    ]
    assert found == [
        (1, "Ash Green <School>"), (2, "About"), (2, "In brief"), (3, "Where <are> we?"),
        (3, "What changed?"), (2, "Charts"), (2, "Tables"), (3, "By year group"),
        (2, "Charts"), (2, "The figures behind the charts"),
    ]  # fmt: skip
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(found))


def test_every_table_has_a_head_that_comes_again() -> None:
    """The first row of each, and no other, is marked as headings; figures stand to the right."""
    assert len(figures(document())) == 2 + len(document().inline_shapes) + 1
    for table in document().tables:
        marks = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]
    rows = figures(document())[0].rows
    sides = [[p.alignment for cell in row.cells for p in cell.paragraphs] for row in rows]
    assert [[str(side) for side in row] for row in sides] == [["None", "RIGHT (2)", "RIGHT (2)"]] * 4


def test_every_table_has_a_caption_before_it() -> None:
    """The paragraph right before a table of figures is its caption."""
    body = list(document().element.body)
    captions = []
    for before, after in pairwise(body):
        style = after.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") if after.tag == qn("w:tbl") else None
        if style is not None and style.get(qn("w:val")) == "Figures":
            captions.append("".join(t.text for t in before.iter(qn("w:t"))))
    assert len(captions) == len(figures(document()))
    assert captions[:2] == ["Attendance by year group", "Pupils near the line"]
    assert captions[-1] == "Rules used in this report"


def test_every_picture_has_its_words() -> None:
    """A chart's alternative text, a number of its own, and no larger than the page."""
    charts = [block for block in all_blocks() if isinstance(block, Chart)]
    shapes = document().inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [chart.alt for chart in charts]
    numbers = [shape._inline.docPr.get("id") for shape in shapes]
    assert len(set(numbers)) == len(numbers)
    for shape in shapes:
        assert 80 <= shape.width.mm <= 110
        assert shape.height.mm <= 215


def test_the_marks_of_every_page() -> None:
    """Head: who may not read it. Foot: what it is, and which page of how many, which Word works out."""
    for section in document().sections:
        assert section.header.paragraphs[0].text == "Restricted: contains personal data"
        assert section.footer.paragraphs[0].text == "Ash Green <School> – Autumn term · Page 1 of 1"
        assert [str(round(length.mm)) for length in (section.page_width, section.page_height)] == ["210", "297"]
    fields = [field.text.strip() for field in section.footer.part.element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert made(Words(["Open."])).sections[0].header.paragraphs[0].text == ""


def test_the_contents_lead_to_the_sections() -> None:
    """A list that Word can bring up to date; its links lead to the headings, in order."""
    body = document().element.body
    assert [field.text.strip() for field in body.iter(qn("w:instrText"))] == [r"TOC \o 2-2 \h \n"]
    links = [link for link in body.iter(qn("w:hyperlink")) if "section" in (link.get(qn("w:anchor")) or "")]
    links = links[:-3]  # the commentary after it has three of its own
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == [
        "In brief",
        "Charts",
        "Tables",
        "Charts",
        "The figures behind the charts",
    ]
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [link.get(qn("w:anchor")) for link in links] == [place for place in places if "section" in place]


def test_every_link_has_a_place_to_lead_to() -> None:
    """Inside the document a bookmark, each with a number of its own; outside, the address of the prose."""
    body = document().element.body
    marks = list(body.iter(qn("w:bookmarkStart")))
    assert (
        len({mark.get(qn("w:id")) for mark in marks}) == len({mark.get(qn("w:name")) for mark in marks}) == len(marks)
    )
    inside = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert inside <= {mark.get(qn("w:name")) for mark in marks}
    outside = [to.target_ref for to in document().part.rels.values() if to.is_external]
    assert outside == ["https://example.org/rules"]


def test_a_wide_table_has_turned_pages_of_its_own() -> None:
    """Upright, turned, upright; two in a row do not leave an empty page between them."""
    word = made(Words(["Before."]), Section("Wide"), wide(), Words(["Between."]), wide(), Words(["After."]))
    ways = [section.orientation for section in word.sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE] * 2 + [WD_ORIENT.PORTRAIT]
    tables = figures(word)
    assert sum(len(table.columns) - 1 for table in tables) == 2 * 29
    assert all(table.cell(1, 0).text == "School 0" for table in tables)
    assert {section.header.paragraphs[0].text for section in word.sections} == {""}
    (chart,) = all_charts()[:1]
    behind = made(replace(chart, table=wide()))
    assert [section.orientation for section in behind.sections][-2:] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    two = made(wide(), wide())
    assert [section.orientation for section in two.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE] * 2 + [
        WD_ORIENT.PORTRAIT
    ]


def test_a_section_may_begin_a_page_and_a_table_be_written_in() -> None:
    """The heading asks for a page of its own; rows to write in are as high as handwriting, and as wide as the page."""
    word = made(Section("One"), Section("Two", new_page=True), ToFillIn("T", [Column("n", "N"), Column("w", "W")], [
        {"n": "1", "w": ""}
    ], "none."))  # fmt: skip
    breaks = {
        p.text: bool(p.paragraph_format.page_break_before)
        for p in word.paragraphs
        if "Two" in p.text or "One" in p.text
    }
    assert breaks == {"One": False, "Two": True}
    (table,) = word.tables
    assert table.style is not None
    assert table.style.name == "To fill in"
    assert [row.height.mm >= 11 if row.height else None for row in table.rows] == [None, True]
    assert sum(cell.width.mm for cell in table.rows[1].cells) == pytest.approx(178, abs=1)


def test_a_list_of_pupils_is_marked() -> None:
    """The mark stands above the list too."""
    names = PupilList("Pupils", [Column("n", "Pupil")], [{"n": "A"}], "nobody.")
    word = docx.Document(io.BytesIO(to_word(notebook([Title("Closed", restricted=True), names]))))
    assert of(word, "Restricted") == ["Restricted: contains personal data"] * 2


def test_a_table_without_rows_says_why() -> None:
    """Its caption, and the reason in place of rows."""
    word = made(Table("Children missing", [Column("n", "Name")], [], "nobody is missing.", note="Small."))
    assert of(word, "Caption") == ["Children missing"]
    assert "No rows: nobody is missing." in of(word, "Normal")
    assert "Small." in of(word, "Small print")
    assert not figures(word)


def test_the_last_row_of_sums_is_bold() -> None:
    """Told apart from the others."""
    columns = [Column("n", "Name"), Column("c", "Count", "count")]
    (table,) = figures(made(Table("T", columns, [{"n": "A", "c": 1}, {"n": "All", "c": 1}], "none.", total=True)))
    bold = [[run.bold for cell in row.cells for p in cell.paragraphs for run in p.runs] for row in table.rows]
    assert bold == [[True, True], [None, None], [True, True]]


def test_every_part_is_what_word_expects() -> None:
    """Each part is XML; a paragraph's properties stand in the order that the standard asks for."""
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "spacing", "jc", "sectPr"]
    with ZipFile(io.BytesIO(file())) as parts:
        assert all(ET.fromstring(parts.read(name)) is not None for name in parts.namelist() if name.endswith("xml"))
    for properties in document().element.body.iter(qn("w:pPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)


def test_a_control_character_is_an_error_that_says_so() -> None:
    """A notebook that was not made by our blocks cannot make a broken file."""
    book = notebook([Title("A"), Words(["B."])])
    book.cells[-1].outputs[-1].data["application/vnd.attendlib.block+json"]["paragraphs"] = ["CANARY\x01"]
    with pytest.raises(ExportError, match="control character") as failed:
        to_word(book)
    assert "CANARY" not in str(failed.value)


def test_a_block_without_a_form_is_an_error() -> None:
    """Nothing is left out in silence."""
    book: Any = notebook([Title("A"), Words(["B."])])
    book.cells[-1].outputs[-1].data["application/vnd.attendlib.block+json"]["kind"] = "hologram"
    with pytest.raises(ExportError, match="hologram"):
        to_word(book)
