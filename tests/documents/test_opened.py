"""Is a document that is not whole found out before anybody is given it?"""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from attendlib.documents import FORMATS, prove_opens
from attendlib.documents.faults import ExportError
from attendlib.report.blocks import Column, Section, Table
from documents.every_block import all_blocks, all_charts, notebook


@cache
def made(name: str) -> tuple[Any, bytes]:
    """A notebook of every block, and its document."""
    book = notebook(all_blocks())
    return book, FORMATS[name].make(book)


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_document_opens(name: str) -> None:
    """As it was written."""
    book, data = made(name)
    prove_opens(name, data, book)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kept", [0.0, 0.2, 0.9, 0.999])
def test_a_document_cut_short_does_not(name: str, kept: float) -> None:
    """What a full disk leaves behind."""
    book, data = made(name)
    with pytest.raises(ExportError, match="not whole"):
        prove_opens(name, data[: int(len(data) * kept)], book)


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_that_lacks_a_part_does_not(name: str) -> None:
    """A section, a table or a chart that the notebook shows and the document has not."""
    _, data = made(name)
    table = Table("A table besides", [Column("n", "N")], [{"n": "x"}], "none.")
    chart = replace(all_charts()[3], title="A chart besides")
    for extra in (Section("A section besides"), table, chart):
        with pytest.raises(ExportError):
            prove_opens(name, data, notebook([*all_blocks(), extra]))
