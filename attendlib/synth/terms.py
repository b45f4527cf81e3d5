"""On which days does a school of the invented city open?

Six half terms, placed by the habits of English schools: a start on the first weekday of September, a week off in
October, a fortnight at Christmas and at Easter, a week in February and one in May, and an end that leaves the
days of a school year after five INSET days. Dates are worked out for any year, none is copied from a real council.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import Calendar, Period, days_between
from attendlib.policy import official_terms, rule

INSET_DAYS = 5
CLOSURE_REASONS = ("no heating", "flood", "power cut")
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Year:
    """The half terms of one academic year, and the days closed for every school. ``start`` is its first day."""

    name: str
    start: date
    half_terms: tuple[Period, ...]
    closures: tuple[Period, ...]

    @property
    def spring_end(self) -> date:
        """The last day of spring 4: the as-of day where none is given."""
        return self.half_terms[3].end

    @property
    def end(self) -> date:
        return self.half_terms[5].end


def monday_from(day: date) -> date:
    """The first Monday on or after ``day``."""
    return day + timedelta(days=-day.weekday() % 7)


def year_of(academic_year: str) -> Year:
    """The half terms of an academic year such as "2025/26". Raises RuleError for a label that is not one.

    Easter and the spring bank holiday are where official statistics cut the year."""
    first = int(academic_year[:4])
    first_weekday = date(first, 9, 1)
    start = first_weekday if first_weekday.weekday() < 5 else monday_from(first_weekday)
    october = monday_from(date(first, 10, 25))
    christmas = monday_from(date(first, 12, 12)) + timedelta(days=4)
    january = monday_from(date(first + 1, 1, 3))
    february = monday_from(date(first + 1, 2, 14))
    official = {term.name: term for term in official_terms(academic_year)}
    sunday, may = official["spring"].last, monday_from(official["summer 2"].first)
    may_day = monday_from(date(first + 1, 5, 1))
    weekend = timedelta(days=3)
    ranges = [
        ("autumn 1", start, october - weekend),
        ("autumn 2", october + _WEEK, christmas),
        ("spring 3", january, february - weekend),
        ("spring 4", february + _WEEK, sunday - timedelta(days=9)),
        ("summer 5", sunday + timedelta(days=8), may - weekend),
    ]
    held = sum(int(np.busday_count(a, b + timedelta(days=1))) for _, a, b in ranges) - 1
    june = may + _WEEK
    wanted = rule("school_year").on(start)["days_per_year"]
    end = np.busday_offset(june, wanted + INSET_DAYS - held - 1, roll="forward").astype(date)
    half_terms = tuple(Period("", "half-term", *row) for row in [*ranges, ("summer 6", june, end)])
    return Year(academic_year, start, half_terms, (Period("", "closure", "early May bank holiday", may_day, may_day),))


def inset_days(year: Year, urn: str, rng: np.random.Generator) -> list[Period]:
    """Five INSET days of one school: the first of the year, three at the start of half terms, the last of the year."""
    chosen = [*rng.choice([1, 2, 3], size=2, replace=False).tolist(), int(rng.integers(4, 6))]
    days = [year.start, *(year.half_terms[i].start for i in sorted(chosen)), year.end]
    return [Period(urn, "inset", "INSET", day, day) for day in days]


def unplanned_closure(year: Year, urn: str, rng: np.random.Generator) -> Period:
    """A day or two in winter on which one school was closed."""
    winter = year.half_terms[2]
    weeks = ((winter.end - winter.start).days + 1) // 7
    start = winter.start + timedelta(weeks=int(rng.integers(1, weeks)), days=int(rng.integers(1, 4)))
    name = str(rng.choice(CLOSURE_REASONS))
    return Period(urn, "closure", name, start, start + timedelta(days=int(rng.integers(0, 2))))


@dataclass(frozen=True)
class Days:
    """Every Monday to Friday of the marks, for one school. ``open`` says where sessions were held; ``half_term`` is 1
    to 6, 0 in the holidays."""

    days: NDArray[np.datetime64]
    open: NDArray[np.bool_]
    half_term: NDArray[np.int8]

    @property
    def positions(self) -> NDArray[np.int64]:
        """The positions of the open days."""
        return np.flatnonzero(self.open)

    def position(self, day: np.datetime64) -> int:
        """The position of the first day on or after ``day``."""
        return int(np.searchsorted(self.days, day))


def days_of(calendar: Calendar, urn: str, first: date, last: date) -> Days:
    """The weekdays from ``first`` to ``last`` as that school kept them."""
    span = days_between(np.datetime64(first), np.datetime64(last))
    span = span[np.is_busday(span)]
    own = calendar.of(urn)
    return Days(span, own.closed(span) == 0, own.half_term_of(span))
