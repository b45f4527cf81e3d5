"""Is the PDF tagged, whole, readable on paper, and the same each time?"""

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PageObject, PdfReader

from attendlib.documents.faults import ExportError
from attendlib.documents.fitting import fits, single_lines
from attendlib.documents.pdf import BOXED, to_pdf
from attendlib.documents.report import report_of
from attendlib.documents.typesetting import pictures
from attendlib.report.blocks import Block, Chart, Column, Section, Table, Title, ToFillIn, Words
from documents.every_block import all_blocks, all_charts, notebook
from documents.pdf_tree import Part, prove_headed, tables, tree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 100"><text x="0" y="20">{}</text></svg>'


@cache
def document() -> bytes:
    """The PDF of every block."""
    return to_pdf(notebook(all_blocks()))


@cache
def structure() -> Part:
    """What a screen reader finds in it."""
    return tree(document())


def made(*blocks: Block) -> bytes:
    """The PDF of some blocks under a title."""
    return to_pdf(notebook([Title("A"), *blocks]))


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page, without its head and foot."""
    texts = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]
    return [[line for line in lines if line.strip()][:-1] for lines in texts]


def across(page: PageObject) -> list[float]:
    """How far from the left edge each piece of text begins and, if all its letters were as narrow as the narrowest,
    ends, in points."""
    found: list[float] = []

    def note(text: str, moved: list[float], at: list[float], font: object, size: float) -> None:
        if text.strip():
            begins = at[4] * moved[0] + at[5] * moved[2] + moved[4]
            found.extend((begins, begins + 0.28 * size * max(map(len, text.splitlines()))))

    page.extract_text(visitor_text=note)
    return found


def down(page: PageObject) -> list[float]:
    """How far from the foot of the page each piece of text stands, in points."""
    found: list[float] = []
    page.extract_text(
        visitor_text=lambda text, moved, at, *_: found.append(at[4] * moved[1] + at[5] * moved[3] + moved[5])
    )
    return found


def of_school(pupils: int, columns: int = 9, **more: str) -> Table:
    """A list of invented pupils."""
    shown = [Column("p", "Pupil"), *(Column(f"c{at}", f"Measure {at}", "sessions") for at in range(columns - 1))]
    rows = [{"p": f"Pupil number {at}", **{f"c{c}": at * c for c in range(columns - 1)}} for at in range(pupils)]
    return Table("Pupils", shown, rows, "none.", **more)


def test_it_is_tagged_and_says_what_it_is() -> None:
    """Marked, in British English, with its title in the window, its author, its claim to PDF/UA-1, and no day."""
    with pikepdf.open(io.BytesIO(document())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Ash Green <School> – Autumn term"
        assert str(pdf.docinfo["/Author"]) == "attendlib"
        assert str(pdf.docinfo["/Keywords"]) == "Restricted: contains personal data"
        meta = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in meta
        assert "Date" not in meta
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        assert [float(side) for side in pdf.pages[0].MediaBox] == pytest.approx([0, 0, 595.276, 841.89], abs=0.01)


def test_headings_go_down_one_level_at_a_time() -> None:
    """One heading of level 1, the title; then the sections and their parts, as the notebook has them."""
    headings = structure().all("H1", "H2", "H3", "H4")
    assert [heading.said() for heading in headings] == [
        "Ash Green <School>", "About", "In brief", "Where <are> we?", "What changed?", "Charts", "Tables",
        "By year group", "Charts", "The figures behind the charts",
    ]  # fmt: skip
    levels = [int(heading.role[1]) for heading in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_outline_leads_to_every_heading() -> None:
    """The reader's side bar lists title, sections and their parts."""
    outline = PdfReader(io.BytesIO(document())).outline
    flat: list[str] = []

    def walk(entries: list) -> None:  # type: ignore[type-arg]
        for entry in entries:
            walk(entry) if isinstance(entry, list) else flat.append(entry["/Title"])

    walk(outline)
    assert flat == [heading.said() for heading in structure().all("H1", "H2", "H3")]


def test_the_contents_say_the_page_of_each_section() -> None:
    """Every section of level 2, and the last of them, is listed with the page on which it begins, in order."""
    listed = [entry.said() for entry in structure().all("TOCI")]
    sections = [part for part in structure().all("H2") if part.said() != "About"]
    assert listed == [f"{section.said()}{section.pages()[0]}" for section in sections]


def test_every_figure_has_its_words_and_its_caption() -> None:
    """A chart's alternative text is the figure's, its title the caption, and its figures stand in a table."""
    figures = structure().all("Figure")
    charts = [block for block in all_blocks() if isinstance(block, Chart)]
    assert [figure.alt for figure in figures] == [chart.alt for chart in charts]
    captions = [caption.said() for caption in structure().all("Caption")]
    for chart in charts:
        assert captions.count(chart.title) >= 2


def test_every_table_has_real_headings() -> None:
    """Each has a head of cells for columns, and as many cells in every row, the first for the row."""
    found = structure().all("Table")
    assert len(found) == 3 + len(structure().all("Figure")) + 1
    for table in found:
        prove_headed(table)


def test_every_part_of_a_wide_table_has_real_headings() -> None:
    """Also over several pages, where the headings are drawn again and read once."""
    found = tree(made(of_school(150, 30))).all("Table")
    assert len(found) > 1
    for table in found:
        assert len(table.pages()) > 1
        prove_headed(table)


def test_headings_are_found_by_their_names() -> None:
    """By which a cell says what heads it: the index of names holds every heading of a column and a row once."""
    with pikepdf.open(io.BytesIO(document())) as pdf:
        named = {name: str(part.ID) for name, part in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items()}
    headings = [cell.name for cell in structure().all("TH")]
    assert named == {name: name for name in headings}
    assert len(headings) == len(set(headings))


def test_a_report_without_a_table_is_one_too() -> None:
    """There is nothing to head."""
    assert not tree(made(Words(["B."]))).all("TH")


def test_a_chart_leads_to_the_page_of_its_figures() -> None:
    """The page that is named below a chart is the one on which its table begins."""
    named = [
        int(part.said().rsplit(" ", 1)[1]) for part in structure().all("Link") if "behind this chart" in part.said()
    ]
    begins = [table.all("THead")[0].pages()[0] for table in structure().all("Table")[3:-1]]
    assert named == begins


def test_a_chart_leads_to_a_turned_page_too() -> None:
    """Where its figures are many columns."""
    (chart,) = all_charts()[:1]
    found = tree(made(replace(chart, table=of_school(3, 30))))
    (named,) = [part.said() for part in found.all("Link") if "behind this chart" in part.said()]
    assert named.endswith(f"page {found.all('Table')[0].pages()[0]}")


def test_headings_come_again_on_every_page() -> None:
    """A list that goes on over several pages begins each with its headings."""
    lists = [" ".join(page) for page in pages(made(of_school(150)))]
    assert len(lists) > 2
    assert all(re.search(r"Measure\s+7", page) for page in lists if "Pupil number" in page)


def test_the_restricted_mark_and_the_number_are_on_every_page() -> None:
    """Head: who may not read it. Foot: what it is, and which page of how many."""
    reader = PdfReader(io.BytesIO(document()))
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert text.startswith("Restricted: contains personal data")
        assert text.rstrip().endswith(f"Page {number} of {len(reader.pages)}")
        assert "Ash Green <School> – Autumn term" in text
    assert "Restricted" not in PdfReader(io.BytesIO(made(Words(["Open."])))).pages[0].extract_text()


def test_no_heading_or_caption_stands_alone_at_the_foot_of_a_page() -> None:
    """Whatever stands before it, a heading, its sentence and a caption go on with what they announce."""
    names = {f"c{at}": "A heading of many words that goes on and on" for at in range(8)}
    tall = Table("Tall", [Column(key, name) for key, name in names.items()], [names] * 30, "none.")
    for lines in range(26, 50, 2):
        filling = Words([f"Line {line}." for line in range(lines)])
        parts = [Section("A heading", "A sentence."), of_school(30), Section("Another"), *all_charts()[:1]]
        for page in [*pages(made(filling, *parts)), *pages(made(filling, tall))]:
            assert page[-1] not in ("A heading", "A sentence.", "Pupils", "Another", "Attendance by week", "Tall")


def test_rows_whose_height_is_known_stand_where_they_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of single lines are not looked into for their height, and no letter moves for it."""
    words = ["AVATAR", "Wave", "Tofu", "12,345", "“Zoë”", "Łódź –", "fifty-five", "\u05d0\u05d1\u05d2", "iii"]
    columns = [Column(str(at), f"Column {at}") for at in range(6)]
    many = [1 if row % 2 else 1 + row % 7 for row in range(90)]
    rows = [{str(at): " ".join((words * 3)[row % 8 + at :][:few]) for at in range(6)} for row, few in enumerate(many)]
    table = Table("T", columns, rows, "none.", total=True)
    known = single_lines(table.json(), *fits(table.json()))
    assert 10 < sum(known) < 80
    usual = made(table)
    monkeypatch.setattr("attendlib.documents.pdf.single_lines", lambda table, _: [False] * len(table["rows"]))
    looked_into = made(table)
    for one, other in zip(*(PdfReader(io.BytesIO(pdf)).pages for pdf in (usual, looked_into)), strict=True):
        assert down(one) == pytest.approx(down(other), abs=0.01)


def test_a_small_table_stays_on_one_page() -> None:
    """Up to a dozen rows, whatever stands before it."""
    for lines in range(20, 50, 3):
        found = tree(made(Words([f"Line {line}." for line in range(lines)]), of_school(12)))
        assert [len(table.pages()) for table in found.all("Table")] == [1]


def test_a_long_table_begins_with_several_rows() -> None:
    """Where there is no room for some of them it begins on the next page."""
    for lines in range(20, 50, 3):
        (table,) = tree(made(Words([f"Line {line}." for line in range(lines)]), of_school(30))).all("Table")
        first = table.pages()[0]
        assert sum(row.pages() == [first] for row in table.all("TR")) >= 4


def test_a_section_may_begin_a_page_and_a_table_be_written_in() -> None:
    """On paper; rows to write in are as high as handwriting: twenty of them need two pages."""
    rows = [{"n": str(at), "w": ""} for at in range(1, 31)]
    found = tree(
        made(
            Section("One"),
            Section("Two", new_page=True),
            ToFillIn("T", [Column("n", "N"), Column("w", "W")], rows, "-"),
        )
    )
    assert [heading.pages() for heading in found.all("H2")[1:]] == [[1], [2]]
    assert found.all("Table")[0].pages() == [2, 3]


def test_a_wide_table_is_turned_with_its_heading_and_comes_in_parts() -> None:
    """Thirty columns: on turned pages, every part with the column that names the rows, and nothing left out."""
    wide = of_school(20, 30, note="Small print.")
    pdf = made(Words(["Before."]), Section("Wide"), wide, Words(["After."]))
    sizes = [page.mediabox.width > page.mediabox.height for page in PdfReader(io.BytesIO(pdf)).pages]
    assert sizes[0] is False
    assert sizes[-1] is False
    assert any(sizes)
    found = tree(pdf)
    (heading,) = [part for part in found.all("H2") if part.said() == "Wide"]
    assert sizes[heading.pages()[0] - 1] is True
    parts = list(tables(found))
    assert len(parts) > 1
    joined = [sum((part[row][1:] for part in parts), [parts[0][row][0]]) for row in range(21)]
    body = wide.json()
    assert joined == [[c["label"] for c in body["columns"]], *([c["shown"] for c in row] for row in body["rows"])]
    captions = [caption.said() for caption in found.all("Caption")]
    assert captions[0].startswith("Pupils (columns 2 to ")
    assert captions[-1].endswith(" to 30 of 30)")


def test_nothing_stands_outside_the_margins() -> None:
    """No letter of a table, however wide or long its words, is drawn beyond the edge of the print area."""
    words = Table("T", [Column("a", "A"), Column("b", "B" * 60)], [{"a": "x" * 300, "b": "y" * 300}], "none.")
    for pdf in (document(), made(words, of_school(20, 30), of_school(20, 12))):
        for page in PdfReader(io.BytesIO(pdf)).pages:
            reached = across(page)
            assert min(reached) >= 45
            assert max(reached) <= float(page.mediabox.width) - 45


def test_the_same_bytes_each_time() -> None:
    """Two makings differ in nothing."""
    assert to_pdf(notebook(all_blocks())) == document()


def test_the_report_of_a_large_school_is_below_a_megabyte() -> None:
    """Well below: a thousand pupils, every one of them on a list."""
    assert len(made(*all_charts(), of_school(1000))) < 500_000


def test_what_a_tagged_pdf_may_not_lack_is_an_error() -> None:
    """A chart without an alternative text stops the export, and the message quotes nothing that was shown."""
    book = notebook([Title("A"), *all_charts()[:1]])
    (block,) = [o.data for c in book.cells for o in c.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
    block["application/vnd.attendlib.block+json"]["alt"] = ""
    with pytest.raises(ExportError, match="missing alt text"):
        to_pdf(book)
    block["image/svg+xml"] = '<svg viewBox="0 0 1">CANARY</svg>'
    with pytest.raises(ExportError) as failed:
        to_pdf(book)
    assert "CANARY" not in str(failed.value)


def test_a_block_without_a_form_is_an_error() -> None:
    """Nothing is left out in silence."""
    book = notebook([Title("A"), Words(["B."])])
    book.cells[-1].outputs[-1].data["application/vnd.attendlib.block+json"]["kind"] = "hologram"
    with pytest.raises(ExportError, match="hologram"):
        to_pdf(book)


def test_letters_that_the_typeface_lacks_are_boxes_that_keep_their_letters() -> None:
    """A name in Tamil is drawn as boxes of its script; whoever copies or hears it gets the name, and a line says so."""
    name = "தமிழ்"
    found = tree(made(Words([name])))
    assert name in found.said()
    assert BOXED in found.said()
    assert BOXED not in tree(made(Words(["Zoë Żółć Ελένη Иван אבג محمد"]))).said()


@pytest.mark.parametrize("label", ["Zoë", "Zoe\u0308", "தமிழ்", "👩\u200d🚀", "محمد", "กำ", "a\ufeffb"])
def test_a_chart_may_name_a_school_in_any_script(label: str) -> None:
    """Letters that must be put together go in as a picture, the others as text; neither stops the export."""
    table = Table("T", [Column("a", "A")], [{"a": label}], "none.")
    found = tree(made(Chart(f"Chart of {label}", f"One bar, {label}.", SVG.format(label), table)))
    assert [figure.alt.replace("\u2060", "\ufeff") for figure in found.all("Figure")] == [f"One bar, {label}."]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
def test_a_fork_that_comes_too_late_is_told_so() -> None:
    """Typst would wait for ever in a process that was forked after it was used; before it was used, a fork is fine."""
    program = (
        "import json, os, sys; sys.path[:0] = json.loads(sys.argv[1])\n"
        "from attendlib.documents.faults import ExportError\n"
        "from attendlib.documents.pdf import to_pdf\n"
        "from documents.every_block import all_blocks, notebook\n"
        "book = notebook(all_blocks())\n"
        "def child():\n"
        "    if not (pid := os.fork()):\n"
        "        try: os._exit(0 if to_pdf(book) else 1)\n"
        "        except ExportError: os._exit(2)\n"
        "    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"
        "before = child(); to_pdf(book); print(before, child())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, json.dumps(sys.path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout.split() == ["0", "2"]


def test_pictures_are_as_wide_as_asked() -> None:
    """A drawing becomes a PNG of 200 dots for each inch of its width in print, in its own proportions."""
    (png,) = pictures([SVG.format("x")], 127)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (wide, round(wide / high, 1)) == (1000, 4.8)
    assert pictures([SVG.format("x")], 127) == [png]


def test_names_and_addresses_of_the_machine_are_not_in_it() -> None:
    """Neither a path nor the run's own word leaves a trace."""
    assert not re.search(rb"/work/|/home/|/usr/|nonce-1|Users", document())


def test_a_title_of_any_length_is_whole() -> None:
    """It is on the first page; the foot of the pages shows its beginning."""
    title = "A very long name " * 20
    found = tree(to_pdf(notebook([Title(title), Words(["B."])])))
    assert found.all("H1")[0].said().replace("\n", " ").strip() == title.strip()


def test_a_long_word_is_whole_in_the_outline() -> None:
    """A heading that is broken on paper is one word in the reader's side bar."""
    word = "Donaudampfschiffahrtsgesellschaft" * 3
    assert [entry["/Title"] for entry in PdfReader(io.BytesIO(made(Section(word)))).outline[1]] == ["About", word]  # type: ignore[index]


def test_the_report_of_a_notebook_without_contents() -> None:
    """Three sections or fewer need no list of contents."""
    assert report_of(notebook([Title("A"), Section("B")])).sections
    assert not tree(made(Section("B"), Words(["C."]))).all("TOCI")
