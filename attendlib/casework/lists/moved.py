"""Who moved between the bands of absence since this half term began?

Compared are the year up to the eve of the half term and the year to date, of pupils on roll on each of the two days.
The bands are those of the rule ``absence_bands``, parted where the line of persistent absence lies inside one: whoever
crossed it has moved. Told on integers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from attendlib.casework.figures import Counts, figures
from attendlib.casework.lists.line import PERSISTENT, Line, line
from attendlib.casework.lists.spans import Spans, spans
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import City
from attendlib.policy import rule
from attendlib.store import Store

WORSE, STUCK, NEW, BETTER, LEFT, SAME = HOW = ("worse", "stuck", "new", "better", "left", "same")
"""How a pupil moved, those to look at first: into a band of more absence, or into persistent absence; in the same one
and persistently absent on both days; not in the figures before; into a band of less, or out of persistent absence; no
longer on roll; in the same one and not so."""


Edge = float
"""Where a band begins, in percent of possible sessions missed: a whole number but where the law draws a finer line."""


@dataclass(frozen=True)
class Move:
    """One enrolment. was, now: the lower edge of its band in percent of possible sessions missed, None where it was
    not on roll or had no possible session · before, counts: its sessions up to the eve and to date."""

    urn: str
    upn: str
    how: str
    was: Edge | None
    now: Edge | None
    before: Counts
    counts: Counts


@dataclass(frozen=True)
class Moved:
    """The answer: every enrolment that is in a band on one of the two days. edges: the bands' lower edges · by_law: the
    one of them that only the line of persistent absence draws; None where a band begins there anyway, or exactly that
    share is not yet over it · first: the schools that are in their first half term of the year, so that nothing lies
    before it."""

    rows: tuple[Move, ...]
    edges: tuple[Edge, ...]
    by_law: Edge | None
    first: tuple[str, ...]

    def of(self, *how: str) -> tuple[Move, ...]:
        """The rows that moved so."""
        return tuple(row for row in self.rows if row.how in how)


def moved(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> Moved:
    """Everybody's band on the eve of this half term and on ``on``: by school, then worse, stuck, new, better, left and
    the same, most absence first. Raises NotInForce before the bands had their rule."""
    bands, persistent = _bands(on), line(PERSISTENT, on)
    by_law = _edge(persistent, bands)
    rows: list[Move] = []
    without: list[str] = []
    for marks in marks_of(city, store, on, urns):
        year = spans(city, marks.urn, on)
        if year.eve is None:
            without.append(marks.urn)
            continue
        rows += sorted(_of_school(marks, year, year.eve, bands, persistent=persistent, by_law=by_law), key=_urgency)
    edges = tuple(sorted({*bands, *([] if by_law is None else [by_law])}))
    return Moved(tuple(rows), edges, by_law, tuple(without))


def _bands(on: date) -> tuple[int, ...]:
    return tuple(rule("absence_bands").on(on)["lower_edges"])


def _edge(persistent: Line, bands: Sequence[int]) -> Edge | None:
    """Where the line of persistent absence parts a band."""
    percent = float(100 * persistent.share)
    edge = int(percent) if percent.is_integer() else percent
    return edge if persistent.inclusive and edge not in bands else None


def _urgency(move: Move) -> tuple[object, ...]:
    edge = move.now if move.now is not None else move.was
    return HOW.index(move.how), -(edge or 0), -move.counts.absent, move.upn


def _of_school(
    marks: SchoolMarks, year: Spans, eve: date, bands: tuple[int, ...], *, persistent: Line, by_law: Edge | None
) -> Iterator[Move]:
    running = figures(marks, year.first)
    days = np.array([eve, year.on], dtype="datetime64[D]")
    for pupil, here in enumerate(marks.roll.on_roll(days).tolist()):
        both = [running.upto(pupil, day) for day in (eve, year.on)]
        over = [persistent.reached(counts.absent, counts.possible) for counts in both]
        was, now = (
            _band(counts, bands, by_law if reached else None) if held else None
            for held, counts, reached in zip(here, both, over, strict=True)
        )
        if was is None and now is None:
            continue
        yield Move(marks.urn, marks.roll.upns[pupil], _how(was, now, *over), was, now, *both)


def _band(counts: Counts, bands: tuple[int, ...], by_law: Edge | None) -> Edge | None:
    """The lower edge of the band, that of the law where the enrolment is over it; None where no session was
    possible."""
    if not counts.possible:
        return None
    edge = max(edge for edge in bands if 100 * counts.absent >= edge * counts.possible)
    return edge if by_law is None else max(edge, by_law)


def _how(was: Edge | None, now: Edge | None, over_before: bool, over: bool) -> str:
    if was is None or now is None:
        return NEW if was is None else LEFT
    if (was, over_before) == (now, over):
        return STUCK if over else SAME
    return WORSE if (now, over) > (was, over_before) else BETTER


@dataclass(frozen=True)
class BandFlow:
    """One band: how many were in it, came, went and are in it now. came_worse, came_better: from a band of less, of
    more absence · went_worse, went_better: into one."""

    edge: Edge
    was: int
    stayed: int
    new: int
    came_worse: int
    came_better: int
    went_worse: int
    went_better: int
    left: int
    now: int


def flows(found: Moved) -> tuple[BandFlow, ...]:
    """Every band with its comings and goings: was - went - left + new + came = now."""
    seen: Counter[tuple[str, Edge]] = Counter()
    for row in found.rows:
        if row.was is not None:
            went = "left" if row.now is None else "stayed" if row.now == row.was else f"went_{row.how}"
            seen.update([("was", row.was), (went, row.was)])
        if row.now is not None:
            came = [("new" if row.was is None else f"came_{row.how}", row.now)] if row.now != row.was else []
            seen.update([("now", row.now), *came])
    names = [field.name for field in fields(BandFlow) if field.name != "edge"]
    return tuple(BandFlow(edge, **{name: seen[name, edge] for name in names}) for edge in found.edges)
