"""How do rows that hold several marks each become records, one for each mark?

A row's pupil is that of all its marks, and what is wrong with the row is wrong with each of them; the day and the
session of a mark are told by its column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.readers.column import Column
from attendlib.readers.dates import NO_DAY
from attendlib.readers.delimited import read_table
from attendlib.readers.entries import Contents, Fault, Records, days
from attendlib.readers.sample import Sample
from attendlib.register import DATE, DAY, PUPIL, Coded

Unfit = Callable[[NDArray[np.datetime64]], NDArray[np.bool_]]
"""Asked for the days that a column of dates holds: which of them cannot stand there."""


class Place(NamedTuple):
    """A column of marks: its heading, its session, and how many days after its row's date its day is."""

    heading: str
    session: int
    after: int = 0


@dataclass(frozen=True)
class WideFields:
    """What a layout with several marks to a row calls its columns, those of marks in the order of time."""

    pupil: str
    date: str
    marks: tuple[Place, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """Every column, none of which may be lacking."""
        return (self.pupil, self.date, *(place.heading for place in self.marks))

    @property
    def headings(self) -> dict[str, str]:
        """What the file calls the parts of a record that all marks of a row share: the day where it is one."""
        shared = {PUPIL: self.pupil, DATE: self.date}
        return shared if any(place.after for place in self.marks) else shared | {DAY: self.date}


def several_to_a_row(
    sample: Sample, fields: WideFields, form: str, unfit: Mapping[str, Unfit] = MappingProxyType({})
) -> Contents:
    """The contents of a file whose header has ``fields`` and whose dates are of ``form``. ``unfit``: the layout's own
    rules for dates; a row whose date breaks one has none. Raises LayoutError and UnreadableFile as ``one_to_a_row``
    does."""
    table = read_table(sample, fields.needed)
    first = days(table.columns[fields.date], form, sample.source.name)
    faults: list[Fault] = [("ragged-row", table.ragged)]
    for rule, is_unfit in unfit.items():
        faults.append((rule, ~np.isnat(first) & is_unfit(first)))
        first[faults[-1][1]] = NO_DAY
    records = spread(
        pupil=table.columns[fields.pupil].coded(),
        date=first[:, None] + np.array([place.after for place in fields.marks]),
        session=[place.session for place in fields.marks],
        mark=_row_by_row([table.columns[place.heading] for place in fields.marks]),
        row=table.row,
        heading=[place.heading for place in fields.marks],
        faults=faults,
    )
    counted = replace(table.counted, records=table.counted.records * len(fields.marks))
    return Contents(records, counted, form, fields.headings, table.notes)


def spread(
    *,
    pupil: Coded,
    date: NDArray[np.datetime64],
    session: Sequence[int],
    mark: Coded,
    row: NDArray[np.int32],
    heading: Sequence[str],
    faults: Sequence[Fault] = (),
) -> Records:
    """A record for each mark, row by row. ``pupil``, ``row`` and ``faults`` are told for each row, ``session`` and
    ``heading`` for each column of marks, ``date`` for each row and column, ``mark`` in the order of reading."""
    rows, wide = date.shape
    named = Coded.of(heading)
    return Records(
        pupil=Coded(np.repeat(pupil.index, wide), pupil.values),
        date=date.ravel(),
        session=np.tile(np.array(session, dtype=np.int8), rows),
        mark=mark,
        row=np.repeat(row, wide),
        column=Coded(np.tile(named.index, rows), named.values),
        faults=[(rule, np.repeat(where, wide)) for rule, where in faults],
    )


def _row_by_row(columns: Sequence[Column]) -> Coded:
    """The cells of several columns in the order of reading: all of the first row, then all of the second."""
    coded = [column.coded() for column in columns]
    values = tuple(dict.fromkeys(value for column in coded for value in column.values))
    number = {value: i for i, value in enumerate(values)}
    return Coded(np.column_stack([column.each(number.__getitem__, np.int32) for column in coded]).ravel(), values)
