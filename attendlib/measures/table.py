"""How are counts, rates and classes put together into the table that was asked for?"""

import ibis
import ibis.expr.types as ir

from attendlib.calendar import WEEKDAYS
from attendlib.codes import code_book
from attendlib.measures import counts
from attendlib.measures.asked import OF_PERIOD, OF_SESSION, Asked
from attendlib.measures.classes import Flag, classes_over
from attendlib.measures.scope import counted, kept_enrolments, scope_of
from attendlib.measures.sources import Sources

ALL_COUNTS = (*counts.COUNTS, *counts.LATENESS)


def per_enrolment(sources: Sources, asked: Asked) -> ir.Table:
    """A row per enrolment (and cell of time, where time is asked for) that has an accepted mark or a census total in
    the window: urn, upn, the counts, and ``first``, its first day."""
    keys = ("urn", "upn", *asked.time)
    marks = in_window(sources, asked)
    table = marks.group_by(keys).aggregate(**counts.of_marks(marks, code_book().late_codes), first=marks.date.min())
    if sources.total_files and not asked.time:
        totals = totals_in_window(sources, asked)
        returned = totals.group_by(keys).aggregate(**counts.of_totals(totals), first=totals.start.min())
        both = table.union(returned)
        table = both.group_by(keys).aggregate(**{c: both[c].sum() for c in ALL_COUNTS}, first=both["first"].min())
    scope = scope_of(asked)
    return table if scope is None else kept_enrolments(table, scope)


def in_window(sources: Sources, asked: Asked) -> ir.Table:
    """The accepted marks of the window and scope, with the columns of time that are asked for."""
    marks = sources.marks
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    marks = marks.filter((marks.date >= start) & (marks.date <= end))
    scope = scope_of(asked)
    if scope is not None:
        marks = counted(marks, sources.enrolments, scope)
    if any(name in OF_PERIOD + OF_SESSION and name not in ("date", "session") for name in asked.time):
        marks = marks.inner_join(sources.days, ["urn", "date"])
    return marks


def totals_in_window(sources: Sources, asked: Asked) -> ir.Table:
    """The census totals of periods that lie wholly inside the window, for enrolments in the scope."""
    totals = sources.totals
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    totals = totals.filter((totals.start >= start) & (totals.end <= end))
    scope = scope_of(asked)
    if scope is None:
        return totals
    dated = totals.mutate(date=totals.start)
    return counted(dated, sources.enrolments, scope).drop("date")


def measure(sources: Sources, asked: Asked) -> ir.Table:
    """The measures as asked: its keys, then the counts, then (where they mean something) the classes.

    For enrolments: one row each, also of those without a possible session, classes as 0 or 1. Otherwise: one row per
    group, the number of enrolments with at least one possible session, pooled sessions, and how many enrolments are
    persistently and severely absent."""
    table, enrolments, flags = per_enrolment(sources, asked), described(sources, asked), _flags(asked)
    if asked.of_enrolments:
        joined = (
            table.right_join(enrolments, ["urn", "upn"])
            if not asked.time
            else table.inner_join(enrolments, ["urn", "upn"])
        )
        joined = joined.mutate(**{name: joined[name].coalesce(0) for name in ALL_COUNTS})
        flagged = joined.mutate(**{name: flag(joined).cast("int64") for name, flag in flags.items()})
        answer = flagged.select(*asked.keys, *ALL_COUNTS, *flags)
    else:
        joined = table.filter(table.possible > 0).inner_join(enrolments, ["urn", "upn"])
        flagged = joined.mutate(**{name: flag(joined).cast("int64") for name, flag in flags.items()})
        sums = {name: flagged[name].sum().cast("int64") for name in (*ALL_COUNTS, *flags)}
        answer = flagged.group_by(asked.keys).aggregate(enrolments=flagged.count(), **sums)
    return answer.order_by([key for name in asked.keys for key in in_order(answer[name])])


def described(sources: Sources, asked: Asked) -> ir.Table:
    """The enrolments on roll in the window with the groupings asked for and the age some rules need."""
    table = sources.enrolments
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    table = table.filter((table.entry <= end) & (table.leaving.isnull() | (table.leaving >= start)))
    first_day = asked.window.academic_years[-1][:4]
    table = table.mutate(
        school=table.urn,
        city=ibis.literal("city"),
        age=int(first_day) - table.born.year() - ibis.ifelse(table.born.month() > 8, 1, 0),
    )
    return table.select("urn", "upn", "age", *asked.groups)


def _flags(asked: Asked) -> dict[str, Flag]:
    return classes_over(asked.window.start, asked.window.end) if asked.has_classes else {}


def in_order(column: ir.Value) -> list[ir.Value]:
    """How a key sorts: numbers by value even when they are text, weekdays as in the week, the rest by letter."""
    if column.get_name() == "weekday":
        return [ibis.cases(*((column == day, number) for number, day in enumerate(WEEKDAYS)), else_=7)]
    if column.type().is_string() and column.get_name() not in ("urn", "upn"):
        return [column.try_cast("int64"), column]
    return [column]
