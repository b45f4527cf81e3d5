"""What does each kind of document say, as a list of its tables and as one text?"""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zipfile import ZipFile

import lxml.html
from pypdf import PdfReader

from documents.pdf_tree import tables, tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Grid = list[list[str]]


@dataclass
class Said:
    """What a document says. words: everything, without the spaces between, so that it does not matter where a line
    ends · grids: its tables in order, each row by row with its headings first."""

    words: str
    grids: list[Grid]


def squeezed(text: str) -> str:
    """Without spaces."""
    return re.sub(r"\s+", "", text)


def html(page: bytes) -> Said:
    """An HTML page."""
    root = lxml.html.fromstring(page.decode())
    for part in root.iter("style", "script"):
        part.text = ""
    grids = [[[cell.text_content() for cell in row] for row in table.iter("tr")] for table in root.iter("table")]
    return Said(squeezed(root.text_content()), grids)


def pdf(document: bytes) -> Said:
    """A tagged PDF, as a screen reader takes it: a figure says its alternative text."""
    root = tree(document)
    for figure in root.all("Figure"):
        figure.text, figure.parts = figure.alt, []
    return Said(squeezed(root.said()), list(tables(root)))


def page_of(document: bytes, title: str) -> int:
    """The page of a PDF, from 1, on which the section of that title begins, by its bookmark."""
    reader = PdfReader(io.BytesIO(document))

    def entries(outline: list[Any]) -> Iterator[Any]:
        for entry in outline:
            yield from entries(entry) if isinstance(entry, list) else [entry]

    (found,) = [entry for entry in entries(reader.outline) if entry.title == title]
    return int(reader.get_destination_page_number(found) or 0) + 1


def word(document: bytes) -> Said:
    """A Word document; a picture says its alternative text, and a headline is no table of figures."""
    with ZipFile(io.BytesIO(document)) as opened:
        body = ET.fromstring(opened.read("word/document.xml"))
    said = [part.text or part.get("descr", "") for part in body.iter() if part.tag == f"{W}t" or "descr" in part.attrib]
    grids = [
        [
            ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in body.iter(f"{W}tbl")
        if (style := table.find(f"{W}tblPr/{W}tblStyle")) is not None and style.get(f"{W}val") != "Cards"
    ]
    return Said(squeezed("".join(said)), grids)


def excel(document: bytes) -> Said:
    """A workbook; every cell says what Excel shows."""
    shown = sheets(document)
    words = "".join(cell.shown for sheet in shown.values() for row in sheet.rows for cell in row)
    return Said(squeezed(words), [sheet.table for sheet in shown.values() if sheet.table])


@dataclass
class Cell:
    """shown: the text in the cell as Excel shows it · kind: text, number or formula · value: a number's."""

    shown: str
    kind: str = "text"
    value: str = ""


@dataclass
class Sheet:
    """rows: all rows · first: of the table, from 0 · table: the cells of its table, headings first; empty without."""

    rows: list[list[Cell]]
    first: int
    table: Grid
    xml: ET.Element


def sheets(document: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by name, in order."""
    with ZipFile(io.BytesIO(document)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    strings = [
        "".join(t.text or "" for t in item.iter(f"{S}t")) for item in ET.fromstring(parts["xl/sharedStrings.xml"])
    ]
    formats = _formats(ET.fromstring(parts["xl/styles.xml"]))
    made = {}
    tables_used = 0
    for at, sheet in enumerate(ET.fromstring(parts["xl/workbook.xml"]).iter(f"{S}sheet"), start=1):
        xml = ET.fromstring(parts[f"xl/worksheets/sheet{at}.xml"])
        rows = [[_cell(cell, strings, formats) for cell in row] for row in xml.iter(f"{S}row")]
        has_table = xml.find(f"{S}tableParts") is not None
        tables_used += has_table
        first, grid = 0, []
        if has_table:
            ref = ET.fromstring(parts[f"xl/tables/table{tables_used}.xml"]).get("ref", "")
            first = int(re.findall(r"\d+", ref)[0]) - 1
            grid = [[cell.shown for cell in row] for row in rows[first:]]
        made[sheet.get("name", "")] = Sheet(rows, first, grid, xml)
    return made


def _formats(styles: ET.Element) -> list[str]:
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iter(f"{S}numFmt")}
    cells = styles.find(f"{S}cellXfs")
    return [own.get(look.get("numFmtId"), "") for look in (cells if cells is not None else [])]


def _cell(cell: ET.Element, strings: list[str], formats: list[str]) -> Cell:
    value = cell.findtext(f"{S}v") or ""
    if cell.find(f"{S}f") is not None:
        return Cell(value, "formula")
    if cell.get("t") == "s":
        return Cell(strings[int(value)])
    return Cell(written(value, formats[int(cell.get("s", "0"))]), "number", value) if value else Cell("")


def written(value: str, form: str) -> str:
    """A number as Excel shows it in one of the formats that reports use."""
    if "yyyy" in form:
        day = date(1899, 12, 30) + timedelta(days=int(value))
        return f"{day.day} {day:%b} {day.year}"
    number = Decimal(value)
    parts = form.split(";")
    own = parts[1] if number < 0 and len(parts) > 1 else parts[2] if number == 0 and len(parts) > 2 else parts[0]
    number = abs(number) * (100 if own.endswith("%") else 1)
    places = len(re.findall(r"\.(0+)", own)[0]) if "." in own else 0
    figures = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return re.sub(r"#,##0(\.0+)?", figures, own).replace('"', "")


SAID: dict[str, Any] = {"html": html, "pdf": pdf, "docx": word, "xlsx": excel}
"""What reads the documents of each format."""
