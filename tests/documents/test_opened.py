"""Is a document that is not whole found before anybody is given it?"""

from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from attendlib.documents import FORMATS, prove_opens, to_html
from attendlib.documents.faults import ExportError
from attendlib.documents.opened import _OPENS
from attendlib.report.blocks import Block, Column, EndMark, Section, Table, Title


def notebook_of(*blocks: Block) -> NotebookNode:
    """An executed notebook that shows these blocks."""
    outputs = [new_output("display_data", block._repr_mimebundle_()) for block in blocks]
    return new_notebook(cells=[new_code_cell("", outputs=[output]) for output in outputs])


def report() -> NotebookNode:
    """A report with a section twice of the same heading, and a table."""
    table = Table("Two & two", [Column("n", "Number", "count")], [{"n": 4}], empty="nothing.")
    return notebook_of(Title("A report"), Section("Weeks"), table, Section("Weeks"), EndMark("e"))


def test_every_format_has_a_way_to_be_opened() -> None:
    """A new format says how to tell a whole document from half of one."""
    assert set(_OPENS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_document_passes(name: str) -> None:
    """As it comes from the notebook."""
    _, convert = FORMATS[name]
    prove_opens(name, convert(report()), report())


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda page: b"", "its beginning or its end is missing"),
    "cut short": (lambda page: page[: len(page) // 2], "its beginning or its end is missing"),
    "only its end": (lambda page: page[100:], "its beginning or its end is missing"),
    "zeros": (lambda page: bytes(len(page)), "its beginning or its end is missing"),
    "no title": (lambda page: page.replace(b"<title>A report</title>", b"<title></title>"), "it should have one title"),
    "no heading": (lambda page: page.replace(b"<h1", b"<p").replace(b"</h1", b"</p"), "it should have one title"),
    "a section is gone": (lambda page: b"><".join(page.rsplit(b">Weeks<", 1)), "lacks 1 of the 3 headings"),
    "the table is gone": (lambda page: page.replace(b"Two &amp; two", b""), "lacks 1 of the 3 headings"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_is_not_whole_is_refused(name: str) -> None:
    """It is said what is lacking, in words that quote nothing of it."""
    spoil, told = BROKEN[name]
    page = to_html(report()).encode()
    spoilt = spoil(page)
    assert spoilt != page
    with pytest.raises(ExportError, match=told):
        prove_opens("html", spoilt, report())
