"""Of which stretches of a school's year do the lists speak: this half term, the one before, what is still to come?"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import Period, SchoolCalendar, term_of
from attendlib.city import City
from attendlib.measures.asked import year_to_date


@dataclass(frozen=True)
class Spans:
    """The academic year of one school, from ``first`` to ``last``, as seen from the evening of a day."""

    calendar: SchoolCalendar
    first: date
    last: date
    on: date

    @cached_property
    def half_terms(self) -> tuple[tuple[int, Period], ...]:
        """Number and period of every half term of the year, in order."""
        return tuple((n, p) for n, p in self.calendar.half_terms if self.first <= p.start <= self.last)

    @property
    def this_half_term(self) -> Period | None:
        """The latest half term that has begun; None before the first."""
        begun = [period for _, period in self.half_terms if period.start <= self.on]
        return begun[-1] if begun else None

    @property
    def half_term_before(self) -> Period | None:
        """The half term before the latest; None in the first of the year."""
        begun = [period for _, period in self.half_terms if period.start <= self.on]
        return begun[-2] if len(begun) > 1 else None

    @property
    def eve(self) -> date | None:
        """The day before this half term, up to which the half terms before it count; None in the first of the year."""
        latest = self.this_half_term
        return latest.start - timedelta(days=1) if latest and self.half_term_before else None

    @cached_property
    def to_come(self) -> NDArray[np.datetime64]:
        """The school days after the day up to the end of the academic year."""
        days = self.calendar.days
        return days[(days > np.datetime64(self.on)) & (days <= np.datetime64(self.last))]

    @cached_property
    def to_come_this_term(self) -> NDArray[np.datetime64]:
        """Those of the term that holds the next school day: on a term's last day, the whole of the next."""
        if not len(self.to_come):
            return self.to_come
        term = term_of(int(self.calendar.half_term_of(self.to_come[:1])[0]))
        ends = [np.datetime64(period.end) for number, period in self.half_terms if term_of(number) == term]
        return self.to_come[self.to_come <= max(ends)]


def spans(city: City, urn: str, on: date) -> Spans:
    """The stretches of a school's year around a day. Raises MeasureError for a day before the city's academic year."""
    first = year_to_date(city, on).start
    return Spans(city.calendar.of(urn), first, year_to_date(city, date.max).end, on)


def within(days: NDArray[np.datetime64], part: Period | None) -> NDArray[np.bool_]:
    """For each day: in that stretch of the year; never where there is none."""
    if part is None:
        return np.zeros(len(days), dtype=bool)
    found: NDArray[np.bool_] = (days >= np.datetime64(part.start)) & (days <= np.datetime64(part.end))
    return found
