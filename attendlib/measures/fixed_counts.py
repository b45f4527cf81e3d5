"""How many sessions missed were persistent absence before it was a share?

Until 2014/15 a fixed count of sessions was published for certain half terms together. Source: the table
``persistent_absence_counts`` in the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attendlib.ages import turned
from attendlib.calendar import Calendar, half_term_number
from attendlib.errors import MeasureError
from attendlib.measures.asked import Window
from attendlib.policy import OfficialTerm, academic_year, official_terms, table


@dataclass(frozen=True)
class FixedCounts:
    """Sessions missed, or more, that were persistent absence over these half terms ("1-4") of an academic year: of
    everybody, and of those of an age for whom another count was published."""

    year: str
    half_terms: str
    sessions: int
    by_age: Mapping[int, int]

    def births(self, age: int) -> tuple[date, date]:
        """The last birth date of those older than ``age``, and of those of that age, on the day on which official
        statistics of the year take age."""
        return turned(age + 1, self.year), turned(age, self.year)

    def of(self, born: date | None) -> int:
        """The sessions of somebody with that date of birth; those of everybody where it is not known."""
        for age, sessions in self.by_age.items():
            before, last = self.births(age)
            if born and before < born <= last:
                return sessions
        return self.sessions


def fixed_counts(window: Window, calendar: Calendar) -> FixedCounts:
    """The older method: a fixed number of sessions missed, published for certain half terms together. Raises
    MeasureError where none was published for exactly the half terms of the window."""
    year = academic_year(window.end)
    if academic_year(window.start) != year:
        raise MeasureError("Persistent absence was then a fixed count of sessions in one year: ask year by year.")
    half_terms = _half_terms(window, year, calendar)
    rows = [
        row
        for row in table("persistent_absence_counts")
        if row["half_terms"] == half_terms and row["start"] <= year <= (row["end"] or year) and row["sessions"]
    ]
    general = [int(row["sessions"]) for row in rows if not row["age"]]
    if not general:
        raise MeasureError(
            f"In {year} persistent absence was a fixed count of sessions, published for whole terms together; there is "
            f"none for {half_terms}. Ask for autumn, for autumn and spring, or for the whole year."
        )
    return FixedCounts(
        year, half_terms, general[0], {int(row["age"]): int(row["sessions"]) for row in rows if row["age"]}
    )


def _half_terms(window: Window, year: str, calendar: Calendar) -> str:
    """The half terms of the official terms that the window covers with all their school days, as "1-4"; else in words
    what it covers only in part."""
    covered: list[int] = []
    for term in official_terms(year):
        days = _school_days(term, year, calendar)
        if days is None or window.end < days.start or days.end < window.start:
            continue
        if days.start < window.start or window.end < days.end:
            return f"only a part of {term.name}"
        covered.extend(term.half_terms)
    return f"{covered[0]}-{covered[-1]}" if covered else "days without sessions"


def _school_days(term: OfficialTerm, year: str, calendar: Calendar) -> Window | None:
    """From the first to the last day of an official term's half terms as the calendar table has them, whichever side of
    Easter they end; the term's own days in a year of which the table says nothing; None where it says that there is no
    school then."""
    held = [
        p for p in calendar.periods if p.kind == "half-term" and year in (academic_year(p.start), academic_year(p.end))
    ]
    if not held:
        return Window(term.first, term.last)
    inside = [p for p in held if half_term_number(p.name) in term.half_terms]
    return Window(min(p.start for p in inside), max(p.end for p in inside)) if inside else None
