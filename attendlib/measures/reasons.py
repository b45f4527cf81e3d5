"""For which codes and reasons were sessions recorded?

A reason's rate is a share of possible sessions, not of absence. Sessions that are not counted are shown, but have no
rate. Source: DfE, Pupil absence statistics methodology, Annex A.
"""

from dataclasses import replace

import ibis.expr.types as ir

from attendlib.errors import MeasureError
from attendlib.measures.asked import Asked
from attendlib.measures.sources import Sources
from attendlib.measures.table import (
    described,
    in_order,
    in_window,
    measure,
    per_enrolment,
    takes_totals,
    totals_in_window,
)
from attendlib.store import POSSIBLE

SPLITS = ("code", "reason", "category")
"""What sessions can be split by: the mark's code, its reason in plain English, or its category."""


def sessions_by(sources: Sources, asked: Asked, split: str) -> ir.Table:
    """One row per group and value of ``split``: its category, sessions, and the group's possible sessions.

    Covers the enrolments of the question's scope. Census totals give reasons of absence alone. Raises MeasureError for
    an unknown split."""
    if split not in SPLITS:
        raise MeasureError(f'Sessions are split by {", ".join(SPLITS)}, not by "{split}".')
    asked = asked if asked.keys else replace(asked, by=("city",))
    keys = ("urn", "upn", *asked.time)
    what = tuple(dict.fromkeys((split, "category")))
    marks = in_window(sources, asked)
    sessions = marks.group_by((*keys, *what)).aggregate(sessions=marks.count())
    if takes_totals(sources, asked):
        totals = totals_in_window(sources, asked)
        totals = totals.filter(totals.category != POSSIBLE)
        returned = totals.group_by((*keys, *what)).aggregate(sessions=totals.sessions.sum())
        sessions = sessions.union(returned)
    kept = sessions.semi_join(per_enrolment(sources, asked), keys)
    kept = kept.inner_join(described(sources, asked), ["urn", "upn"])
    grouped = kept.group_by((*asked.keys, *what)).aggregate(sessions=kept.sessions.sum().cast("int64"))
    possible = measure(sources, asked).select(*asked.keys, "possible")
    grouped = grouped.left_join(possible, list(asked.keys))
    grouped = grouped.mutate(possible=grouped.possible.coalesce(0))
    order = [key for name in (*asked.keys, *what) for key in in_order(grouped[name])]
    return grouped.select(*asked.keys, *what, "sessions", "possible").order_by(order)
