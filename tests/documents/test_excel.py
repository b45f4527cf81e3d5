"""Is the workbook made of clean tables whose figures are figures and whose names are text, and the same each time?"""

import io
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from zipfile import ZipFile

import pytest

from attendlib.documents.excel import to_excel
from attendlib.documents.excel.cells import MOST, number_format
from attendlib.documents.excel.sheets import LONGEST
from attendlib.documents.faults import ExportError
from attendlib.report.blocks import Block, Chart, Column, Figure, Headline, PupilList, Table, Title, Words
from attendlib.report.written import MARKS, write
from documents.every_block import HOSTILE, all_blocks, notebook
from documents.said import S, Sheet, sheets, written


@cache
def file() -> bytes:
    """The workbook of every block."""
    return to_excel(notebook(all_blocks()))


@cache
def book() -> dict[str, Sheet]:
    """Its sheets."""
    return sheets(file())


def made(*blocks: Block) -> dict[str, Sheet]:
    """The sheets of some blocks under a title."""
    return sheets(to_excel(notebook([Title("A"), *blocks])))


def column_a(sheet: Sheet) -> list[str]:
    """What stands above the table, line by line."""
    return [row[0].shown for row in sheet.rows[: sheet.first]]


def test_the_sheets_stand_in_the_order_of_the_report() -> None:
    """Cover, headline, words, every table and the figures of every chart, the rules, the marks."""
    charts = [block.title for block in all_blocks() if isinstance(block, Chart)]
    first = [sheet.rows[0][0].shown for sheet in book().values()]
    assert first == [
        "Ash Green <School>", "Headline", "In words", *charts[:-1], "Attendance by year group",
        "Children missing education", charts[-1], "Pupils near the line", "Agreed", "Rules used in this report",
        "What the marks mean",
    ]  # fmt: skip


def test_names_of_sheets_are_ones_that_excel_takes() -> None:
    """Each once, whatever the case, no longer than 31 letters, without the letters that Excel forbids."""
    titles = [
        "A/B: [C]*?\\",
        "a b c",
        "'quoted'",
        "History",
        "x" * 50,
        "X" * 50,
        "Names " * 10,
        "😀" * 30,
        "Cover",
        "'",
    ]
    names = list(made(*(Table(title, [Column("n", "N")], [{"n": "x"}], "none.") for title in titles)))
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.lower() != "history"


def test_a_sheet_is_a_title_lines_and_one_table() -> None:
    """Nothing is merged, no cell of the table is blank (but in one to write in), nothing stands below or beside it."""
    for name, sheet in book().items():
        assert sheet.xml.find(f"{S}mergeCells") is None, name
        lines = sheet.rows[: sheet.first] if sheet.table else sheet.rows
        assert all([cell.shown != "" for cell in row] == [True] for row in lines), name
        head, *rows = sheet.table or [[]]
        assert {len(row) for row in rows} <= {len(head)}, name
        assert name == "Agreed" or all(cell for row in sheet.table for cell in row), name
        assert len({label.lower() for label in head}) == len(head), name


def test_no_cell_is_a_formula_or_a_link_of_its_own() -> None:
    """A name that begins like a formula is text. The only links are those on the cover, inside the workbook."""
    names = [row[0] for row in book()["Pupils near the line"].table]
    assert set(HOSTILE) & set(names) == set(HOSTILE) - {HOSTILE[2]}
    for name, sheet in book().items():
        assert not [cell for row in sheet.rows for cell in row if cell.kind == "formula"], name
        links = list(sheet.xml.iter(f"{S}hyperlink"))
        assert bool(links) == (name == "Cover")
        assert all(link.get("location") for link in links)
    with ZipFile(io.BytesIO(file())) as parts:
        assert b"http" not in b"".join(parts.read(n) for n in parts.namelist() if "_rels/sheet" in n).replace(
            b"http://schemas.openxmlformats.org", b""
        )


def test_figures_are_numbers_that_show_what_the_page_shows() -> None:
    """A percentage is a share with its format, a count a whole number; a mark is text."""
    sheet = book()["Attendance by year group"]
    cells = sheet.rows[sheet.first + 1 :]
    assert [[cell.kind for cell in row] for row in cells] == [
        ["text", "number", "number"], ["text", "text", "text"], ["text", "number", "text"],
    ]  # fmt: skip
    assert [float(cell.value) for cell in cells[0][1:]] == pytest.approx([1234, 0.934], rel=1e-15)
    assert [cell.shown for cell in cells[0]] == ["Year 7", "1,234", "93.4%"]
    assert [cell.shown for cell in cells[1]] == ["Year 8", "c", "c"]


@pytest.mark.parametrize("kind", ["count", "sessions", "percent", "points", "number", "date"])
@pytest.mark.parametrize("places", [0, 1, 2])
def test_every_format_shows_what_is_written(kind: str, places: int) -> None:
    """For each kind of figure, large and small, above and below nothing."""
    figures: list[Any] = [0, 1, -1, 12, 1234, -1234, 1234567]
    if kind == "date":
        figures = [date(2025, 9, 3), date(2026, 5, 31)]
    elif kind not in ("count", "sessions"):
        figures = [Decimal(figure).scaleb(-places) for figure in figures]
    columns = [Column("n", "Name"), Column("v", "Value", kind, places)]
    rows = [{"n": str(at), "v": figure} for at, figure in enumerate(figures)]
    shown = [row[1] for row in made(Table("T", columns, rows, "none."))["T"].table[1:]]
    assert shown == [write(figure, kind, places).shown for figure in figures]


def test_the_formats_themselves() -> None:
    """Written out, for whoever reads them in Excel."""
    assert number_format("count") == '#,##0;"−"#,##0'
    assert number_format("percent", 1) == '#,##0.0%;"−"#,##0.0%'
    assert number_format("points", 1) == '+#,##0.0;"−"#,##0.0;#,##0.0'
    assert written("-0.0065", number_format("percent", 2)) == "−0.65%"
    assert written("45903", number_format("date")) == "3 Sep 2025"


def test_the_headline_is_a_table() -> None:
    """A row for each figure; its number is a number, a mark is text, and what is missing says so."""
    figures = [
        Figure("Attendance", Decimal("93.4"), "%", "0.4 points above last year"),
        Figure("Persistently absent", "c", "%", note="of 430 pupils"),
        Figure("Severely absent", 1234, "pupils"),
        Figure("Best day", "Tuesday"),
    ]
    sheet = made(Headline(figures))["Headline"]
    assert sheet.table == [
        ["Figure", "Value", "Unit", "Compared with", "Note"],
        ["Attendance", "93.4%", "none", "0.4 points above last year", "none"],
        ["Persistently absent", "c", "none", "none", "hidden, because it could identify a pupil; of 430 pupils"],
        ["Severely absent", "1,234", "pupils", "none", "none"],
        ["Best day", "Tuesday", "none", "none", "none"],
    ]
    assert [row[1].kind for row in sheet.rows[sheet.first + 1 :]] == ["number", "text", "number", "text"]


def test_the_cover_says_what_it_is_and_leads_to_every_sheet() -> None:
    """Title, restricted mark, facts, and a link to each sheet in order."""
    cover = book()["Cover"]
    assert column_a(cover)[:4] == [
        "Ash Green <School>", "Restricted: contains personal data", "Autumn term",
        "Period: 2 September to 19 December 2025",
    ]  # fmt: skip
    assert [row[0] for row in cover.table[1:]] == list(book())[1:]
    places = [link.get("location") for link in cover.xml.iter(f"{S}hyperlink")]
    assert places == ["'" + name.replace("'", "''") + "'!A1" for name in list(book())[1:]]


def test_a_chart_sheet_says_what_the_chart_shows() -> None:
    """The alternative text and the note stand above the figures, in lines that fit a page."""
    chart = next(block for block in all_blocks() if isinstance(block, Chart))
    lines = column_a(book()[chart.title])
    assert " ".join(lines[1:]) == " ".join(filter(None, [chart.alt, chart.note]))
    assert max(len(line) for line in lines) <= 110


def test_a_list_of_pupils_is_marked_and_so_are_the_pages() -> None:
    """In the sheet, on every printed page, and in the properties of the file."""
    names = PupilList("Pupils", [Column("n", "Pupil")], [{"n": "A"}], "nobody.")
    raw = to_excel(notebook([Title("T & <T>", restricted=True), names]))
    assert column_a(sheets(raw)["Pupils"])[1] == "Restricted: contains personal data"
    with ZipFile(io.BytesIO(raw)) as parts:
        for name in (name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")):
            page = parts.read(name).decode()
            assert "<oddHeader>&amp;RRestricted: contains personal data</oddHeader>" in page
            assert "<oddFooter>&amp;LT &amp;&amp; &lt;T&gt;&amp;RPage &amp;P of &amp;N</oddFooter>" in page
        core = parts.read("docProps/core.xml").decode()
    assert "<dc:title>T &amp; &lt;T&gt;</dc:title>" in core
    assert "<cp:category>Restricted: contains personal data</cp:category>" in core
    assert "<dc:creator>attendlib</dc:creator>" in core


def test_a_table_without_rows_says_why() -> None:
    """Its sheet stands in the list of contents all the same."""
    sheet = book()["Children missing education"]
    assert [row[0].shown for row in sheet.rows] == ["Children missing education", "No rows: nobody is missing."]
    assert not sheet.table


def test_the_marks_are_explained() -> None:
    """Each with its meaning."""
    assert book()["What the marks mean"].table[1:] == [[mark, meaning] for mark, meaning in MARKS.items()]


def test_headings_stay_in_sight() -> None:
    """The rows above the data are frozen and come again on every printed page; the cursor is at the top."""
    for name, sheet in book().items():
        pane = sheet.xml.find(f"{S}sheetViews/{S}sheetView/{S}pane")
        if sheet.table and name != "Cover":
            assert pane is not None
            assert pane.get("ySplit") == str(sheet.first + 1)
            assert pane.get("state") == "frozen"
    with ZipFile(io.BytesIO(file())) as parts:
        workbook = parts.read("xl/workbook.xml").decode()
    assert workbook.count("_xlnm.Print_Titles") == len([s for s in book().values() if s.table]) - 1
    assert 'activeTab="' not in workbook


def test_two_columns_may_have_one_label() -> None:
    """Excel wants each heading of a table once: the second says that it is."""
    columns = [Column("a", "Rate"), Column("b", "rate"), Column("c", "z" * 300)]
    head = made(Table("T", columns, [{"a": "x", "b": "y", "c": "w"}], "none."))["T"].table[0]
    assert head[:2] == ["Rate", "rate (2)"]
    assert len(head[2]) == 255


def test_a_text_longer_than_a_cell_ends_in_words_that_say_so() -> None:
    """Excel's limit is told, not kept silent."""
    rows = [{"n": "long", "t": "x" * 40_000}]
    text = made(Table("T", [Column("n", "N"), Column("t", "T")], rows, "none."))["T"].table[1][1]
    assert len(text) == MOST
    assert text.endswith("… (the rest does not fit in a cell)")


def test_words_stand_with_their_section_and_kind() -> None:
    """Headings, sentences, bullets and callouts in the order of the report."""
    table = book()["In words"].table
    assert table[1] == ["the top of the report", "Heading", "About"]
    assert table[2] == ["the top of the report", "Paragraph", "See the rules (https://example.org/rules)."]
    assert ["In brief", "Paragraph", "How the school stands."] in table
    assert ["In brief", "Warning", "Registers are missing: Class 4B has no marks."] in table


def test_a_block_without_a_form_is_an_error() -> None:
    """Nothing is left out in silence."""
    broken: Any = notebook([Title("A"), Words(["B."])])
    broken.cells[-1].outputs[-1].data["application/vnd.attendlib.block+json"]["kind"] = "hologram"
    with pytest.raises(ExportError, match="hologram"):
        to_excel(broken)


def test_no_day_of_making() -> None:
    """The properties tell a day that is no day of anything, the same in every workbook."""
    with ZipFile(io.BytesIO(file())) as parts:
        assert parts.read("docProps/core.xml").decode().count("1970-01-01T00:00:00Z") == 2
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
