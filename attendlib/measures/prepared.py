"""How is the same question put to school after school without being worked out each time?

What a question becomes in SQL follows from the question, from whether there are census totals and from whether all
marks lie inside its window; which schools are asked only decides what the tables hold. Working it out takes several
times as long as a school's answer.
"""

import pyarrow as pa

from attendlib.measures.asked import Asked
from attendlib.measures.bands import by_band
from attendlib.measures.reach import reached
from attendlib.measures.reasons import sessions_by
from attendlib.measures.reconciled import reconciled
from attendlib.measures.sources import Sources
from attendlib.measures.spells import spells_over
from attendlib.measures.spread import spread_over
from attendlib.measures.table import measure

Queries = dict[tuple[Asked, str | None, bool, bool, str], tuple[str, pa.Schema]]
"""The SQL of questions about one city, and the columns that it gives. The city's calendar may be in it."""


def answered(sources: Sources, asked: Asked, split: str | None, known: Queries) -> pa.Table:
    """The answer of these schools: counts; or by ``split`` sessions (one of SPLITS), enrolments ("band"), the days to
    which each school's figures go ("reach"), the steps to official statistics ("steps"), how long pupils are away
    ("spells") or how much they differ ("spread"). ``known`` gains the query."""
    key = (asked, split, bool(sources.total_files), sources.inside(asked.window), sources.address)
    if key not in known:
        special = {"band": by_band, "reach": reached, "steps": reconciled, "spells": spells_over, "spread": spread_over}
        if split in special:
            table = special[split](sources, asked)
        else:
            table = sessions_by(sources, asked, split) if split else measure(sources, asked)
        known[key] = sources.engine.ibis.compile(table), table.schema().to_pyarrow()
    sql, schema = known[key]
    return sources.fetch(sql).cast(schema)
