"""Who is persistently or severely absent?

On integers, never on a rounded rate: where the rule says 10% or more, 38 of 380 is persistent and 37 of 380 is not.
The number, whether exactly that much is enough, and the method are those of the academic year: an exact share of the
enrolment's own possible sessions, or, before 2015/16, a fixed count of sessions for the half terms covered. Sources:
``persistent_absence`` and ``severe_absence`` in the rules.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from attendlib.calendar import Calendar
from attendlib.measures.asked import Asked
from attendlib.measures.decided import decided
from attendlib.measures.fixed_counts import FixedCounts

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
        name: _missed_fixed_count(told) if isinstance(told, FixedCounts) else share_missed(told)
        for name, told in by.items()
    }


def _missed_fixed_count(counts: FixedCounts) -> Flag:
    def flag(t: ir.Table) -> ir.BooleanValue:
        of_age = [(_within(t.born, *counts.births(age)), sessions) for age, sessions in counts.by_age.items()]
        needed = ibis.cases(*of_age, else_=counts.sessions) if of_age else counts.sessions
        return (t.possible > 0) & (t.absent >= needed)

    return flag


def _within(born: ir.DateValue, before: date, last: date) -> ir.BooleanValue:
    return (born > ibis.date(before)) & (born <= ibis.date(last))
