"""What does a check look at?

One school's register laid against its roll, its calendar and the code sets. A question about a mark on a day, or a
pupil on a day, is answered once for every such pair and looked up for each record, so that a check over millions of
records costs a few array reads.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import OPEN, SchoolCalendar, days_between
from attendlib.checks.finding import ACCEPTED, REJECTED, UNDECIDED
from attendlib.city import School, SchoolRoll
from attendlib.codes import STATUSES, code_book
from attendlib.errors import NotInForce
from attendlib.lookup import looked_up, present
from attendlib.names import NO_MARK
from attendlib.policy import Held, rule
from attendlib.register import SESSIONS, Register

IN_FORCE, RETIRED, NOT_YET, UNKNOWN = range(len(STATUSES))
BLANK, ADMIN = range(len(STATUSES), len(STATUSES) + 2)
NOWHERE = np.empty(0, dtype=np.int64)
_WIDEST = 2_000
"""Days between a register's first and last above which not every day in between gets its place."""


@dataclass
class Evidence:
    """A register with everything needed to judge it. ``outcome`` fills as checks decide; nothing else changes."""

    register: Register
    school: School
    roll: SchoolRoll
    calendar: SchoolCalendar
    as_of: date

    def __post_init__(self) -> None:
        self.outcome = np.full(len(self.register), UNDECIDED, dtype=np.int8)

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
        """The days that ``day`` points into, in order: every day from the first to the last, or, where a stray date
        makes that a long time, the days that the register names and the school's own. One stand-in day when no date
        could be read."""
        dates = self.register.date
        unread = np.isnat(dates)
        known = dates[~unread] if unread.any() else dates
        if not len(known):
            return np.array([self.as_of], dtype="datetime64[D]")
        first, last = known.min(), known.max()
        if (last - first).astype(int) < _WIDEST:
            return days_between(first, last)
        days = self.calendar.days
        return np.union1d(known, days[(days >= first) & (days <= last)])

    @cached_property
    def day(self) -> NDArray[np.int32]:
        """Each record's position in ``day_values``; 0 where the date could not be read (the record is faulty)."""
        dates, values = self.register.date, self.day_values
        if (values[-1] - values[0]).astype(int) < len(values):
            offset = np.empty(len(dates), dtype=np.int32)
            np.subtract(dates.view(np.int64), values[0].astype(np.int64), out=offset, casting="unsafe")
        else:
            offset = np.searchsorted(values, dates).astype(np.int32)
        unread = np.isnat(dates)
        if unread.any():
            offset[unread] = 0
        return offset

    def rule(self, name: str) -> Held | None:
        """What the rule says on the as-of day; None on a day on which it has no value, so that its check is idle."""
        try:
            return rule(name).on(self.as_of)
        except NotInForce:
            return None

    @cached_property
    def _days_named(self) -> NDArray[np.bool_]:
        """For each of ``day_values``: some record names it."""
        return present(self.day, len(self.day_values))

    def on_days(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Positions of the records of some of ``day_values``."""
        return np.flatnonzero(looked_up(which, self.day)) if (which & self._days_named).any() else NOWHERE

    def with_marks(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Positions of the records with some of the register's marks, or some marks on some days: ``which`` is by mark,
        or by mark and day."""
        by_day = which.ndim > 1
        if not (which[:, self._days_named] if by_day else which).any():
            return NOWHERE
        return np.flatnonzero(looked_up(which.ravel(), self._mark_on_day if by_day else self.register.mark.index))

    def accepted_marks(self, code: str) -> NDArray[np.int64]:
        """Positions of the accepted records with one code."""
        found = self.with_marks(np.array([mark == code for mark in self.register.mark.values], dtype=bool))
        return found[self.outcome[found] == ACCEPTED]

    def refused_when(self, why: int) -> NDArray[np.int64]:
        """Positions of records of days closed for the reason ``why``, a place in ``WHY_CLOSED``, already rejected."""
        found = self.on_days(self.closed == why)
        return found[(self.outcome[found] == REJECTED) & ~np.isnat(self.register.date[found])]

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

    def off_roll(self) -> NDArray[np.int64]:
        """Positions of the records whose pupil is not on roll that day."""
        strangers = np.flatnonzero(self.pupil < 0)
        if self.on_roll[:, self._days_named].all():
            return strangers
        days = np.int32(len(self.day_values))
        return np.union1d(strangers, np.flatnonzero(~self.on_roll.ravel()[self.pupil * days + self.day]))

    @cached_property
    def status(self) -> NDArray[np.int8]:
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
    def entries(self) -> NDArray[np.int32]:
        """Mark by day: the position in ``code_book().codes()``; meaningless unless the mark is in force."""
        return code_book().positions(self.register.mark.values, self.day_values)

    @cached_property
    def entry(self) -> NDArray[np.int16]:
        """The same for each record."""
        return looked_up(self.entries.astype(np.int16).ravel(), self._mark_on_day)

    @cached_property
    def slot(self) -> NDArray[Any]:
        """One number for each record's enrolment, day and session, in that order."""
        room = len(self.roll.upns) * len(self.day_values) * len(SESSIONS)
        slot: NDArray[Any] = self.pupil.astype(np.int32 if room < np.iinfo(np.int32).max else np.int64)
        slot *= len(self.day_values)
        slot += self.day
        slot *= len(SESSIONS)
        slot += self.register.session
        return slot

    def in_slots_taken_twice(self) -> NDArray[np.int64]:
        """Positions of the open records whose enrolment, day and session another open record has too."""
        repeated = self._in_repeated_slots
        return repeated[self.open[repeated]]

    @cached_property
    def _in_repeated_slots(self) -> NDArray[np.int64]:
        """Positions of the records, open when this is first asked, that share their slot with another one."""
        undecided = self.open
        slots = self.slot if undecided.all() else self.slot[undecided]
        if (slots[1:] > slots[:-1]).all():
            return NOWHERE
        where = np.flatnonzero(undecided)
        place = np.arange(len(slots), dtype=np.int32)
        first = np.full(int(slots.max(initial=-1)) + 1, -1, dtype=np.int32)
        first[slots[::-1]] = place[::-1]
        twice = np.zeros(len(first), dtype=bool)
        twice[slots[first[slots] != place]] = True
        return where[twice[slots]]

    @cached_property
    def recorded(self) -> NDArray[np.bool_]:
        """Enrolment by ``day_values`` by session: an accepted mark stands there. Ask once all records are decided."""
        grid = np.zeros((len(self.roll.upns), len(self.day_values), len(SESSIONS)), dtype=bool)
        grid.ravel()[self.slot if self.accepted.all() else self.slot[self.accepted]] = True
        return grid

    @cached_property
    def marked_days(self) -> NDArray[np.datetime64]:
        """The days with at least one accepted mark, in order."""
        return self.day_values[np.any(np.any(self.recorded, axis=0), axis=1)]

    @cached_property
    def has_marks(self) -> NDArray[np.bool_]:
        """Each enrolment: it has at least one accepted mark."""
        return np.asarray(np.any(self.recorded.reshape(len(self.recorded), -1), axis=1))

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """For each of ``day_values``: the school held sessions."""
        return self.closed == OPEN
