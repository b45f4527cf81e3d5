"""How are counts, rates and classes put together into the table that was asked for?"""

import ibis
import ibis.expr.types as ir

from attendlib.calendar import WEEKDAYS
from attendlib.codes import code_book
from attendlib.measures import counts
from attendlib.measures.asked import EARLY, OF_PERIOD, OF_SESSION, Asked, Window
from attendlib.measures.classes import classes_over
from attendlib.measures.scope import counted, kept_enrolments, scope_of
from attendlib.measures.sources import Sources
from attendlib.names import ROLL
from attendlib.policy import academic_year_start

ALL_COUNTS = (*counts.COUNTS, *counts.LATENESS)


def per_enrolment(sources: Sources, asked: Asked) -> ir.Table:
    """A row per enrolment (and cell of time, where time is asked for) that has an accepted mark or a census total in
    the window: urn, upn and the counts."""
    keys = ("urn", "upn", *asked.time)
    marks = in_window(sources, asked)
    table = marks.group_by(keys).aggregate(**counts.of_marks(marks, code_book().late_codes))
    if takes_totals(sources, asked):
        totals = totals_in_window(sources, asked)
        both = table.union(totals.group_by(keys).aggregate(**counts.of_totals(totals)))
        table = both.group_by(keys).aggregate(**{name: both[name].sum() for name in ALL_COUNTS})
    scope = scope_of(asked)
    return table if scope is None else kept_enrolments(table, first_seen(sources, asked), scope)


def first_seen(sources: Sources, asked: Asked) -> ir.Table:
    """Each enrolment's ``first`` day with an accepted mark or a census total in the academic year, whatever part of the
    year is asked for."""
    start, end = academic_year_start(asked.window.academic_years[0]), asked.window.end
    marks, totals = sources.marks, sources.totals
    days = marks.select("urn", "upn", day=marks.date).union(totals.select("urn", "upn", day=totals.start))
    days = days.filter((days.day >= ibis.date(start)) & (days.day <= ibis.date(end)))
    return days.group_by(("urn", "upn")).aggregate(first=days.day.min())


def in_window(sources: Sources, asked: Asked) -> ir.Table:
    """The accepted marks of the window and scope, with the columns of time that are asked for."""
    marks = sources.marks
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    if not sources.inside(asked.window):
        marks = marks.filter((marks.date >= start) & (marks.date <= end))
    scope = scope_of(asked)
    if scope is not None:
        marks = counted(marks, sources.enrolments, scope)
    # What can be told from the date itself is: looking up the day of every mark takes longer.
    if "week" in asked.time:
        marks = marks.mutate(week=marks.date.truncate("W"))
    if "academic_year" in asked.time:
        marks = marks.mutate(academic_year=_academic_year(marks.date, asked.window))
    of_days = [name for name in (*OF_PERIOD, "weekday") if name in asked.time and name not in marks.columns]
    if of_days:
        marks = marks.inner_join(sources.days.select("urn", "date", *of_days), ["urn", "date"])
    return marks


def _academic_year(day: ir.DateValue, window: Window) -> ir.StringValue:
    """The academic year of a day of the window."""
    *before, last = window.academic_years
    ends = [academic_year_start(year) for year in window.academic_years[1:]]
    if not before:
        return ibis.literal(last)
    return ibis.cases(*((day < ibis.date(end), year) for year, end in zip(before, ends, strict=True)), else_=last)


def takes_totals(sources: Sources, asked: Asked) -> bool:
    """There are census totals, and the question is not about days, which they do not tell."""
    return bool(sources.total_files) and not any(name in OF_SESSION for name in asked.time)


def totals_in_window(sources: Sources, asked: Asked) -> ir.Table:
    """The census totals of periods that lie wholly inside the window and inside one cell of the time asked for, for
    enrolments in the scope."""
    totals = sources.totals
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    totals = totals.filter((totals.start >= start) & (totals.end <= end))
    if asked.time:
        first, last = (sources.days.select("urn", *asked.time, **{edge: "date"}) for edge in ("start", "end"))
        totals = totals.inner_join(first, ["urn", "start"]).inner_join(last, ["urn", "end", *asked.time])
    scope = scope_of(asked)
    if scope is None:
        return totals
    dated = totals.mutate(date=totals.start)
    return counted(dated, sources.enrolments, scope).drop("date")


def measure(sources: Sources, asked: Asked) -> ir.Table:
    """The measures as asked: its keys, then the counts, then (where they mean something) the classes.

    For enrolments: one row each, also of those without a possible session unless time or the official scope is asked
    for, classes as 0 or 1. Otherwise: one row per group, the number of enrolments with at least one possible session,
    pooled sessions, and how many enrolments are persistently and severely absent."""
    table, enrolments = per_enrolment(sources, asked), described(sources, asked)
    flags = classes_over(asked, sources.city.calendar)
    if asked.of_enrolments:
        everyone = asked.scope == ROLL and not asked.time
        joined = enrolments.join(table, ["urn", "upn"], how="left" if everyone else "inner")
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
    """The enrolments on roll in the window with the groupings asked for and the birth date that some rules need."""
    table = sources.enrolments
    start, end = ibis.date(asked.window.start), ibis.date(asked.window.end)
    spells = sources.spells
    here = spells.filter((spells.entry <= end) & (spells.leaving.isnull() | (spells.leaving >= start)))
    table = table.semi_join(here, ["urn", "upn"])
    return table.mutate(school=table.urn, city=ibis.literal("city")).select("urn", "upn", "born", *asked.groups)


LAST = 2**62
"""Where a text sorts that is no number: after those that are. Told, because some engines take a number that cannot be
had for one, and the order of the texts for that of the numbers."""


def in_order(column: ir.Value) -> list[ir.Value]:
    """How a key sorts: numbers by value even when they are text, weekdays as in the week, years before Year 1 first,
    the rest by letter."""
    if column.get_name() == "weekday":
        return [ibis.cases(*((column == day, number) for number, day in enumerate(WEEKDAYS)), else_=7)]
    if column.get_name() == "year_group":
        early = [(column == name, number - len(EARLY)) for number, name in enumerate(EARLY)]
        return [ibis.cases(*early, else_=column.try_cast("int64").coalesce(LAST)), column]
    if column.type().is_string() and column.get_name() not in ("urn", "upn"):
        return [column.try_cast("int64").coalesce(LAST), column]
    return [column]
