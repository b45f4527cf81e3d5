"""Who moved between the bands of absence since this half term began?

Compared are the year up to the eve of the half term and the year to date, of pupils on roll on each of the two days.
The bands are those of the rule ``absence_bands``, told on integers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from attendlib.casework.figures import Counts, figures
from attendlib.casework.lists.line import PERSISTENT, line
from attendlib.casework.lists.spans import Spans, spans
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import City
from attendlib.policy import rule
from attendlib.store import Store

WORSE, STUCK, NEW, BETTER, LEFT, SAME = HOW = ("worse", "stuck", "new", "better", "left", "same")
"""How a pupil moved, those to look at first: into a band of more absence; in the same one and persistently absent on
both days; not in the figures before; into a band of less; no longer on roll; in the same one and not so."""


@dataclass(frozen=True)
class Move:
    """One enrolment. was, now: the lower edge of its band in percent of possible sessions missed, None where it was
    not on roll or had no possible session · before, counts: its sessions up to the eve and to date."""

    urn: str
    upn: str
    how: str
    was: int | None
    now: int | None
    before: Counts
    counts: Counts


@dataclass(frozen=True)
class Moved:
    """The answer: every enrolment that is in a band on one of the two days. edges: the bands' lower edges · first: the
    schools that are in their first half term of the year, so that nothing lies before it."""

    rows: tuple[Move, ...]
    edges: tuple[int, ...]
    first: tuple[str, ...]

    def of(self, *how: str) -> tuple[Move, ...]:
        """The rows that moved so."""
        return tuple(row for row in self.rows if row.how in how)


def moved(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> Moved:
    """Everybody's band on the eve of this half term and on ``on``: by school, then worse, stuck, new, better, left and
    the same, most absence first. Raises NotInForce before the bands had their rule."""
    edges = tuple(rule("absence_bands").on(on)["lower_edges"])
    rows: list[Move] = []
    without: list[str] = []
    for marks in marks_of(city, store, on, urns):
        year = spans(city, marks.urn, on)
        if year.eve is None:
            without.append(marks.urn)
            continue
        rows += sorted(_of_school(marks, year, year.eve, edges), key=_urgency)
    return Moved(tuple(rows), edges, tuple(without))


def _urgency(move: Move) -> tuple[object, ...]:
    edge = move.now if move.now is not None else move.was
    return HOW.index(move.how), -(edge or 0), -move.counts.absent, move.upn


def _of_school(marks: SchoolMarks, year: Spans, eve: date, edges: tuple[int, ...]) -> Iterator[Move]:
    running = figures(marks, year.first)
    days = np.array([eve, year.on], dtype="datetime64[D]")
    persistent = line(PERSISTENT, year.on)
    for pupil, here in enumerate(marks.roll.on_roll(days).tolist()):
        both = [running.upto(pupil, day) for day in (eve, year.on)]
        was, now = (_band(counts, edges) if held else None for held, counts in zip(here, both, strict=True))
        if was is None and now is None:
            continue
        stuck = all(persistent.reached(counts.absent, counts.possible) for counts in both)
        yield Move(marks.urn, marks.roll.upns[pupil], _how(was, now, stuck), was, now, *both)


def _band(counts: Counts, edges: tuple[int, ...]) -> int | None:
    """The lower edge of the band; None where no session was possible."""
    if not counts.possible:
        return None
    return max(edge for edge in edges if 100 * counts.absent >= edge * counts.possible)


def _how(was: int | None, now: int | None, stuck: bool) -> str:
    if was is None or now is None:
        return NEW if was is None else LEFT
    if was == now:
        return STUCK if stuck else SAME
    return WORSE if now > was else BETTER


@dataclass(frozen=True)
class BandFlow:
    """One band: how many were in it, came, went and are in it now. came_worse, came_better: from a band of less, of
    more absence · went_worse, went_better: into one."""

    edge: int
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
    seen: Counter[tuple[str, int]] = Counter()
    for row in found.rows:
        if row.was is not None:
            went = "left" if row.now is None else "stayed" if row.now == row.was else f"went_{row.how}"
            seen.update([("was", row.was), (went, row.was)])
        if row.now is not None:
            came = [("new" if row.was is None else f"came_{row.how}", row.now)] if row.now != row.was else []
            seen.update([("now", row.now), *came])
    names = [field.name for field in fields(BandFlow) if field.name != "edge"]
    return tuple(BandFlow(edge, **{name: seen[name, edge] for name in names}) for edge in found.edges)
