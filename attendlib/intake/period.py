"""Which days is a row of a census return about?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import SchoolCalendar
from attendlib.policy import official_terms
from attendlib.readers import CensusReturn, CensusRow
from attendlib.readers.census import ANNUAL

TERMS = {
    "autumn term": "autumn",
    "spring term": "spring",
    "summer term, first half": "summer 1",
    "summer term, second half": "summer 2",
}
"""The period a census row is about, and the official term it is."""


@dataclass(frozen=True)
class Period:
    """The first and last school day of an official term, or of the whole academic year ``year``."""

    year: str
    start: date
    end: date
    whole_year: bool

    def holds_any(self, days: NDArray[np.datetime64]) -> bool:
        """Whether one of ``days`` is in the period."""
        return bool(((days >= np.datetime64(self.start)) & (days <= np.datetime64(self.end))).any())


def period_of(row: CensusRow, returned: CensusReturn, calendar: SchoolCalendar) -> Period | None:
    """The row's period; None where its block does not belong in a census of that term.

    Official terms run to 31 December or Easter; only the school's own days in them can hold sessions, so the period is
    drawn in to those, where the calendar has any."""
    terms = official_terms(returned.academic_year)
    held = [term for term in terms if row.block == ANNUAL or term.name == TERMS.get(row.period)]
    if not held:
        return None
    first, last = np.datetime64(held[0].first), np.datetime64(held[-1].last)
    days = calendar.days[(calendar.days >= first) & (calendar.days <= last)]
    if len(days):
        first, last = days[0], days[-1]
    return Period(returned.academic_year, first.item(), last.item(), row.block == ANNUAL)
