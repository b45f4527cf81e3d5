"""Who is persistently or severely absent?

On integers, never on a rounded rate: 38 of 380 is ten per cent and persistent, 37 of 380 is not. Both thresholds are
inclusive. The number and the method are those of the academic year: an exact share of the enrolment's own possible
sessions, or, before 2015/16, a fixed count of sessions for the half terms covered. Sources: ``persistent_absence`` and
``severe_absence`` in the rules.
"""

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from attendlib.calendar import Calendar
from attendlib.measures.asked import Asked
from attendlib.measures.decided import decided
from attendlib.measures.fixed_counts import FixedCounts
from attendlib.measures.scope import turned
from attendlib.policy import academic_year

Flag = Callable[[Any], ir.BooleanValue]
"""Asked of whatever has the sessions it goes by: possible, absent and, for the older method, born."""


def share_missed(held: Mapping[str, Any]) -> Flag:
    """True where at least (or, if the rule is not inclusive, more than) the rule's percent of the possible sessions, of
    which there is at least one, were missed."""
    percent, inclusive = held["percent"], held["inclusive"]
    if inclusive:
        return lambda t: (t.possible > 0) & (100 * t.absent >= percent * t.possible)
    return lambda t: (t.possible > 0) & (100 * t.absent > percent * t.possible)


def classes_over(asked: Asked, calendar: Calendar) -> dict[str, Flag]:
    """The classes that can be told by the rules of the window, as tests of a table with possible, absent and, for the
    older method, born. A class that cannot be told is not there."""
    by = decided(asked, calendar).by
    return {
        name: _missed_fixed_count(told, academic_year(asked.window.end))
        if isinstance(told, FixedCounts)
        else share_missed(told)
        for name, told in by.items()
    }


def _missed_fixed_count(counts: FixedCounts, year: str) -> Flag:
    def flag(t: ir.Table) -> ir.BooleanValue:
        of_age = [(_aged(t.born, age, year), sessions) for age, sessions in counts.by_age.items()]
        needed = ibis.cases(*of_age, else_=counts.sessions) if of_age else counts.sessions
        return (t.possible > 0) & (t.absent >= needed)

    return flag


def _aged(born: ir.DateValue, age: int, year: str) -> ir.BooleanValue:
    """Aged exactly ``age`` on the day on which official statistics of the year take age."""
    return (born > ibis.date(turned(age + 1, year))) & (born <= ibis.date(turned(age, year)))
