"""What does a writer need to know to write one school's register file?"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.facts import marks
from attendlib.synth.schools import PlannedSchool
from attendlib.synth.sheet import Sheet

RECORDS, CELLS, CHARACTERS = "records", "cells", "characters"
"""What a layout can hold: any record, as often as it likes; a cell for each pupil and session of the sheet, so that no
mark repeats, contradicts another or stands where none should; or one character in each such cell."""


@dataclass(frozen=True)
class Rows:
    """Records one to a row, in file order. ``pupil`` counts in the register's ``upns``; ``session`` in its sessions;
    ``cell`` in ``facts.marks()``."""

    pupil: NDArray[np.int32]
    session: NDArray[np.int32]
    cell: NDArray[np.uint8]
    minutes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.pupil)

    def take(self, where: NDArray | slice) -> "Rows":
        """The rows at ``where``, in that order."""
        return Rows(self.pupil[where], self.session[where], self.cell[where], self.minutes[where])

    def with_more(self, more: "Rows", places: NDArray[np.int64]) -> "Rows":
        """These rows with ``more`` put in before the given places."""
        return Rows(*(np.insert(getattr(self, k), places, getattr(more, k)) for k in self.__dataclass_fields__))


def no_rows() -> Rows:
    """No record at all."""
    return Rows(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.uint8), np.zeros(0, np.uint8))


@dataclass
class MadeRegister:
    """One school's register, ready to be written: in ``rows`` for layouts with a record a row, in ``sheet`` for grids
    and mark strings. ``upns`` may hold one more than the sheet has rows: a pupil nobody knows. ``here``: on roll and
    the school open; ``marked``: the same, less the sessions that nobody marked. ``planted`` counts the faults by rule;
    ``shift`` is what to add to a pupil's written total of possible sessions."""

    school: PlannedSchool
    academic_year: str
    upns: list[str]
    surnames: list[str]
    forenames: list[str]
    born: NDArray[np.datetime64]
    male: NDArray[np.bool_]
    sheet: Sheet
    here: NDArray[np.bool_]
    marked: NDArray[np.bool_]
    planted: Counter[str] = field(default_factory=Counter)
    shift: dict[int, int] = field(default_factory=dict)
    rows: Rows = field(default_factory=no_rows)

    @property
    def first_year(self) -> int:
        return int(self.academic_year[:4])

    def isodays(self) -> list[str]:
        """Every weekday of the sheet, as 2025-09-01."""
        return [str(day) for day in self.sheet.days.days]

    def britishdays(self) -> list[str]:
        """Every weekday of the sheet, as 01/09/2025."""
        return [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in self.isodays()]

    def texts(self) -> NDArray[np.object_]:
        """Each mark's letters by its position."""
        return np.array(marks(), dtype=object)


def rows_of(sheet: Sheet, marked: NDArray[np.bool_]) -> Rows:
    """A row for each session that is ``marked``, day by day, pupils in order."""
    session, pupil = np.nonzero(marked.T)
    cells, minutes = sheet.cells[pupil, session], sheet.minutes[pupil, session]
    return Rows(pupil.astype(np.int32), session.astype(np.int32), cells, minutes)
