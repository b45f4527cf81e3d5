"""Do a register's days fit the calendar only with day and month exchanged?

A program that takes 03/09/2025 for the 9th of March and writes it as 2025-03-09 leaves no date that cannot be read. But
the school was closed on many of the days that come out, and open on those that were meant. The calendar alone is no
proof, for it may be wrong: the days must also lie closer together when exchanged, as the days of a register do.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import OPEN, SchoolCalendar, days_between
from attendlib.codes import code_book
from attendlib.errors import LayoutError
from attendlib.lookup import present
from attendlib.names import NO_MARK
from attendlib.readers.other_form import FEWEST, SHARE
from attendlib.register import Register

Days = NDArray[np.datetime64]


def refuse_exchanged(register: Register, calendar: SchoolCalendar) -> None:
    """Raise LayoutError where, of the days with marks, at least ``FEWEST`` and one in ``SHARE`` are school days only
    when exchanged, ten times as many as are so only as they stand, and all lie closer together then."""
    # Most registers hold so few days on which the school was closed that which marks stand there need not be asked.
    if _only_when_exchanged(_distinct(register.date), calendar)[0] < FEWEST:
        return
    days = _distinct(register.date[register.mark.each(_says_something, np.bool_)])
    when_exchanged, as_they_stand = _only_when_exchanged(days, calendar)
    if (
        when_exchanged >= FEWEST
        and SHARE * when_exchanged >= len(days)
        and SHARE * as_they_stand <= when_exchanged
        and np.ptp(exchanged(days)) < np.ptp(days)
    ):
        raise LayoutError(
            f"{register.file}: {when_exchanged} of the {len(days)} days that it has marks for are no school days, but "
            "are with day and month exchanged, so that days up to the 12th of a month seem to be other days. Export it "
            "again from where the marks are kept, and do not open and save it in between. Where the dates are right "
            f"and the calendar table is not, mend the table, or state the form with `date_format: '{register.form}'`."
        )


def exchanged(days: Days) -> Days:
    """Each day with its day and month exchanged; as it is where that gives none."""
    months = days.astype("datetime64[M]")
    day = (days - months).astype(np.int64)
    month = months.astype(np.int64) % 12
    turned = (months - month + day).astype("datetime64[D]") + month
    return np.where(day < 12, turned, days)


def _only_when_exchanged(days: Days, calendar: SchoolCalendar) -> tuple[int, int]:
    """How many days are school days only when exchanged, and how many only as they stand."""
    stands, turned = calendar.closed(days) == OPEN, calendar.closed(exchanged(days)) == OPEN
    return int((turned & ~stands).sum()), int((stands & ~turned).sum())


def _distinct(days: Days) -> Days:
    """The known days in order, each once: by marking them off, for sorting millions takes many times as long."""
    number = days.view(np.int64)
    if len(days) and number.min() == np.datetime64("NaT", "D").view(np.int64):
        number = number[~np.isnat(days)]
    if not len(number):
        return days[:0]
    first, last = number.min(), number.max()
    span = days_between(first.view("datetime64[D]"), last.view("datetime64[D]"))
    return span[present(number, len(span), first)]


def _says_something(mark: str) -> bool:
    """Whether a mark says where somebody was: a blank, or a mark for closed or not yet on roll, may stand anywhere."""
    return mark not in NO_MARK and not any(row.administrative for row in code_book().periods(mark))
