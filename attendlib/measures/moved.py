"""Which marks are others than they were, and who came into a class of absence, or out of it?

Two sides are compared: the marks as a run before and a run after had them, each over its own days.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from attendlib.city import City
from attendlib.measures.asked import Asked, Window
from attendlib.measures.classes import classes_over
from attendlib.measures.engine import Engine
from attendlib.measures.sources import Sources
from attendlib.measures.table import per_enrolment
from attendlib.store import MARKS, Store

MOVES = ("before", "risen", "fallen", "came", "left", "after")
"""Of a class: how many enrolments were in it; how many crossed into it and out of it; how many are in it that had no
session before, and were in it that have none any more; how many are in it. before + risen + came = after + fallen +
left."""


@dataclass(frozen=True)
class Side:
    """The marks of a run and the days that it measured."""

    store: Store
    window: Window


def marks_moved(before: Side, after: Side, urns: Sequence[str]) -> pa.Table:
    """How many marks of each school are others, of two sides of one academic year: urn, code before and after (null
    where there was, or is, no mark) and ``marks``."""
    engine, slot = Engine(), ("urn", "upn", "date", "session")

    def marks(name: str, side: Side) -> ir.Table:
        held = engine.put_files(name, side.store.mark_files(urns, side.window.academic_years), MARKS)
        return held.filter(held.date.between(side.window.start, side.window.end)).select(*slot, "code")

    both = marks("then", before).outer_join(marks("now", after), slot)
    both = both.select(urn=both.urn.coalesce(both.urn_right), before=both.code, after=both.code_right)
    others = both.filter(~both.before.identical_to(both.after))
    counted = others.group_by("urn", "before", "after").aggregate(marks=others.count())
    return counted.order_by("urn", "before", "after").to_pyarrow()


def classes_moved(city: City, before: Side, after: Side, urns: Sequence[str]) -> pa.Table:
    """For each school and class of absence that can be told of both sides: urn, the class as a measure, and MOVES."""
    engine, keys = Engine(), ("urn", "upn", "name")
    held = [_in_classes(city, side, urns) for side in (before, after)]
    then, now = (engine.put(name, table) for name, table in zip(("then", "now"), held, strict=True))
    names = [set(table.column("name").unique().to_pylist()) for table in held]
    then, now = (table.filter(table.name.isin(sorted(names[0] & names[1] - {""}))) for table in (then, now))
    both = then.outer_join(now, keys)
    was, is_now = both.inside, both.inside_right
    moves = {
        "before": was,
        "risen": ~was & is_now,
        "fallen": was & ~is_now,
        "came": was.isnull() & is_now,
        "left": was & is_now.isnull(),
        "after": is_now,
    }
    of = {key: both[key].coalesce(both[f"{key}_right"]) for key in ("urn", "name")}
    told = both.select(**of, **{name: moves[name].coalesce(False).cast("int64") for name in MOVES})
    counts = {name: told[name].sum().cast("int64") for name in MOVES}
    return told.group_by("urn", "name").aggregate(**counts).order_by("urn", "name").to_pyarrow()


def _in_classes(city: City, side: Side, urns: Sequence[str]) -> pa.Table:
    """A row per enrolment with a possible session and class that can be told: urn, upn, name, inside."""
    sources = Sources(city, side.store, tuple(urns), side.window.academic_years)
    asked = Asked(("enrolment",), side.window)
    table = per_enrolment(sources, asked)
    born = sources.enrolments.select("urn", "upn", "born")
    table = table.filter(table.possible > 0).left_join(born, ["urn", "upn"])
    flags = classes_over(asked, city.calendar) or {"": lambda t: t.possible < 0}
    told = [table.select("urn", "upn", name=ibis.literal(name), inside=flag(table)) for name, flag in flags.items()]
    return ibis.union(*told).to_pyarrow()
