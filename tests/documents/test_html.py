"""Does an executed notebook become one whole, harmless page, the same each time?"""

import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from attendlib import __version__
from attendlib.documents.faults import ExportError
from attendlib.documents.html import to_html
from attendlib.report.blocks import Callout, Column, PupilList, Section, Table, Title, Words
from attendlib.report.escape import escaped
from documents.every_block import HOSTILE, all_blocks, all_charts, notebook

PAGE = to_html(notebook(all_blocks()))


def test_only_blocks_and_prose_are_shown() -> None:
    """Code, prompts, printed noise and other representations stay in the notebook."""
    assert "NOISE" not in PAGE
    assert "secret_code" not in PAGE
    assert '<h2 id="about">About</h2>' in PAGE


def test_every_block_is_there_once() -> None:
    """Each block's text is on the page, its own copy of the stylesheet is not."""
    assert PAGE.count("<style>") == 1
    assert PAGE.count("<figure") == len(all_charts()) + 1
    for words in (
        "In brief",
        "One bullet.",
        "Registers are missing",
        "No rows: nobody is missing.",
        "Rules used in this report",
    ):
        assert words in PAGE


def test_a_callout_is_not_said_twice_in_a_row() -> None:
    """Three parts that are not there for one reason say it once; another reason is said, and the same elsewhere."""
    why, other = Callout("note", "No single marks", "Only totals."), Callout("note", "No figures", "Nothing.")
    page = to_html(notebook([Title("T"), Section("A"), why, why, why, other, Section("B"), why]))
    assert page.count("Only totals.") == 2
    assert page.count("Nothing.") == 1


def test_the_page_says_what_it_is() -> None:
    """Language, title, one h1, landmarks, skip link, version and the restriction are there."""
    assert '<html lang="en-GB">' in PAGE
    assert "<title>Ash Green &lt;School&gt; – Autumn term</title>" in PAGE
    assert [len(re.findall(f"<{tag}[ >]", PAGE)) for tag in ("h1", "main", "header", "nav", "footer")] == [
        1,
        1,
        1,
        1,
        1,
    ]
    assert 'href="#content"' in PAGE
    assert f"Made by attendlib {__version__}." in PAGE
    assert PAGE.count("Restricted: contains personal data") == 3


def test_the_contents_lead_to_the_sections() -> None:
    """Each level 2 section is listed, and its link has a target, also where two have one title."""
    contents = re.search(r"<nav.*?</nav>", PAGE, re.DOTALL)
    assert contents is not None
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents[0])
    assert links == [("in-brief", "In brief"), ("charts", "Charts"), ("tables", "Tables"), ("charts-2", "Charts")]
    assert all(f'<h2 id="{anchor}">' in PAGE for anchor, _ in links)


def test_ids_are_unique_and_every_reference_has_a_target() -> None:
    """No id occurs twice although one chart is shown twice; labels, clips and links point at an id of the page."""
    tags = "".join(re.findall(r"<[^>]*>", PAGE))
    ids = re.findall(r'\bid="([^"]+)"', tags)
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    pointed = re.findall(r'href="#([^"]+)"', tags) + re.findall(r"url\(#([^)]+)\)", tags)
    pointed += [name for names in re.findall(r'aria-labelledby="([^"]+)"', tags) for name in names.split()]
    assert set(pointed) - set(ids) == set()


def test_nothing_is_fetched() -> None:
    """The only addresses are XML namespaces and the link in the prose, and the page's own policy forbids the rest."""
    outside = set(re.findall(r"https?://[^\s\"'<)]+", PAGE))
    assert outside == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "https://example.org/rules"}
    assert "<script" not in PAGE
    (said,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    policy = dict(part.split(" ", 1) for part in unescape(said).split("; "))
    shut = {name: policy[name] for name in ("default-src", "base-uri", "form-action")}
    assert shut == dict.fromkeys(("default-src", "base-uri", "form-action"), "'none'")
    assert policy.keys() == {*shut, "img-src", "style-src"}
    assert policy["img-src"] == "data:"


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:8])
def test_hostile_names_are_text(name: str) -> None:
    """A name from a register reaches the page as text."""
    assert escaped(name) in PAGE


def test_a_failed_cell_stops_the_export() -> None:
    """An error in a cell is an error of the export, which names the cell and the kind and never the message."""
    bad = notebook(all_blocks())
    bad.cells[3].outputs.append(new_output("error", ename="ValueError", evalue="CANARY-Zebedee", traceback=[]))
    with pytest.raises(ExportError, match=r"Cell 4 .*ValueError") as failed:
        to_html(bad)
    assert "CANARY" not in str(failed.value)


def test_names_need_a_restricted_title() -> None:
    """A list of pupils under an open title stops the export."""
    names = PupilList("Pupils", [Column("n", "Pupil")], [{"n": "A"}], "nobody.")
    with pytest.raises(ExportError, match="restricted"):
        to_html(notebook([Title("Open"), names]))
    assert "Pupils" in to_html(notebook([Title("Closed", restricted=True), names]))


def test_a_report_has_one_title() -> None:
    """No title and two titles are errors; a title can be given for a notebook without one."""
    with pytest.raises(ExportError, match="no title"):
        to_html(notebook([Words(["A."])]))
    with pytest.raises(ExportError, match="2 titles"):
        to_html(notebook([Title("A"), Title("B")]))
    assert "<title>Given &amp; taken</title>" in to_html(notebook([Words(["A."])]), "Given & taken")


def test_headings_do_not_skip_a_level() -> None:
    """A part of a section cannot come before the first section, whether a block or a prose cell brings it."""
    for source, blocks in (("Words.", [Title("A"), Section("Deep", level=3)]), ("### Deep", [Title("A")])):
        book = notebook(blocks)
        book.cells[0].source = source
        with pytest.raises(ExportError, match="level 3"):
            to_html(book)


def test_prose_for_the_analyst_stays_in_the_notebook() -> None:
    """A prose cell tagged notebook-only is left out."""
    book = notebook([Title("A")])
    book.cells.append(new_markdown_cell("Run all cells.", metadata={"tags": ["notebook-only"]}))
    assert "Run all cells" not in to_html(book)


def test_nothing_of_a_run_is_in_the_page() -> None:
    """Cell ids, times, paths and the run's own word leave no trace: the page follows from the blocks alone."""
    book = notebook(all_blocks())
    for at, cell in enumerate(book.cells):
        cell.id = f"other-{at}"
        cell.metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00"}
    book.metadata["papermill"] = {"input_path": "/secret/place.ipynb"}
    assert to_html(book) == PAGE
    assert "nonce-1" not in PAGE


def test_a_notebook_that_really_ran(tmp_path: Path) -> None:
    """A block displayed by a real kernel reaches the page."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient executes notebooks")
    source = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from attendlib.report.blocks import Title, Words\n"
        "display(Title('Ran'))\nprint('noise')\nWords(['Really & truly.'])"
    )
    book = new_notebook(cells=[new_code_cell(source)])
    nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    page = to_html(book)
    assert "<h1>Ran</h1>" in page
    assert "Really &amp; truly." in page
    assert "noise" not in page


def test_a_table_in_a_document_keeps_its_figures() -> None:
    """What a table's JSON form shows is what the page shows, cell by cell and in order."""
    rows = [{"a": "Year 7", "n": 1234}, {"a": "Year 8", "n": "c"}]
    table = Table("T", [Column("a", "A"), Column("n", "N", "count")], rows, "none.")
    page = to_html(notebook([Title("A"), table]))
    body = re.search(r"<tbody>(.*?)</tbody>", page)
    assert body is not None
    cells = re.findall(r">([^<>]+)<", body[1])
    assert cells == [cell["shown"] for row in table.json()["rows"] for cell in row]
