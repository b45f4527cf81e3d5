"""Is the PDF of every notebook tagged, titled, in a language, and every figure and table of it described?"""

import io
from itertools import pairwise

import pikepdf
import pytest

from attendlib.documents.report import report_of
from attendlib.documents.shown import shown
from documents.pdf_tree import prove_headed, tree
from documents.test_same_words import NOTEBOOKS, book, made

EVERY = pytest.mark.parametrize("name", NOTEBOOKS)


@EVERY
def test_it_says_what_it_is(name: str) -> None:
    """Marked, in British English, titled in its properties and its window, and it claims PDF/UA-1."""
    with pikepdf.open(io.BytesIO(made(name, "pdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == report_of(book(name)).name
        assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes().decode()
        assert all(page.get("/Tabs") == "/S" for page in pdf.pages)


@EVERY
def test_every_figure_has_its_words(name: str) -> None:
    """As many figures as the notebook has charts, each with the alternative text of its chart, in order."""
    charts = [item.block["alt"] for item in shown(book(name)) if item.kind == "chart"]
    assert [figure.alt for figure in tree(made(name, "pdf")).all("Figure")] == charts


@EVERY
def test_every_table_has_headings_and_every_row_as_many_cells(name: str) -> None:
    """A head of column headings, and in every row the first cell heads the others."""
    tables = tree(made(name, "pdf")).all("Table")
    assert tables
    for table in tables:
        prove_headed(table)


@EVERY
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    """One title, then sections and their parts, none empty."""
    headings = tree(made(name, "pdf")).all("H1", "H2", "H3", "H4")
    levels = [int(heading.role[1]) for heading in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.said().strip() for heading in headings)


@EVERY
def test_it_is_small_enough_to_send(name: str) -> None:
    """Well below a megabyte, and its page below one and a half."""
    assert len(made(name, "pdf")) < 500_000
    assert len(made(name, "html")) < 1_500_000
