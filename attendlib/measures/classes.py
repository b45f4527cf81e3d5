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
from attendlib.measures.fixed_counts import fixed_counts
from attendlib.measures.scope import turned
from attendlib.policy import Held, academic_year, rule

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
        flags[PERSISTENT] = _missed_fixed_count(asked.window, calendar)
    with suppress(NotInForce):
        flags[SEVERE] = share_missed(_throughout("severe_absence", asked.window))
    return flags


def _throughout(name: str, window: Window) -> Held:
    """The value that the rule had on every day of the window."""
    held = rule(name).on(window.start)
    if dict(rule(name).on(window.end)) != dict(held):
        raise MeasureError(f'The rule "{name}" changed between {window.start} and {window.end}: ask year by year.')
    return held


def _missed_fixed_count(window: Window, calendar: Calendar) -> Flag:
    counts, year = fixed_counts(window, calendar), academic_year(window.end)

    def flag(t: ir.Table) -> ir.BooleanValue:
        of_age = [(_aged(t.born, age, year), sessions) for age, sessions in counts.by_age.items()]
        needed = ibis.cases(*of_age, else_=counts.sessions) if of_age else counts.sessions
        return (t.possible > 0) & (t.absent >= needed)

    return flag


def _aged(born: ir.DateValue, age: int, year: str) -> ir.BooleanValue:
    """Aged exactly ``age`` on the day on which official statistics of the year take age."""
    return (born > ibis.date(turned(age + 1, year))) & (born <= ibis.date(turned(age, year)))
