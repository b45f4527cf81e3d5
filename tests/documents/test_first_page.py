"""Does what sums a report up stand alone on its first page, before the list of contents, with links that lead?"""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from notebook_run import run_here

from attendlib.documents import FORMATS, to_html, to_pdf, to_word
from attendlib.documents.faults import ExportError
from attendlib.places import shipped
from attendlib.report.blocks import Answer, Block, Commentary, Section, Sentence, Title, Words
from documents.every_block import notebook
from documents.said import SAID, page_of, squeezed

SECTIONS = ("Figures", "Groups", "Days", "Registers")
LATER = [block for title in SECTIONS[1:] for block in (Section(title), Words([f"All about {title.lower()}."]))]


def blocks(points_to: str = "Groups") -> list[Block]:
    """A report summed up on its first page."""
    told = Commentary(
        [Answer("Where are we?", [Sentence("At 93.4%.", "Figures"), Sentence("Girls at 94.0%.", points_to)])]
    )
    return [
        Title("Report"),
        Section("In short"),
        told,
        Section("Figures", new_page=True),
        Words(["All about figures."]),
        *LATER,
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_sentence_without_its_section_stops_the_export(form: str) -> None:
    """What cannot be traced is not said: in no document, and the message names the section."""
    with pytest.raises(ExportError, match="does not show: Nowhere"):
        FORMATS[form].make(notebook(blocks("Nowhere")))


@pytest.mark.parametrize("form", FORMATS)
def test_sentences_and_their_sections_are_said(form: str) -> None:
    """Question, sentence and the name of the section, in that order."""
    words = SAID[form](FORMATS[form].make(notebook(blocks()))).words
    places = [words.find(squeezed(text)) for text in ("Where are we?", "Girls at 94.0%.", "Groups")]
    assert -1 not in places
    assert places[0] < places[1]
    assert words.find("Groups", places[1]) > places[1]


def test_the_page_leads_to_the_sections_after_the_first_part() -> None:
    """The list of contents comes after what sums up, and every sentence's link has its heading."""
    page = to_html(notebook(blocks()))
    assert page.index("At 93.4%.") < page.index('<nav class="al-contents"') < page.index('<h2 id="figures">')
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_without_a_commentary_the_contents_come_first() -> None:
    """As in any other report, also where a section begins a page."""
    page = to_html(notebook([Title("Report"), Section("One"), Words(["First."]), Section("Two", new_page=True)]))
    assert page.index("al-contents") < page.index("<main")


def test_on_paper_the_first_page_stands_alone() -> None:
    """The PDF: the answers on page 1, the contents and the first section on page 2, and links that lead there."""
    with pikepdf.open(io.BytesIO(to_pdf(notebook(blocks())))) as opened:
        assert len(opened.pages) == 2
        assert [len(page.get("/Annots", [])) > 0 for page in opened.pages] == [True, True]


def test_in_word_the_contents_begin_the_second_page() -> None:
    """The paragraph that heads the list begins a page, and the section after it does not begin another."""
    document = Document(io.BytesIO(to_word(notebook(blocks()))))
    breaks = [p.text for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.pageBreakBefore is not None]
    assert breaks == ["In this report"]


def test_in_word_the_answers_run_in_two_columns_on_the_first_page() -> None:
    """Three ends of parts: of what stands above, of the answers in two columns below it on the same page, and one that
    makes the columns equally long; the last part, with the contents, begins a page."""
    document = Document(io.BytesIO(to_word(notebook(blocks()))))
    parts = [
        (part.find(qn("w:type")).get(qn("w:val")), columns.get(qn("w:num")) if columns is not None else "1")
        for part in document.element.body.iter(qn("w:sectPr"))
        for columns in [part.find(qn("w:cols"))]
    ]
    assert parts == [("nextPage", "1"), ("continuous", "2"), ("continuous", "1"), ("nextPage", "1")]
    questions = [p.text for p in document.paragraphs if p.style.name.casefold() == "heading 3"]
    assert questions == ["Where are we?"]


def test_a_title_that_would_fill_the_page_is_set_smaller() -> None:
    """In the PDF and in Word; a title of a few words is not."""
    sizes = []
    for title in ("Report", "A school with a very long name " * 8):
        document = Document(io.BytesIO(to_word(notebook([Title(title), *blocks()[1:]]))))
        sizes.append(document.paragraphs[0].runs[0].font.size)
    assert sizes[0] is None
    assert sizes[1].pt == 13


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.mark.parametrize("names", ["with", "without"])
@pytest.mark.parametrize("urn", [f"99900{at}" for at in range(1, 10)])
def test_what_sums_up_a_school_of_the_bundled_city_is_one_page(urn: str, names: str, store: None) -> None:
    """The section that begins after it stands on page 2 of the PDF, whatever there is to say."""
    city = shipped("params", "runs", "demo", "city.yaml")
    book = run_here(shipped("notebooks", "school_report.ipynb"), city_file=str(city), urn=urn, names=names)
    assert page_of(to_pdf(book), "How this compares") == 2
