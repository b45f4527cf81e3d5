"""How many enrolments are in each band of absence?

Told on integers, from the lower edge of a band up to but not including the next.
"""

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.band_edges import lower_edges
from attendlib.measures.sources import Sources
from attendlib.measures.table import described, in_order, per_enrolment


def band_of(table: ir.Table, edges: tuple[int, ...]) -> ir.IntegerValue:
    """The lower edge of the band of each row with possible > 0 and absent."""
    missed = [(100 * table.absent >= edge * table.possible, edge) for edge in reversed(edges[1:])]
    return ibis.cases(*missed, else_=edges[0])


def by_band(sources: Sources, asked: Asked) -> ir.Table:
    """One row per group and band that holds somebody: ``band`` (its lower edge in percent) and ``enrolments``."""
    table = per_enrolment(sources, asked)
    table = table.filter(table.possible > 0).inner_join(described(sources, asked), ["urn", "upn"])
    table = table.mutate(band=band_of(table, lower_edges(asked)))
    keys = (*asked.keys, "band")
    grouped = table.group_by(keys).aggregate(enrolments=table.count())
    return grouped.order_by([key for name in keys for key in in_order(grouped[name])])
