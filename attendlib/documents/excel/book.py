"""How do sheets become a workbook: cover, tables, looks and properties?"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from attendlib.documents.excel.cells import Cells, side
from attendlib.documents.excel.sheets import COVER, Sheet, contents
from attendlib.documents.paper import COLOURS, short
from attendlib.documents.report import Report

ABOUT = (
    "The figures of this report as tables, one on each sheet. They are the same as in its page, PDF and Word document."
)
_A4, _LINE, _LONGEST_HEADING = 9, 110, 255
_WIDEST, _POINTS, _HIGHEST, _TO_FILL_IN = 70, 13, 409, 32
"""Letters across the widest column; points down a line, the highest row that Excel has, and a row to write in."""
_TEXT_ONLY = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_LINK = {"font_color": COLOURS["blue"], "underline": 1}
_HEADING = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": COLOURS["blue"]}
_BEGINNING = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
"""Stands as the day of making: the same report is the same file."""


def book(report: Report, sheets: Sequence[Sheet]) -> bytes:
    """The workbook, the same bytes each time."""
    out = io.BytesIO()
    usual = {"font_name": "Arial", "font_size": 10}
    made = Workbook(out, {"in_memory": True, "default_format_properties": usual, **_TEXT_ONLY})
    made.set_properties(
        {"title": report.name[:255], "author": "attendlib", "category": report.restricted, "created": _BEGINNING}
    )
    cells = Cells(made)
    _cover(_prepared(made.add_worksheet(COVER), report), cells, report, sheets)
    for sheet in sheets:
        place = _prepared(made.add_worksheet(sheet.name), report)
        top = _words(place, cells, sheet.title, sheet.lines, sheet.table["restricted"])
        _grid(place, cells, sheet.table, top)
        if sheet.table["rows"]:
            place.freeze_panes(top + 1, 1)
            place.repeat_rows(top)
    made.close()
    return out.getvalue()


def _prepared(place: Worksheet, report: Report) -> Worksheet:
    """A sheet that prints well: on A4, as wide as the page, marked, named and numbered."""
    place.hide_gridlines(2)
    place.set_paper(_A4)
    place.set_landscape()
    place.fit_to_pages(1, 0)
    place.set_header(f"&R{report.restricted.replace('&', '&&')}")
    place.set_footer(f"&L{short(report).replace('&', '&&')}&RPage &P of &N")
    return place


def _cover(place: Worksheet, cells: Cells, report: Report, sheets: Sequence[Sheet]) -> None:
    """What the workbook is, for whom, for which days, who may read it, and links to its sheets."""
    title = report.title
    lines = [title["subtitle"], *(f"{fact['label']}: {fact['value']}" for fact in title["facts"]), ABOUT, report.made]
    top = _words(place, cells, title["title"], list(filter(None, lines)), report.restricted)
    _grid(place, cells, contents(sheets), top)
    for row, sheet in enumerate(sheets, start=top + 1):
        target = sheet.name.replace("'", "''")
        place.write_url(row, 0, f"internal:'{target}'!A1", cells.look(**_LINK), sheet.name)


def _words(place: Worksheet, cells: Cells, title: str, lines: Sequence[str], restricted: str) -> int:
    """Write the title, the restricted mark and the lines, one below the other; returns the next free row."""
    cells.text(place, 0, 0, title, bold=True, font_size=14, font_color=COLOURS["blue"])
    if restricted:
        cells.text(place, 1, 0, restricted, bold=True, font_color=COLOURS["plum"])
    # Words run on beside their cell; in pieces they are no wider than the page that the sheet is printed on.
    pieces = [piece for line in lines for piece in wrap(line, _LINE)]
    first = 2 if restricted else 1
    for row, piece in enumerate(pieces, start=first):
        cells.text(place, row, 0, piece)
    return first + len(pieces)


def _grid(place: Worksheet, cells: Cells, table: dict[str, Any], top: int) -> None:
    """Write the table, its headings in row ``top``; or the reason why it has no rows."""
    if not table["rows"]:
        cells.text(place, top, 0, table["empty"])
        return
    columns, last = table["columns"], len(table["rows"]) - 1
    headings = _headings([column["label"] for column in columns])
    widths = [_width(heading, [row[at]["shown"] for row in table["rows"]]) for at, heading in enumerate(headings)]
    for at, width in enumerate(widths):
        place.set_column(at, at, width)
    for number, row in enumerate(table["rows"]):
        high = _TO_FILL_IN if "to_fill_in" in table else _height([cell["shown"] for cell in row], widths)
        place.set_row(top + 1 + number, high)
        for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
            cells.write(place, top + 1 + number, at, cell, column, bold=table["total"] and number == last)
    looks = [cells.look(**_HEADING, **side(column["kind"], at)) for at, column in enumerate(columns)]
    named = [{"header": heading, "header_format": look} for heading, look in zip(headings, looks, strict=True)]
    place.set_row(top, _height([f"{heading}    " for heading in headings], widths))
    place.add_table(top, 0, top + 1 + last, len(columns) - 1, {"columns": named, "style": None})


def _headings(labels: Sequence[str]) -> list[str]:
    """The labels as Excel takes them for a table: none twice, none longer than 255 letters."""
    taken: set[str] = set()
    made = []
    for label in labels:
        heading, at = label[:_LONGEST_HEADING], 1
        while heading.lower() in taken:
            at += 1
            heading = f"{label[: _LONGEST_HEADING - 5]} ({at})"
        taken.add(heading.lower())
        made.append(heading)
    return made


def _width(heading: str, shown: Sequence[str]) -> int:
    """Letters across a column: its longest cell, wrapped where that is very long, or the longest word above it."""
    word = max(len(word) for word in heading.split())
    return min(max(word + 4, len(heading) // 2 + 4, *(len(cell) + 2 for cell in shown)), _WIDEST)


def _height(shown: Sequence[str], widths: Sequence[int]) -> float | None:
    """Points down a row whose longest cell wraps; None where none does. Programs other than Excel do not see to it."""
    lines = max(
        len(wrap(words, width - 2)) if len(words) > width - 2 else 1 for words, width in zip(shown, widths, strict=True)
    )
    return min(lines * _POINTS + 2, _HIGHEST) if lines > 1 else None
