"""How is a workbook with a row for each pupil and a column for each session read?

Title rows, then a header row with a ``UPN`` column and the columns of sessions. Names and other columns about the pupil
are passed over unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attendlib.dateform import DAY_FIRST
from attendlib.errors import LayoutError
from attendlib.readers import grid_header
from attendlib.readers.entries import Contents
from attendlib.readers.grid_header import Grid, Rows, SessionColumn, text
from attendlib.readers.options import ReadOptions
from attendlib.readers.other_form import FEWEST, refuse_other_form
from attendlib.readers.sample import Sample
from attendlib.readers.wide import spread
from attendlib.readers.workbook import column_letters
from attendlib.register import NO_SESSION, PUPIL, Coded, Note, RowCount

NAME = "xlsx_grid"
TITLE = "workbook grid, a row for each pupil, a column for each session"
_UPN = "UPN"
NEEDS = (_UPN, "columns headed 04/09/2025 AM, 04/09/2025 PM and so on")
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?%?")


@dataclass(frozen=True)
class _Body:
    """The rows under the header: the numbers (from 0) of those that hold a pupil, and counts of the others."""

    pupils: list[int]
    blank: int
    repeated: int
    remarks: int


def recognise(sample: Sample) -> bool:
    """A sheet has a UPN column and columns of sessions near its top."""
    return any(grid_header.find(rows, DAY_FIRST) for rows in sample.sheets.values())


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; dates day first. ``row`` as the spreadsheet counts it, ``column`` the heading, which has the date.
    Raises LayoutError when the sheet with the grid cannot be told."""
    form = options.form(DAY_FIRST)
    rows, grid = _the_grid(sample, options, form)
    _refuse_headings(sample.source.name, grid.columns, form)
    body = _body(rows, grid, options)
    columns, pupils = grid.columns, body.pupils
    day = np.array([column.day for column in columns], dtype="datetime64[D]")
    records = spread(
        pupil=Coded.of([text(rows[i][grid.upn]) for i in pupils]),
        date=np.broadcast_to(day, (len(pupils), len(columns))),
        session=[column.session for column in columns],
        mark=Coded.of([text(rows[i][column.position]) for i in pupils for column in columns]),
        row=np.array(pupils, dtype=np.int32) + np.int32(1),
        heading=[column.heading for column in columns],
    )
    blank_above = sum(_is_blank(row) for row in rows[: grid.first])
    counted = RowCount(
        rows=len(rows),
        records=(len(rows) - grid.body - body.blank - body.repeated - body.remarks) * len(columns),
        header=grid.body - grid.first,
        title=grid.first - blank_above + body.remarks,
        blank=blank_above + body.blank,
        repeated_header=body.repeated,
    )
    return Contents(records, counted, form, {PUPIL: _UPN}, _passed_over(rows, grid, body))


def _the_grid(sample: Sample, options: ReadOptions, form: str) -> tuple[Rows, Grid]:
    """The one sheet that holds a grid, or the one that the city file names."""
    file = sample.source.name
    if options.sheet is not None and options.sheet not in sample.sheets:
        raise LayoutError(f'{file}: none of its {len(sample.sheets)} sheets is called "{options.sheet}".')
    named = {options.sheet: sample.sheets[options.sheet]} if options.sheet is not None else sample.sheets
    found = [(rows, grid) for rows in named.values() if (grid := grid_header.find(rows, form))]
    if not found:
        raise LayoutError(f"{file}: no sheet has, near its top, a UPN column and columns of sessions.")
    if len(found) > 1:
        raise LayoutError(
            f"{file}: {len(found)} of its {len(sample.sheets)} sheets hold a grid. Name one with `sheet:` in the city "
            "file, and list the file once for each sheet to be read."
        )
    return found[0]


def _refuse_headings(file: str, columns: Sequence[SessionColumn], form: str) -> None:
    """Raise LayoutError where no column can be a session's, and where the dates show that they are in another form than
    ``form``. One column alone may be a slip."""
    refuse_other_form(file, [column.written for column in columns], len(columns), form)
    if len(columns) >= FEWEST and all(column.session == NO_SESSION for column in columns):
        raise LayoutError(
            f"{file}: its columns are headed with days, none of them with AM or PM. Head each column 04/09/2025 AM, or "
            "write AM and PM in the row below the dates."
        )


def _body(rows: Rows, grid: Grid, options: ReadOptions) -> _Body:
    header = [[*map(text, row)] for row in rows[grid.first : grid.body]]
    pupils, blank, repeated, remarks = [], 0, 0, 0
    for number in range(grid.body, len(rows)):
        row = rows[number]
        if _is_blank(row):
            blank += 1
        elif text(row[grid.upn]).casefold() == _UPN.casefold() or [*map(text, row)] in header:
            repeated += 1
        elif _is_remark(row, grid, options):
            remarks += 1
        else:
            pupils.append(number)
    return _Body(pupils, blank, repeated, remarks)


def _is_remark(row: Sequence[object], grid: Grid, options: ReadOptions) -> bool:
    """Whether a row is of totals, or a line of words: it names nobody, and where marks would stand are numbers at
    most. An identifier has no blank inside."""
    who, marks = text(row[grid.upn]), [text(row[column.position]) for column in grid.columns]
    nobody = not who or " " in who or who.casefold().startswith("total")
    return nobody and all(_NUMBER.fullmatch(mark) and mark not in options.marks for mark in marks if mark)


def _is_blank(row: Sequence[object]) -> bool:
    return not any(map(text, row))


def _passed_over(rows: Rows, grid: Grid, body: _Body) -> tuple[Note, ...]:
    """A note of columns among or after the sessions that hold something and whose heading names no session."""
    read = {grid.upn, *(column.position for column in grid.columns)}
    first = grid.columns[0].position
    later = [i for i in range(first, len(rows[grid.first])) if i not in read]
    held = [column_letters(i) for i in later if any(text(rows[number][i]) for number in body.pupils)]
    notes = []
    if held:
        message = f"columns {', '.join(held)} hold something but their heading names no session, so they were not read"
        notes.append(Note("column-ignored", "warning", grid.body, "", message, "head a column of marks 04/09/2025 AM"))
    if body.repeated:
        message = f"rows further down that repeat the header and so are not records: {body.repeated}"
        notes.append(Note("repeated-header", "note", 0, "", message, "nothing needs doing"))
    if body.remarks:
        message = f"rows that name no pupil and hold no mark, such as totals, and so are not records: {body.remarks}"
        notes.append(Note("row-without-pupil", "note", 0, "", message, "nothing needs doing"))
    return tuple(notes)
