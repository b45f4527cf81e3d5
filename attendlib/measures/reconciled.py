"""Why does a school's own figure differ from the official one, and by how much for each reason?

From what a school's own system may show (pupils on roll on the last day, code N left out, only those above the line of
persistent absence) over this house's figures of everyone on the register to official statistics, one reason after the
other. Every enrolment is in exactly one place at each step, so the steps add up to the whole difference. In another
order a reason's part may be another, for some enrolments have several.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.classes import Flag, share_missed
from attendlib.measures.counts import ABSENT, ATTENDED
from attendlib.measures.scope import first_seen_late, scope_of, why_out
from attendlib.measures.sources import Sources
from attendlib.measures.steps import BY_KIND, COUNTS
from attendlib.measures.table import described, first_seen, in_window, takes_totals, totals_in_window
from attendlib.names import DFE, ROLL
from attendlib.policy import rule
from attendlib.store import POSSIBLE


class _State(NamedTuple):
    """For each enrolment at one step: whether it counts, with which sessions, and by which line it is persistently
    absent."""

    counts: ir.BooleanValue
    possible: ir.IntegerValue
    absent: ir.IntegerValue
    line: Flag

    @property
    def persistent(self) -> ir.BooleanValue:
        return self.line(self)


def reconciled(sources: Sources, asked: Asked) -> ir.Table:
    """One row per school: for each step ``<its place in STEPS>_<one of COUNTS>``. ``asked`` says the window, which lies
    in one academic year."""
    official, everyone = replace(asked, scope=DFE), replace(asked, scope=ROLL)
    table = _told(sources, everyone, official)
    states = list(_states(table, official))
    sums: dict[str, ir.Value] = {}
    for place, state in enumerate(states):
        values = (state.counts, state.possible, state.absent, state.persistent)
        counted = [state.counts.ifelse(value.cast("int64"), 0).sum() for value in values]
        before = states[max(place - 1, 0)]
        same = (before.counts == state.counts) & (before.possible == state.possible)
        touched = (~same | (before.persistent != state.persistent)) & (before.counts | state.counts)
        counted.append(touched.cast("int64").sum())
        sums |= {f"{place}_{name}": value for name, value in zip(COUNTS, counted, strict=True)}
    return table.group_by("urn").aggregate(**sums).order_by("urn")


def _told(sources: Sources, asked: Asked, official: Asked) -> ir.Table:
    """A row per enrolment that has a possible session: its sessions, those of them without a reason yet and those from
    the last half term on, and all that decides where it counts."""
    scope = scope_of(official)
    assert scope is not None
    rows = _sessions(sources, asked)
    late = rows.day >= ibis.date(scope.last_half_term)
    sums = {name: rows[name].sum().cast("int64") for name in ("possible", "absent", "unknown")}
    sums |= {f"late_{name}": late.ifelse(rows[name], 0).sum().cast("int64") for name in ("possible", "absent")}
    table = rows.group_by(("urn", "upn")).aggregate(**sums)
    table = table.filter(table.possible > 0).inner_join(described(sources, asked), ["urn", "upn"])
    who, end = ["urn", "upn"], ibis.date(asked.window.end)
    kind = sources.enrolments.select(*who, why=why_out(sources.enrolments, scope))
    spells = sources.spells.filter((sources.spells.entry <= end) & (sources.spells.leaving.coalesce(end) >= end))
    here = spells.select(*who).distinct().mutate(here=True)
    newly = first_seen_late(first_seen(sources, official), scope).select(*who, newly=True)
    for more in (kind, here, newly):
        table = table.left_join(more, who).drop("urn_right", "upn_right")
    told = table.mutate(
        here=table.here.coalesce(False),
        newly=table.newly.coalesce(False),
        cut=(table.born <= ibis.date(scope.cut_age)).coalesce(False),
    )
    # A school is small by what the steps before leave of it.
    left = told.why.isnull() & ~told.newly & (told.possible > told.cut.ifelse(told.late_possible, 0))
    size = left.cast("int64").sum().over(group_by=told.urn)
    return told.mutate(small=size < scope.smallest_school)


def _sessions(sources: Sources, asked: Asked) -> ir.Table:
    """Rows with urn, upn and day that add up to the possible sessions, those missed, and those without a reason yet."""
    codes = sorted({held["code"] for held in rule("code_n_resolution").values})
    marks = in_window(sources, asked)
    marks = marks.filter(marks.category.isin([*ATTENDED, *ABSENT]))
    rows = marks.select(
        "urn",
        "upn",
        day=marks.date,
        possible=ibis.literal(1, "int64"),
        absent=marks.category.isin(ABSENT).cast("int64"),
        unknown=marks.code.isin(codes).cast("int64"),
    )
    if not takes_totals(sources, asked):
        return rows
    totals = totals_in_window(sources, asked)

    def sessions(which: ir.BooleanValue) -> ir.IntegerValue:
        return which.ifelse(totals.sessions, 0)

    returned = totals.select(
        "urn",
        "upn",
        day=totals.start,
        possible=sessions(totals.category == POSSIBLE),
        absent=sessions(totals.category.isin(ABSENT)),
        unknown=sessions(totals.code.isin(codes) & totals.category.isin(ABSENT)),
    )
    return rows.union(returned)


def _states(table: ir.Table, official: Asked) -> Iterator[_State]:
    """The state of every enrolment at each of STEPS."""
    held = rule("persistent_absence").on(official.window.end)
    line, above = share_missed(held), share_missed({**held, "inclusive": False})
    possible, absent = table.possible - table.unknown, table.absent - table.unknown
    yield _State(table.here & (possible > 0), possible, absent, above)
    yield _State(table.here & (possible > 0), possible, absent, line)
    yield _State(possible > 0, possible, absent, line)
    yield _State(table.possible > 0, table.possible, table.absent, line)
    inside = table.possible > 0
    for reason in BY_KIND:
        inside &= (table.why != reason).coalesce(True)
        yield _State(inside, table.possible, table.absent, line)
    inside &= ~table.newly
    yield _State(inside, table.possible, table.absent, line)
    possible = table.possible - table.cut.ifelse(table.late_possible, 0)
    absent = table.absent - table.cut.ifelse(table.late_absent, 0)
    inside &= possible > 0
    yield _State(inside, possible, absent, line)
    yield _State(inside & ~table.small, possible, absent, line)
