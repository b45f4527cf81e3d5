"""How is Bromcom's week grid read, ten marks to a row?

Column names as in Bromcom's StudentAttendanceByWeek (``StudentId``, ``MonAM`` to ``FriPM``), with the Monday in
``WeekStart``. A first day that is not a Monday would move every mark to another day, so it is a fault.
"""

from dataclasses import replace

import numpy as np

from attendlib.calendar import weekday
from attendlib.dateform import ISO
from attendlib.readers.column import Column
from attendlib.readers.dates import NO_DAY
from attendlib.readers.delimited import find_header, read_table
from attendlib.readers.entries import Heading, Records, days, register
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import SESSIONS, Coded, Register

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
    form = options.form(ISO)
    first = days(table.columns["WeekStart"], form, sample.source.name)
    not_monday = ~np.isnat(first) & (weekday(first) != 0)
    first[not_monday] = NO_DAY
    pupil = table.columns["StudentId"].coded()
    records = Records(
        pupil=Coded(np.repeat(pupil.index, wide), pupil.values),
        date=(first[:, None] + np.arange(wide) // len(SESSIONS)).ravel(),
        session=np.tile(np.arange(wide) % len(SESSIONS), weeks).astype(np.int8),
        mark=_row_by_row([table.columns[column] for column in GRID]),
        row=np.repeat(table.row, wide),
        column=Coded(np.tile(np.arange(wide, dtype=np.int32), weeks), GRID),
        faults=[
            ("ragged-row", np.repeat(table.ragged, wide)),
            ("week-start-not-monday", np.repeat(not_monday, wide)),
        ],
    )
    counted = replace(table.counted, records=table.counted.records * wide)
    notes = (*sample.source.notes, *table.notes)
    return register(records, Heading(urn, name, NAME, sample.source.encoding, counted, form, notes), options)


def _row_by_row(grid: list[Column]) -> Coded:
    """The ten columns' marks in the order of reading: the first row's ten, then the second's."""
    coded = [column.coded() for column in grid]
    values = tuple(dict.fromkeys(value for column in coded for value in column.values))
    number = {value: i for i, value in enumerate(values)}
    return Coded(np.column_stack([column.each(number.__getitem__, np.int32) for column in coded]).ravel(), values)
