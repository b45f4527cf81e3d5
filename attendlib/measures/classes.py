"""Who is persistently or severely absent?

On integers, never on a rounded rate: 38 of 380 is ten per cent and persistent, 37 of 380 is not. Both thresholds are
inclusive. The number and the method are those of the academic year: an exact share of the enrolment's own possible
sessions, or, before 2015/16, a fixed count of sessions for the half terms covered. Sources: ``persistent_absence`` and
``severe_absence`` in the rules.
"""

from collections.abc import Callable
from datetime import date

import ibis
import ibis.expr.types as ir

from attendlib.errors import MeasureError, NotInForce
from attendlib.policy import Held, academic_year, official_terms, rule, table

Flag = Callable[[ir.Table], ir.BooleanValue]

PERSISTENT, SEVERE = "persistently_absent", "severely_absent"


def share_missed(held: Held) -> Flag:
    """True where at least (or, if the rule is not inclusive, more than) the rule's percent of the possible sessions, of
    which there is at least one, were missed."""
    percent, inclusive = held["percent"], held["inclusive"]
    if inclusive:
        return lambda t: (t.possible > 0) & (100 * t.absent >= percent * t.possible)
    return lambda t: (t.possible > 0) & (100 * t.absent > percent * t.possible)


def classes_over(start: date, end: date) -> dict[str, Flag]:
    """The classes by the rules in force on ``end``, as tests of a table with possible, absent and (for the older
    method) age at the start of the year. A class that had no rule yet is not there. Raises MeasureError where the older
    method has no published count for exactly the half terms from ``start`` to ``end``."""
    held = rule("persistent_absence").on(end)
    flags = {PERSISTENT: share_missed(held) if held["method"] == "exact" else _fixed_count(start, end)}
    try:
        flags[SEVERE] = share_missed(rule("severe_absence").on(end))
    except NotInForce:
        pass
    return flags


def _fixed_count(start: date, end: date) -> Flag:
    """The older method: a fixed number of sessions missed, published for certain half terms together."""
    year = academic_year(end)
    terms = official_terms(year)
    whole = [half for term in terms if term.first >= start and term.last <= end for half in term.half_terms]
    window = f"{whole[0]}-{whole[-1]}" if whole else "no whole term"
    rows = [
        row
        for row in table("persistent_absence_counts")
        if row["half_terms"] == window and row["start"] <= year <= (row["end"] or year) and row["sessions"]
    ]
    general = [int(row["sessions"]) for row in rows if not row["age"]]
    at_15 = [int(row["sessions"]) for row in rows if row["age"] == "15"]
    if not general:
        raise MeasureError(
            f"In {year} persistent absence was a fixed count of sessions, published for whole terms together; there is "
            f"none for half terms {window}. Ask for autumn, for autumn and spring, or for the whole year."
        )
    number, fifteen = general[0], (at_15 or general)[0]
    return lambda t: (t.possible > 0) & (t.absent >= ibis.ifelse(t.age == 15, fifteen, number))
