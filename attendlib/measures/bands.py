"""How many enrolments are in each band of absence?

Each band runs from its lower edge up to but not including the next; the last has no upper edge. Told on integers. The
edges are in the rule ``absence_bands``.
"""

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.sources import Sources
from attendlib.measures.table import described, in_order, per_enrolment
from attendlib.policy import rule


def lower_edges(asked: Asked) -> tuple[int, ...]:
    """The bands' lower edges in percent of possible sessions missed, by the rule on the window's last day."""
    return tuple(rule("absence_bands").on(asked.window.end)["lower_edges"])


def band_of(table: ir.Table, edges: tuple[int, ...]) -> ir.IntegerValue:
    """The lower edge of the band of each row with possible > 0 and absent."""
    missed = [(100 * table.absent >= edge * table.possible, edge) for edge in reversed(edges[1:])]
    return ibis.cases(*missed, else_=edges[0])


def label(edge: int, edges: tuple[int, ...]) -> str:
    """A band in words: ``0% to under 5%``, ``50% or more``."""
    position = edges.index(edge)
    return f"{edge}% or more" if position == len(edges) - 1 else f"{edge}% to under {edges[position + 1]}%"


def by_band(sources: Sources, asked: Asked) -> ir.Table:
    """One row per group and band that holds somebody: ``band`` (its lower edge in percent) and ``enrolments``."""
    table = per_enrolment(sources, asked)
    table = table.filter(table.possible > 0).inner_join(described(sources, asked), ["urn", "upn"])
    table = table.mutate(band=band_of(table, lower_edges(asked)))
    keys = (*asked.keys, "band")
    grouped = table.group_by(keys).aggregate(enrolments=table.count())
    return grouped.order_by([key for name in keys for key in in_order(grouped[name])])
