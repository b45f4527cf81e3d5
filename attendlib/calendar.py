"""When did a school hold sessions, and to which week, half term and term does a day belong?

Sessions are held Monday to Friday inside a ``half-term`` row, except on that school's ``inset`` and ``closure`` days.
A school week is a Monday-to-Sunday week in which that school held a session. Half terms are numbered 1 to 6 by the
figure at the end of their name ("spring 3"); two make a term.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

KINDS = ("half-term", "inset", "closure")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TERMS = ("autumn", "spring", "summer")
HALF_TERMS = (1, 2, 3, 4, 5, 6)
OPEN, WEEKEND, OUTSIDE, INSET, CLOSURE = range(5)
WHY_CLOSED = ("", "a weekend", "outside every half term", "an INSET day", "a closure")


@dataclass(frozen=True)
class Period:
    """One row of the calendar table, first and last day inclusive. ``urn`` is empty for every school."""

    urn: str
    kind: str
    name: str
    start: date
    end: date


@dataclass(frozen=True)
class SchoolCalendar:
    """The days of one school. ``first`` to ``last`` spans its half terms."""

    periods: tuple[Period, ...]

    @cached_property
    def half_terms(self) -> tuple[tuple[int, Period], ...]:
        """(number 1 to 6, period) in order of date; a school's own rows replace the city's of the same number and
        school year."""
        held = [(_number(p.name), p) for p in self.periods if p.kind == "half-term"]
        own = {(number, _year_key(p)) for number, p in held if p.urn}
        kept = [(number, p) for number, p in held if p.urn or (number, _year_key(p)) not in own]
        return tuple(sorted(kept, key=lambda pair: pair[1].start))

    @cached_property
    def first(self) -> date:
        return min(p.start for _, p in self.half_terms)

    @cached_property
    def last(self) -> date:
        return max(p.end for _, p in self.half_terms)

    def closed(self, days: NDArray[np.datetime64]) -> NDArray[np.int8]:
        """For each day: OPEN when sessions are held, else why not (an index into ``WHY_CLOSED``)."""
        why = np.full(len(days), OUTSIDE, dtype=np.int8)
        for _, period in self.half_terms:
            why[_within(days, period)] = OPEN
        for kind, label in (("inset", INSET), ("closure", CLOSURE)):
            for period in (p for p in self.periods if p.kind == kind):
                why[_within(days, period) & (why == OPEN)] = label
        why[weekday(days) >= WEEKDAYS.index("Saturday")] = WEEKEND
        return why

    @cached_property
    def days(self) -> NDArray[np.datetime64]:
        """Every day on which sessions are held, in order, datetime64[D]."""
        if not self.half_terms:
            return np.empty(0, dtype="datetime64[D]")
        span = days_between(np.datetime64(self.first), np.datetime64(self.last))
        return span[self.closed(span) == OPEN]

    def days_after(self, days: NDArray[np.datetime64], until: date) -> NDArray[np.int64]:
        """For each day, how many school days lie after it, up to and including ``until``."""
        last = np.searchsorted(self.days, np.datetime64(until), side="right")
        after: NDArray[np.int64] = last - np.searchsorted(self.days, days, side="right")
        return after

    def half_term_of(self, days: NDArray[np.datetime64]) -> NDArray[np.int8]:
        """1 to 6 for each day, 0 outside every half term."""
        number = np.zeros(len(days), dtype=np.int8)
        for half_term, period in self.half_terms:
            number[_within(days, period)] = half_term
        return number


@dataclass(frozen=True)
class Calendar:
    """Every row of the calendar table of a city."""

    periods: tuple[Period, ...]

    def of(self, urn: str) -> SchoolCalendar:
        """The calendar of one school: the rows for every school and its own."""
        return SchoolCalendar(tuple(p for p in self.periods if p.urn in ("", urn)))


def days_between(first: np.datetime64, last: np.datetime64) -> NDArray[np.datetime64]:
    """Every day from ``first`` to ``last``, both inclusive."""
    return np.arange(first, last + np.timedelta64(1, "D"))


def week_start(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """The Monday of each day's week."""
    return days - weekday(days)


def weekday(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """0 Monday to 6 Sunday for each day."""
    return (days.astype("datetime64[D]").astype("int64") + 3) % 7  # day 0, 1 January 1970, was a Thursday


def term_of(half_term: int) -> str:
    """autumn, spring or summer for half terms 1-2, 3-4, 5-6."""
    return TERMS[(half_term - 1) // 2]


def half_term_number(name: str) -> int | None:
    """The figure at the end of a half term's name, 1 to 6; None where there is none."""
    last = name.strip()[-1:]
    return int(last) if last.isdigit() and 1 <= int(last) <= 6 and not name.strip()[-2:-1].isdigit() else None


def overlapping(periods: Iterable[Period]) -> list[tuple[Period, Period]]:
    """Pairs of half terms that share a day, which would give one day two half terms."""
    ordered = sorted(periods, key=lambda p: p.start)
    return [(a, b) for a, b in pairwise(ordered) if b.start <= a.end]


def _number(name: str) -> int:
    number = half_term_number(name)
    if number is None:
        raise ValueError("a half term's name must end in its number, 1 to 6")
    return number


def _year_key(period: Period) -> int:
    """The calendar year in which the school year of a half term begins. A spring half term may begin before New Year,
    so it is told by its end."""
    return period.start.year if _number(period.name) <= 2 else period.end.year - 1


def _within(days: NDArray[np.datetime64], period: Period) -> NDArray[np.bool_]:
    return (days >= np.datetime64(period.start)) & (days <= np.datetime64(period.end))
