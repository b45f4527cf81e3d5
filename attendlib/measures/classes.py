"""Who is persistently or severely absent?

On integers, never on a rounded rate: 38 of 380 is ten per cent and persistent, 37 of 380 is not. Both thresholds are
inclusive. The number and the method are those of the academic year: an exact share of the enrolment's own possible
sessions, or, before 2015/16, a fixed count of sessions for the half terms covered. Sources: ``persistent_absence`` and
``severe_absence`` in the rules.
"""

from collections.abc import Callable
from contextlib import suppress

import ibis
import ibis.expr.types as ir

from attendlib.calendar import Calendar
from attendlib.errors import MeasureError, NotInForce
from attendlib.measures.asked import Asked, Window
from attendlib.measures.scope import turned
from attendlib.policy import Held, OfficialTerm, academic_year, official_terms, rule, table

Flag = Callable[[ir.Table], ir.BooleanValue]

PERSISTENT, SEVERE = "persistently_absent", "severely_absent"


def share_missed(held: Held) -> Flag:
    """True where at least (or, if the rule is not inclusive, more than) the rule's percent of the possible sessions, of
    which there is at least one, were missed."""
    percent, inclusive = held["percent"], held["inclusive"]
    if inclusive:
        return lambda t: (t.possible > 0) & (100 * t.absent >= percent * t.possible)
    return lambda t: (t.possible > 0) & (100 * t.absent > percent * t.possible)


def classes_over(asked: Asked, calendar: Calendar) -> dict[str, Flag]:
    """The classes by the rules of the window, as tests of a table with possible, absent and, for the older
    method, born. A class without a rule yet is not there.

    Raises MeasureError where a rule changed within the window, and where the older method has no published count for
    exactly the half terms of it."""
    flags: dict[str, Flag] = {}
    held = _throughout("persistent_absence", asked.window)
    if held["method"] == "exact":
        flags[PERSISTENT] = share_missed(held)
    elif not {"term", "half_term"} & set(asked.time):
        flags[PERSISTENT] = _fixed_count(asked.window, calendar)
    with suppress(NotInForce):
        flags[SEVERE] = share_missed(_throughout("severe_absence", asked.window))
    return flags


def _throughout(name: str, window: Window) -> Held:
    """The value that the rule had on every day of the window."""
    held = rule(name).on(window.start)
    if dict(rule(name).on(window.end)) != dict(held):
        raise MeasureError(f'The rule "{name}" changed between {window.start} and {window.end}: ask year by year.')
    return held


def _fixed_count(window: Window, calendar: Calendar) -> Flag:
    """The older method: a fixed number of sessions missed, published for certain half terms together."""
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
    by_age = {int(row["age"]): int(row["sessions"]) for row in rows if row["age"]}

    def flag(t: ir.Table) -> ir.BooleanValue:
        of_age = [(_aged(t.born, age, year), sessions) for age, sessions in by_age.items()]
        needed = ibis.cases(*of_age, else_=general[0]) if of_age else general[0]
        return (t.possible > 0) & (t.absent >= needed)

    return flag


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
    """From the first to the last school day of an official term, by the half terms of the calendar table; the term's
    own days in a year of which the table says nothing; None where it says that there is no school then."""
    held = [
        p for p in calendar.periods if p.kind == "half-term" and year in (academic_year(p.start), academic_year(p.end))
    ]
    inside = [p for p in held if p.start <= term.last and term.first <= p.end]
    if not held:
        return Window(term.first, term.last)
    if not inside:
        return None
    return Window(max(term.first, min(p.start for p in inside)), min(term.last, max(p.end for p in inside)))


def _aged(born: ir.DateValue, age: int, year: str) -> ir.BooleanValue:
    """Aged exactly ``age`` on the day on which official statistics of the year take age."""
    return (born > ibis.date(turned(age + 1, year))) & (born <= ibis.date(turned(age, year)))
