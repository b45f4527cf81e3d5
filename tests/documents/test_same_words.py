"""Do page, PDF, Word and Excel say the same words and the same figures?"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import nbformat
import pytest

from attendlib.documents import FORMATS
from attendlib.documents.prose import prose_parts
from attendlib.documents.shown import Shown, shown
from attendlib.places import shipped
from documents.every_block import all_blocks, notebook
from documents.said import SAID, Said, squeezed

NOTEBOOKS = [*sorted(file.stem for file in shipped("notebooks").glob("*.ipynb")), "every block"]

OF_WORDS = {
    ("Sheet", "What it holds", "Part of the report"),
    ("Figure", "Value", "Unit", "Compared with", "Note"),
    ("Part of the report", "Kind", "Words"),
    ("Mark", "Meaning"),
}
"""The headings of a workbook's own tables."""


@cache
def book(name: str) -> Any:
    """A committed notebook, executed on the bundled city, or one that shows every block."""
    if name == "every block":
        return notebook(all_blocks())
    return nbformat.read(shipped("notebooks", f"{name}.ipynb"), as_version=4)


@cache
def made(name: str, form: str) -> bytes:
    """The document of a notebook."""
    return FORMATS[form].make(book(name))


@cache
def said(name: str, form: str) -> Said:
    """What it says."""
    return SAID[form](made(name, form))


def tables_of(items: list[Shown]) -> list[dict[str, Any]]:
    """The tables of a report: those in its body, those behind its charts, and its rules."""
    body = [item.block for item in items if item.kind in ("table", "pupil_list")]
    return body + [item.block["table"] for kind in ("chart", "rules") for item in items if item.kind == kind]


def grid(table: dict[str, Any]) -> list[list[str]]:
    """A table's headings and cells as shown."""
    return [[c["label"] for c in table["columns"]], *([cell["shown"] for cell in row] for row in table["rows"])]


def words_of(item: Shown) -> list[str]:
    """Every text of a block but the cells of tables."""
    if item.kind == "prose":
        return [run.words for part in prose_parts(item.prose) for line in part.lines for run in line]
    return list(_texts(item.block))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a JSON form, but for names that are not shown and what stands in cells."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif isinstance(value, dict):
        unseen = {"id", "kind", "key", "rows", "direction", "nonce", "summary"}
        yield from (text for name, one in value.items() if name not in unseen for text in _texts(one))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_word_of_every_block_is_there(name: str, form: str) -> None:
    """Titles, sentences, notes, alternative texts, the meaning of marks: whatever a block says, each document says."""
    document = said(name, form)
    for item in shown(book(name)):
        missing = [words for words in words_of(item) if squeezed(words) not in document.words]
        assert missing == [], item.block.get("title", item.kind)


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_parts_stand_in_the_order_of_the_notebook(name: str, form: str) -> None:
    """Tables, charts and callouts are read in the order in which the notebook shows them."""
    document, at = said(name, form), 0
    for item in shown(book(name)):
        if item.kind in ("chart", "table", "pupil_list", "callout"):
            at = document.words.find(squeezed(item.block["title"]), at)
            assert at >= 0, item.block["title"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_table_has_the_same_cells(name: str, form: str) -> None:
    """Headings and cells, row by row and figure by figure, as the blocks show them; and there is no other table but
    those that a workbook makes of words."""
    wanted = [grid(table) for table in tables_of(shown(book(name))) if table["rows"]]
    found = [table for table in said(name, form).grids if form != "xlsx" or tuple(table[0]) not in OF_WORDS]
    assert sorted(found) == sorted(wanted)
