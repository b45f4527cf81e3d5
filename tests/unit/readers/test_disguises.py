"""Are the same marks read from a file however a system, a spreadsheet or a person has dressed it?"""

import csv
import io
import json
import random
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from layouts import WRITERS, kind
from marks import Mark, marks_of
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from attendlib.readers import LAYOUTS, read
from attendlib.readers.delimited import find_header
from attendlib.readers.sample import look
from attendlib.readers.source import DELIMITED, JSON, load
from attendlib.register import Register

PUPILS = ("A331900100017", "0331900100018", "NA")
CODES = ("/", "\\", "I", "C1", "#", "-", "", "L", "Y7")
DAYS = [date(2025, 9, 1) + timedelta(day) for day in range(19) if day % 7 < 5]
MARKS = [
    Mark(pupil, day.isoformat(), session, CODES[(n + 2 * m + k) % len(CODES)], "")
    for n, pupil in enumerate(PUPILS)
    for m, day in enumerate(DAYS)
    for k, session in enumerate(("AM", "PM"))
]
"""Three pupils, fifteen days, every kind of mark; dates that can be told from month-first ones."""

Rows = list[list[str]]


def sorted_marks(register: Register) -> list[Mark]:
    """The marks without a fault, in order."""
    assert set(register.fault.texts()) <= {""}
    assert register.counted.records == len(register)
    return sorted(mark._replace(minutes="") for mark in marks_of(register))


def of_kind(wanted: str) -> list[str]:
    """The layouts of that kind in which marks can be written."""
    return [layout for layout in WRITERS if kind(layout) == wanted]


def written(layout: str, folder: Path) -> Path:
    """The plain file of a layout."""
    path = folder / layout
    path.write_bytes(WRITERS[layout](MARKS))
    return path


def csv_text(rows: Rows, **how: object) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def reordered(rows: Rows) -> Rows:
    order = random.Random(1).sample(range(len(rows[0])), len(rows[0]))
    return [[row[i] for i in order] for row in rows]


def with_notes(rows: Rows) -> Rows:
    head, *body = rows
    return [[*head, "Notes"], *([*row, 'said "no",\nthen "yes"' if n % 3 else "a; b\tc"] for n, row in enumerate(body))]


TABLES: dict[str, Callable[[Rows], str | bytes]] = {
    "as it is": csv_text,
    "columns in another order": lambda rows: csv_text(reordered(rows)),
    "extra columns with line breaks and quotes": lambda rows: csv_text(with_notes(rows)),
    "headings in capitals": lambda rows: csv_text([[cell.upper() for cell in rows[0]], *rows[1:]]),
    "headings in small letters, blanks around": lambda rows: csv_text([[f" {c.lower()} " for c in rows[0]], *rows[1:]]),
    "semicolons": lambda rows: csv_text(rows, delimiter=";"),
    "tabs in UTF-16, as a spreadsheet saves Unicode text": lambda rows: csv_text(rows, delimiter="\t").encode("utf-16"),
    "UTF-16 the other way round": lambda rows: b"\xfe\xff" + csv_text(rows).encode("utf-16-be"),
    "with a byte order mark": lambda rows: csv_text(rows).encode("utf-8-sig"),
    "Unix line ends": lambda rows: csv_text(rows, lineterminator="\n"),
    "old line ends": lambda rows: csv_text(rows, lineterminator="\r"),
    "everything quoted": lambda rows: csv_text(rows, quoting=csv.QUOTE_ALL),
    "titles above, one with a comma": lambda rows: 'sep=,\n"Attendance, Zoë\'s school"\n\n' + csv_text(rows),
    "the header again in the middle": lambda rows: csv_text([*rows[:9], rows[0], *rows[9:]]),
    "blank rows in the middle and at the end": lambda rows: (
        csv_text([*rows[:5], [], ["" for _ in rows[0]], *rows[5:]]) + "\r\n \r\n,,\r\n\r\n"
    ),
    "an empty column at the end": lambda rows: csv_text([[*row, ""] for row in rows]),
    "Windows letters": lambda rows: csv_text([[*rows[0], "Name"], *([*row, "Zoë"] for row in rows[1:])]).encode(
        "cp1252"
    ),
    "cells padded with blanks": lambda rows: csv_text([rows[0], *([f"  {cell} " for cell in row] for row in rows[1:])]),
}


@pytest.mark.parametrize("disguise", TABLES)
@pytest.mark.parametrize("layout", of_kind(DELIMITED))
def test_delimited_text(tmp_path: Path, layout: str, disguise: str) -> None:
    """Every way to write a table as text, in each layout that is one."""
    path = written(layout, tmp_path)
    header = find_header(look(load(path)), LAYOUTS[layout].NEEDS)
    assert header
    text = path.read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=header.delimiter))
    disguised = TABLES[disguise](rows)
    path.write_bytes(disguised if isinstance(disguised, bytes) else disguised.encode())
    register = read(path, "999001", "a")
    assert register.layout == layout
    assert sorted_marks(register) == sorted(MARKS)


Items = list[dict[str, object]]
DOCUMENTS: dict[str, Callable[[Items], str | bytes]] = {
    "a list alone": json.dumps,
    "indented": lambda items: json.dumps({"data": items}, indent=2),
    "with a byte order mark": lambda items: json.dumps({"data": items}).encode("utf-8-sig"),
    "UTF-16": lambda items: json.dumps({"data": items}).encode("utf-16"),
    "in an envelope": lambda items: json.dumps({"status": "ok", "errors": [], "Attendance": {"Items": items}}),
    "in pages": lambda items: json.dumps(
        [{"data": items[at : at + 7], "meta": {"page": at}} for at in range(0, len(items), 7)]
    ),
    "a record to a line": lambda items: "\n".join(map(json.dumps, items)) + "\n",
    "fields in another order, and more of them": lambda items: json.dumps(
        {"data": [{"zz": [1], **dict(reversed(item.items())), "room": {"id": 1}} for item in items]}
    ),
}


@pytest.mark.parametrize("disguise", DOCUMENTS)
@pytest.mark.parametrize("layout", of_kind(JSON))
def test_json(tmp_path: Path, layout: str, disguise: str) -> None:
    """Wherever the records stand in the document."""
    path = written(layout, tmp_path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    text = DOCUMENTS[disguise](whole["data"] if isinstance(whole, dict) else whole)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    register = read(path, "999001", "a")
    assert register.layout == layout
    assert sorted_marks(register) == sorted(MARKS)


def prefixed(text: str) -> str:
    return re.sub(r"<(/?)(\w)", r"<\1a:\2", text).replace("<a:SuperStarReport>", '<a:SuperStarReport xmlns:a="urn:x">')


XML: dict[str, Callable[[str], str | bytes]] = {
    "as it is": str,
    "with a declaration": lambda text: f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{text}',
    "in a namespace": lambda text: text.replace("<SuperStarReport>", '<SuperStarReport xmlns="urn:x">'),
    "in a namespace with a prefix": prefixed,
    "indented": lambda text: text.replace("><Record>", ">\n  <Record>").replace("><", ">\r\n    <"),
    "comments and instructions": lambda text: text.replace("<Record>", "<!-- a --><?b c?><Record>"),
    "marks as character data": lambda text: re.sub("<Mark>(.*?)</Mark>", r"<Mark><![CDATA[\1]]></Mark>", text),
    "empty elements": lambda text: re.sub("(</Session_x0020_Name>)(</Record>)", r"\1<Mark/><Reg></Reg>\2", text),
    "attributes, and fields of other reports": lambda text: text.replace(
        "<Record>", '<Record id="1"><Legal_x0020_Surname>Zoë</Legal_x0020_Surname>'
    ),
    "UTF-16": lambda text: f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16"),
    "Windows letters, declared": lambda text: (
        '<?xml version="1.0" encoding="Windows-1252"?>' + text.replace("<Record>", "<Record><Name>Zoë</Name>")
    ).encode("cp1252"),
    "fields in another order": lambda text: re.sub("(<UPN>.*?</UPN>)(.*?)</Record>", r"\2\1</Record>", text),
    "shorter names": lambda text: text.replace("Mark_x0020_Date", "Date").replace("Session_x0020_Name", "Session"),
}


@pytest.mark.parametrize("disguise", XML)
def test_sims(tmp_path: Path, disguise: str) -> None:
    """However the elements are written."""
    path = written("sims_xml", tmp_path)
    text = XML[disguise](path.read_text(encoding="utf-8"))
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert sorted_marks(read(path, "999001", "a")) == sorted(MARKS)


def strings(indent: str = "") -> str:
    """The first pupil's marks as a string for every calendar day, and two more such pupils."""
    marks = "/\\I\\/L--##" + "####" + "CC/\\V\\" + "##"
    pupils = "".join(
        f"<Pupil><UPN>{upn}</UPN><Attendance><YearData><Year>2025</Year><AttendSessions><AttendanceStartDate>2025-09-01"
        f"</AttendanceStartDate><AttendanceMarks>{marks}</AttendanceMarks></AttendSessions></YearData></Attendance></Pupil>"
        for upn in PUPILS
    )
    return f"<CTfile><CTFpupilData>{pupils}</CTFpupilData></CTfile>".replace("><", f">{indent}<")


CTF: dict[str, Callable[[str], str | bytes]] = {
    "with a declaration": lambda text: f'<?xml version="1.0" encoding="utf-8"?>\n{text}',
    "in a namespace": lambda text: text.replace("<CTfile>", '<CTfile xmlns="urn:x">'),
    "in a namespace with a prefix": lambda text: re.sub(r"<(/?)(\w)", r"<\1a:\2", text).replace(
        "<a:CTfile>", '<a:CTfile xmlns:a="urn:x">'
    ),
    "indented": lambda _: strings("\r\n    "),
    "comments": lambda text: text.replace("<Pupil>", "<!-- a --><Pupil><!-- b -->"),
    "a string as character data over lines": lambda text: re.sub(
        "<AttendanceMarks>(.*?)<", r"<AttendanceMarks>\n  <![CDATA[\1]]>\n<", text
    ),
    "UTF-16": lambda text: f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16"),
    "blanks on closed days": lambda text: text.replace("#", " "),
    "details in place of sessions": lambda text: text.replace("AttendSessions>", "AttendanceDetails>"),
}


@pytest.mark.parametrize("disguise", CTF)
def test_ctf(tmp_path: Path, disguise: str) -> None:
    """However the elements are written."""
    plain, other = tmp_path / "plain.xml", tmp_path / "other.xml"
    plain.write_text(strings(), encoding="utf-8")
    text = CTF[disguise](strings())
    other.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert sorted_marks(read(other, "999001", "a")) == sorted_marks(read(plain, "999001", "a"))
    assert len(read(other, "999001", "a")) == 3 * 22


Cells = list[list[object]]


def grid(cells: Cells, path: Path) -> None:
    """Writes cells to a workbook, texts as texts."""
    book = Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    sheet = book.add_worksheet("Register")
    for number, row in enumerate(cells):
        sheet.write_row(number, 0, row)
    book.close()


def two_rows(cells: Cells, typed: bool) -> Cells:
    """Dates over sessions, in place of one heading of both."""
    heads = [str(head).split() for head in cells[3][1:]]
    dates: list[object] = [head[0] for head in heads]
    if typed:
        dates = [datetime.strptime(str(day), "%d/%m/%Y") for day in dates]  # noqa: DTZ007
    return [*cells[:3], ["UPN", *dates], ["", *(head[1] for head in heads)], *cells[4:]]


XLSX: dict[str, Callable[[Cells], Cells]] = {
    "as it is": lambda cells: cells,
    "dates and sessions in two rows": lambda cells: two_rows(cells, typed=False),
    "typed dates": lambda cells: two_rows(cells, typed=True),
    "names before and totals after": lambda cells: [
        *cells[:3],
        ["Surname", "Reg", *cells[3], "Total", "%"],
        *(["Zoë", "7A", *row, 12, 0.5] for row in cells[4:]),
    ],
    "blank columns and rows between": lambda cells: [
        *cells[:3],
        *([row[0], "", *row[1:9], "", "", *row[9:]] for row in cells[3:]),
        [],
        [""],
    ],
    "the header again in the middle": lambda cells: [*cells[:5], cells[3], *cells[5:]],
    "no titles": lambda cells: cells[3:],
    "columns in another order": lambda cells: [*cells[:3], *([*reversed(row)] for row in cells[3:])],
    "a row of totals at the end": lambda cells: [*cells, ["", *range(len(cells[3]) - 1)], ["Total", *range(7)]],
}


@pytest.mark.parametrize("disguise", XLSX)
def test_grid(tmp_path: Path, disguise: str) -> None:
    """However the sheet is laid out."""
    path = written("xlsx_grid", tmp_path)
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    grid(XLSX[disguise]([list(row) for row in cells]), path)
    register = read(path, "999001", "a")
    assert sorted_marks(register) == sorted(MARKS)
    assert not [note for note in register.notes if note.severity == "error"]
