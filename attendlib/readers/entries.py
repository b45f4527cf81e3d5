"""How do the records that a layout holds become the register?

Every layout ends here, so that an empty pupil, an unreadable date and a school's own mark mean the same in all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attendlib.lookup import looked_up
from attendlib.readers import dates
from attendlib.readers.column import Column
from attendlib.readers.options import ReadOptions
from attendlib.readers.other_form import refuse_other_form
from attendlib.register import MARK, MINUTES, NO_SESSION, Coded, Note, Register, RowCount

Fault = tuple[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Heading:
    """Whose register it is and how it was read: what a ``Register`` holds beside its records."""

    urn: str
    file: str
    layout: str
    encoding: str
    counted: RowCount
    form: str
    notes: tuple[Note, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """One entry per record, as in ``Register``. ``faults`` are those that only the layout can tell, gravest first."""

    pupil: Coded
    date: NDArray[np.datetime64]
    session: NDArray[np.int8]
    mark: Coded
    row: NDArray[np.int32]
    column: Coded | None = None
    minutes: Column | None = None
    faults: Sequence[Fault] = field(default=())


def days(column: Column, form: str, file: str) -> NDArray[np.datetime64]:
    """The days written in ``column`` by ``form``; NaT for none. Raises LayoutError where the column shows that its
    dates are in another form."""
    refuse_other_form(file, column.values, len(column), form)
    return column.each(lambda text: dates.day(text, form), "datetime64[D]")


def sessions(column: Column) -> NDArray[np.int8]:
    """0 for AM, 1 for PM, -1 for neither."""
    return column.each(dates.session, "int8")


def register(records: Records, heading: Heading, options: ReadOptions) -> Register:
    """The register of ``records``. A record with several faults is named for the first: the layout's own, then
    ``no-pupil``, ``bad-date``, ``bad-session``."""
    late, late_notes = _minutes(records, heading)
    mark, mark_notes = _statutory(records.mark, options, heading)
    return Register(
        urn=heading.urn,
        file=heading.file,
        layout=heading.layout,
        encoding=heading.encoding,
        pupil=records.pupil,
        date=records.date,
        session=records.session,
        mark=mark,
        minutes_late=late,
        row=records.row,
        column=records.column or Coded.constant("", len(records.row)),
        fault=_faults(records),
        counted=heading.counted,
        notes=(*heading.notes, *mark_notes, *late_notes),
        form=heading.form,
        headings=heading.headings,
    )


def _faults(records: Records) -> Coded:
    common: tuple[Fault, ...] = (
        ("no-pupil", _is(records.pupil, "")),
        ("bad-date", np.isnat(records.date)),
        ("bad-session", records.session == NO_SESSION),
    )
    found = [(rule, where) for rule, where in (*records.faults, *common) if where.any()]
    index = np.zeros(len(records.row), dtype=np.int32)
    for number, (_, where) in reversed(list(enumerate(found, start=1))):
        index[where] = number
    return Coded(index, ("", *(rule for rule, _ in found)))


def _is(column: Coded, text: str) -> NDArray[np.bool_]:
    if text not in column.values:
        return np.zeros(1, dtype=np.bool_)
    return column.index == column.values.index(text)


def _statutory(mark: Coded, options: ReadOptions, heading: Heading) -> tuple[Coded, tuple[Note, ...]]:
    """The marks with the school's own ones replaced as the city file says, and a note of how many were."""
    if options.marks.keys().isdisjoint(mark.values):
        return mark, ()
    own = mark.each(lambda value: value in options.marks, "bool")
    seen: dict[str, int] = {}
    number = [seen.setdefault(options.marks.get(value, value), len(seen)) for value in mark.values]
    message = f"marks that were read as the codes the city file gives for them: {int(own.sum())}"
    column, mend = heading.headings.get(MARK, ""), "check `marks:` in the city file if this is not meant"
    note = Note("marks-translated", "note", 0, column, message, mend)
    return Coded(looked_up(np.array(number, dtype=np.int32), mark.index), tuple(seen)), (note,)


def _is_bad(minutes: str) -> bool:
    return bool(minutes.strip()) and bool(np.isnan(dates.minutes(minutes)))


def _minutes(records: Records, heading: Heading) -> tuple[NDArray[np.float32], tuple[Note, ...]]:
    if records.minutes is None:
        return np.full(len(records.row), np.nan, dtype=np.float32), ()
    late = records.minutes.each(dates.minutes, "float32")
    if not any(map(_is_bad, records.minutes.values)):
        return late, ()
    bad = int(records.minutes.each(_is_bad, "bool").sum())
    message = f"records whose minutes late cannot be read, so that they are late by an unknown time: {bad}"
    column, mend = heading.headings.get(MINUTES, ""), "write minutes late as a whole number or leave blank"
    return late, (Note("bad-minutes", "warning", 0, column, message, mend),)
