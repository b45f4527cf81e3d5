"""How is Bromcom's week grid read, ten marks to a row?

Column names as in Bromcom's StudentAttendanceByWeek (``StudentId``, ``MonAM`` to ``FriPM``), with the Monday in
``WeekStart``. A first day that is not a Monday would move every mark to another day, so it is a bad date.
"""

from dataclasses import replace

import numpy as np

from attendlib.dateform import ISO
from attendlib.readers import dates
from attendlib.readers.column import Column
from attendlib.readers.delimited import Table, find_header, read_table
from attendlib.readers.entries import Heading, Records, days, register
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import SESSIONS, Coded, Note, Register

NAME = "bromcom_week_csv"
TITLE = "Bromcom week grid CSV, ten marks to a row"
GRID = tuple(f"{day}{session}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for session in SESSIONS)
NEEDS = ("StudentId", "WeekStart", *GRID)


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, urn: str, name: str, options: ReadOptions) -> Register:
    """The register; ISO dates, each a Monday. A fault of the row is a fault of its ten records."""
    table = read_table(sample, NEEDS)
    weeks, wide = len(table.row), len(GRID)
    first = days(table.columns["WeekStart"], ISO, options)
    not_monday = ~np.isnat(first) & ~dates.is_monday(first)
    first[not_monday] = dates.NO_DAY
    pupil = table.columns["StudentId"].coded()
    records = Records(
        pupil=Coded(np.repeat(pupil.index, wide), pupil.values),
        date=(first[:, None] + np.arange(wide) // len(SESSIONS)).ravel(),
        session=np.tile(np.arange(wide) % len(SESSIONS), weeks).astype(np.int8),
        mark=_row_by_row([table.columns[column] for column in GRID]),
        row=np.repeat(table.row, wide),
        column=Coded(np.tile(np.arange(wide, dtype=np.int32), weeks), GRID),
        faults=[("ragged-row", np.repeat(table.ragged, wide))],
    )
    counted = replace(table.counted, records=table.counted.records * wide)
    notes = (*sample.source.notes, *table.notes, *_notes(table, not_monday))
    return register(records, Heading(urn, name, NAME, sample.source.encoding, counted, notes), options)


def _row_by_row(grid: list[Column]) -> Coded:
    """The ten columns' marks in the order of reading: the first row's ten, then the second's."""
    coded = [column.coded() for column in grid]
    values = tuple(dict.fromkeys(value for column in coded for value in column.values))
    number = {value: i for i, value in enumerate(values)}
    return Coded(np.column_stack([column.each(number.__getitem__, np.int32) for column in coded]).ravel(), values)


def _notes(table: Table, not_monday: np.ndarray) -> tuple[Note, ...]:
    if not not_monday.any():
        return ()
    row = int(table.row[not_monday][0])
    message = f"rows whose WeekStart is not a Monday, this one first: {int(not_monday.sum())}"
    return (Note("week-start-not-monday", "error", row, "WeekStart", message, "export whole weeks from their Monday"),)
