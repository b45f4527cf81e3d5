"""How much do the pupils of a group differ in the sessions they miss, as sums that can be added?"""

import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.sources import Sources
from attendlib.measures.table import described, in_order, per_enrolment


def spread_over(sources: Sources, asked: Asked) -> ir.Table:
    """One row per group: pupils (enrolments with a possible session), their possible and absent sessions, and the sums
    of absent squared, absent times possible, and possible squared. The columns are the fields of ``chance.Spread``."""
    table = per_enrolment(sources, asked)
    table = table.filter(table.possible > 0).inner_join(described(sources, asked), ["urn", "upn"])
    sums = {
        "possible": table.possible,
        "absent": table.absent,
        "absent_squared": table.absent * table.absent,
        "absent_possible": table.absent * table.possible,
        "possible_squared": table.possible * table.possible,
    }
    grouped = table.group_by(asked.keys).aggregate(
        pupils=table.count(), **{name: value.sum().cast("int64") for name, value in sums.items()}
    )
    return grouped.order_by([key for name in asked.keys for key in in_order(grouped[name])])
