"""What does a check look at?

One school's register laid against its roll, its calendar and the code sets. A question about a mark on a day, or a
pupil on a day, is answered once for every such pair and looked up for each record, so that a check over millions of
records costs a few array reads.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import OPEN, SchoolCalendar
from attendlib.checks.finding import ACCEPTED, UNDECIDED
from attendlib.city import School, SchoolRoll
from attendlib.codes import STATUSES, code_book
from attendlib.register import MISSING as NO_MARK
from attendlib.register import Register

IN_FORCE, RETIRED, NOT_YET, UNKNOWN = range(len(STATUSES))
BLANK, ADMIN = range(len(STATUSES), len(STATUSES) + 2)
_WIDEST = 40_000


@dataclass
class Evidence:
    """A register with everything needed to judge it. ``outcome`` and ``rule`` fill as checks decide; they are the
    only parts that change. ``rule`` holds the position in the list of checks, -1 where none was broken."""

    register: Register
    school: School
    roll: SchoolRoll
    calendar: SchoolCalendar
    as_of: date

    def __post_init__(self) -> None:
        self.outcome = np.full(len(self.register), UNDECIDED, dtype=np.int8)
        self.rule = np.full(len(self.register), -1, dtype=np.int8)

    @property
    def open(self) -> NDArray[np.bool_]:
        """The records that no check has decided yet."""
        return self.outcome == UNDECIDED

    @property
    def accepted(self) -> NDArray[np.bool_]:
        """The records that passed every check."""
        return self.outcome == ACCEPTED

    @cached_property
    def day_values(self) -> NDArray[np.datetime64]:
        """The days that ``day`` points into, in order. One stand-in day when no date could be read."""
        dates = self.register.date
        known = dates[~np.isnat(dates)] if np.isnat(dates).any() else dates
        if not len(known):
            return np.array([self.as_of], dtype="datetime64[D]")
        first, last = known.min(), known.max()
        if (last - first).astype(int) < _WIDEST:
            return np.arange(first, last + 1)
        return np.unique(known)

    @cached_property
    def day(self) -> NDArray[np.int32]:
        """Each record's position in ``day_values``; 0 where the date could not be read (the record is faulty)."""
        dates, values = self.register.date, self.day_values
        if (values[-1] - values[0]).astype(int) == len(values) - 1:
            offset = (dates - values[0]).astype(np.int64)
        else:
            offset = np.searchsorted(values, dates)
        if np.isnat(dates).any():
            offset = np.where(np.isnat(dates), 0, offset)
        return offset.astype(np.int32)

    @cached_property
    def pupil(self) -> NDArray[np.int32]:
        """Each record's enrolment number at this school, -1 where the identifier is on no row of the roll."""
        return self.register.pupil.each(lambda who: self.roll.number.get(who, -1), np.int32)

    @cached_property
    def closed(self) -> NDArray[np.int8]:
        """For each of ``day_values``: OPEN, or why no session was held."""
        return self.calendar.closed(self.day_values)

    @cached_property
    def on_roll(self) -> NDArray[np.bool_]:
        """Enrolment by ``day_values``: on roll then."""
        return self.roll.on_roll(self.day_values)

    @cached_property
    def is_on_roll(self) -> NDArray[np.bool_]:
        """Each record: its pupil is on roll that day."""
        if not len(self.roll.upns):
            return np.zeros(len(self.register), dtype=bool)
        return self.on_roll.ravel()[self.pupil * len(self.day_values) + self.day] & (self.pupil >= 0)

    @cached_property
    def _status(self) -> NDArray[np.int8]:
        """Mark by day: a position in ``codes.STATUSES``, or BLANK or ADMIN, which hold on every day."""
        marks = self.register.mark.values
        status = code_book().statuses(marks, self.day_values)
        for number, mark in enumerate(marks):
            if mark in NO_MARK:
                status[number] = BLANK
            elif any(period.administrative for period in code_book().periods(mark)):
                status[number] = ADMIN
        return status

    @cached_property
    def _mark_on_day(self) -> NDArray[np.int32]:
        return self.register.mark.index * np.int32(len(self.day_values)) + self.day

    @cached_property
    def status(self) -> NDArray[np.int8]:
        """Each record's mark on its date: IN_FORCE, RETIRED, NOT_YET, UNKNOWN, BLANK or ADMIN."""
        return self._status.ravel()[self._mark_on_day]

    @cached_property
    def entry(self) -> NDArray[np.int32]:
        """Each record's position in ``code_book().codes()``; meaningless unless its mark is in force."""
        return code_book().positions(self.register.mark.values, self.day_values).ravel()[self._mark_on_day]

    @cached_property
    def slot(self) -> NDArray[np.int64]:
        """One number for each record's enrolment, day and session, in that order."""
        days = np.int64(len(self.day_values))
        return (self.pupil * days + self.day) * 2 + self.register.session

    def in_slots_taken_twice(self) -> NDArray[np.int64]:
        """Positions of the open records whose enrolment, day and session another open record has too."""
        where = np.flatnonzero(self.open)
        slots = self.slot[where]
        first = np.full(int(slots.max(initial=-1)) + 1, -1, dtype=np.int32)
        first[slots[::-1]] = np.arange(len(slots), dtype=np.int32)[::-1]
        repeats = np.flatnonzero(first[slots] != np.arange(len(slots), dtype=np.int32))
        if not len(repeats):
            return repeats
        twice = np.zeros(len(first), dtype=bool)
        twice[slots[repeats]] = True
        return where[twice[slots]]

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """For each of ``day_values``: the school held sessions."""
        return self.closed == OPEN
