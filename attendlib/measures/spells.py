"""How long are the stretches in which pupils are away?

A spell is a run of sessions that count, all missed by a pupil, with none attended between them: weekends, holidays and
sessions that are not counted do not part it. A spell that began before the window, or goes on after it, is as long as
the part inside.
"""

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.counts import ABSENT, ATTENDED
from attendlib.measures.sources import Sources
from attendlib.measures.table import described, in_order, in_window


def spells_over(sources: Sources, asked: Asked) -> ir.Table:
    """One row per group and length: length in sessions, and how many spells are so long. From single marks."""
    marks = in_window(sources, asked)
    marks = marks.filter(marks.category.isin([*ATTENDED, *ABSENT]))
    marks = marks.mutate(missed=marks.category.isin(ABSENT))
    # Two counts go side by side while nothing changes: their difference is the same all through a spell.
    order = ["date", "session"]
    every = ibis.row_number().over(ibis.window(group_by=["urn", "upn"], order_by=order))
    alike = ibis.row_number().over(ibis.window(group_by=["urn", "upn", "missed"], order_by=order))
    runs = marks.mutate(run=every - alike).filter(ibis._.missed)
    spells = runs.group_by(["urn", "upn", "run"]).aggregate(length=runs.count())
    spells = spells.inner_join(described(sources, asked), ["urn", "upn"])
    keys = (*asked.keys, "length")
    grouped = spells.group_by(keys).aggregate(spells=spells.count())
    return grouped.order_by([key for name in keys for key in in_order(grouped[name])])
