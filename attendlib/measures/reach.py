"""From which day to which day do the figures of each school go?

Told from sessions that can be counted: a day on which nothing was possible is not in any figure.
"""

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import FROM_MARKS, FROM_TOTALS, Asked
from attendlib.measures.counts import ABSENT, ATTENDED
from attendlib.measures.sources import Sources
from attendlib.measures.table import in_window, totals_in_window
from attendlib.store import POSSIBLE


def reached(sources: Sources, asked: Asked) -> ir.Table:
    """One row per school and kind (``marks``, ``totals`` of a census) that has a possible session in the window: urn,
    kind, first and last day."""
    marks, totals = in_window(sources, asked), totals_in_window(sources, asked)
    marks = marks.filter(marks.category.isin([*ATTENDED, *ABSENT]))
    of_marks = marks.group_by("urn").aggregate(first=marks.date.min(), last=marks.date.max())
    totals = totals.filter((totals.category == POSSIBLE) & (totals.sessions > 0))
    of_totals = totals.group_by("urn").aggregate(first=totals.start.min(), last=totals.end.max())
    both = [
        table.select("urn", "first", "last", kind=ibis.literal(kind))
        for kind, table in ((FROM_MARKS, of_marks), (FROM_TOTALS, of_totals))
    ]
    return ibis.union(*both).order_by(["urn", "kind"])
