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
from attendlib.readers.other_form import refuse_other_form
from attendlib.readers.source import Source
from attendlib.register import (
    DATE,
    DAY,
    MARK,
    MINUTES,
    NO_SESSION,
    PUPIL,
    SCHOOL,
    SESSION,
    Coded,
    Note,
    Register,
    RowCount,
)

Fault = tuple[str, NDArray[np.bool_]]
"""A rule, and which records break it."""
_NONE = np.zeros(1, dtype=np.bool_)


@dataclass(frozen=True)
class Fields:
    """What a layout with one mark to a record calls the parts of one. A file may lack the last two; a layout that
    never has them leaves them empty."""

    pupil: str
    date: str
    session: str
    mark: str
    minutes: str = ""
    school: str = ""

    @property
    def headings(self) -> dict[str, str]:
        """What the file calls each part of a record."""
        named = {
            PUPIL: self.pupil,
            DATE: self.date,
            DAY: self.date,
            SESSION: self.session,
            MARK: self.mark,
            MINUTES: self.minutes,
            SCHOOL: self.school,
        }
        return {part: name for part, name in named.items() if name}


@dataclass(frozen=True)
class Records:
    """One entry per record, as in ``Register``. school: the URN that each names, where the file has such a column; a
    blank names none · faults: those that only the layout can tell, gravest first."""

    pupil: Coded
    date: NDArray[np.datetime64]
    session: NDArray[np.int8]
    mark: Coded
    row: NDArray[np.int32]
    column: Coded | None = None
    minutes: Column | None = None
    school: Column | None = None
    faults: Sequence[Fault] = field(default=())


@dataclass(frozen=True)
class Contents:
    """What a layout finds in one file. counted: where its rows went · form, headings: as in ``Register`` · notes: what
    the layout noticed."""

    records: Records
    counted: RowCount
    form: str
    headings: Mapping[str, str]
    notes: tuple[Note, ...] = ()


def of_columns(
    columns: Mapping[str, Column], row: NDArray[np.int32], form: str, file: str, faults: Sequence[Fault]
) -> Records:
    """Records of one mark each, from the columns of their parts. Raises LayoutError where the dates are not in
    ``form``."""
    return Records(
        pupil=columns[PUPIL].coded(),
        date=days(columns[DATE], form, file),
        session=columns[SESSION].each(dates.session, "int8"),
        mark=columns[MARK].coded(),
        row=row,
        minutes=columns.get(MINUTES),
        school=columns.get(SCHOOL),
        faults=faults,
    )


def days(column: Column, form: str, file: str) -> NDArray[np.datetime64]:
    """The days written in ``column`` by ``form``; NaT for none. Raises LayoutError where the column shows that its
    dates are in another form."""
    refuse_other_form(file, column.values, len(column), form)
    return column.each(lambda text: dates.day(text, form), "datetime64[D]")


def register(held: Contents, source: Source, called: tuple[str, str, str], own_marks: Mapping[str, str]) -> Register:
    """The register that ``source`` holds; ``called``: its URN, its name in findings, its layout. A record with several
    faults is named for the first: the layout's own, then ``wrong-school``, ``no-pupil``, ``bad-date``,
    ``bad-session``."""
    records, (urn, file, layout) = held.records, called
    late, late_notes = _minutes(held)
    mark, mark_notes = _statutory(held, own_marks)
    return Register(
        urn=urn,
        file=file,
        layout=layout,
        encoding=source.encoding,
        pupil=records.pupil,
        date=records.date,
        session=records.session,
        mark=mark,
        minutes_late=late,
        row=records.row,
        column=records.column or Coded.constant("", len(records.row)),
        fault=_faults(records, urn),
        counted=held.counted,
        notes=(*source.notes, *held.notes, *mark_notes, *late_notes),
        form=held.form,
        headings=held.headings,
    )


def _faults(records: Records, urn: str) -> Coded:
    here = {"", urn}
    elsewhere = records.school.each(lambda text: text.strip() not in here, "bool") if records.school else _NONE
    common: tuple[Fault, ...] = (
        ("wrong-school", elsewhere),
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
        return _NONE
    return column.index == column.values.index(text)


def _statutory(held: Contents, own_marks: Mapping[str, str]) -> tuple[Coded, tuple[Note, ...]]:
    """The marks with the school's own ones replaced as the city file says, and a note of how many were."""
    mark = held.records.mark
    if own_marks.keys().isdisjoint(mark.values):
        return mark, ()
    own = mark.each(lambda value: value in own_marks, "bool")
    seen: dict[str, int] = {}
    number = [seen.setdefault(own_marks.get(value, value), len(seen)) for value in mark.values]
    message = f"marks that were read as the codes the city file gives for them: {int(own.sum())}"
    column, mend = held.headings.get(MARK, ""), "check `marks:` in the city file if this is not meant"
    note = Note("marks-translated", "note", 0, column, message, mend)
    return Coded(looked_up(np.array(number, dtype=np.int32), mark.index), tuple(seen)), (note,)


def _is_bad(minutes: str) -> bool:
    return bool(minutes.strip()) and bool(np.isnan(dates.minutes(minutes)))


def _minutes(held: Contents) -> tuple[NDArray[np.float32], tuple[Note, ...]]:
    minutes = held.records.minutes
    if minutes is None:
        return np.full(len(held.records.row), np.nan, dtype=np.float32), ()
    late = minutes.each(dates.minutes, "float32")
    if not any(map(_is_bad, minutes.values)):
        return late, ()
    bad = int(minutes.each(_is_bad, "bool").sum())
    message = f"records whose minutes late cannot be read, so that they are late by an unknown time: {bad}"
    column, mend = held.headings.get(MINUTES, ""), "write minutes late as a whole number or leave blank"
    return late, (Note("bad-minutes", "warning", 0, column, message, mend),)
