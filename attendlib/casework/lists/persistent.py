"""Who is persistently or severely absent or about to become so, can it still be avoided, and when can it be over?

Told of pupils on roll. Every session that the calendar still holds is taken to be possible for a pupil on roll then;
a session up to the day that has no mark yet counts neither as held nor as still to come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.figures import Counts, figures
from attendlib.casework.lists.line import PERSISTENT, SEVERE, Line, lines
from attendlib.casework.lists.spans import Spans, spans
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import City
from attendlib.policy import rule
from attendlib.register import SESSIONS
from attendlib.store import Store

NEAR = "near"
"""Beside the names of the two rules: not in a class yet, but close to persistent absence."""


@dataclass(frozen=True)
class Standing:
    """How an enrolment stands to one line.

    reached: it is in the class now · in_a_row: how many of the very next sessions may be missed before it is, None when
    it is · by_term, by_year: how many of the sessions to come may be missed for it not to be in the class at the end of
    the term and of the year, None where it will be whatever happens · out_on: the first school day on which it is out
    of the class if every session to come is attended, None where it is not in it, or where the calendar ends before ·
    near: from ``near_from`` on and not in it, and a few more sessions in a row would reach it."""

    reached: bool
    in_a_row: int | None
    by_term: int | None
    by_year: int | None
    out_on: date | None
    near: bool

    @property
    def avoidable(self) -> bool:
        """Whether it can still be kept out of, or got out of, by the end of the year."""
        return self.by_year is not None


@dataclass(frozen=True)
class Headroom:
    """One enrolment on roll, its sessions of the year so far, and how many are to come in the term and the year."""

    urn: str
    upn: str
    counts: Counts
    to_come_term: int
    to_come_year: int
    persistent: Standing
    severe: Standing

    @property
    def kind(self) -> str:
        """SEVERE, PERSISTENT or NEAR; empty for nobody to worry about."""
        if self.severe.reached:
            return SEVERE
        return PERSISTENT if self.persistent.reached else NEAR if self.persistent.near else ""


@dataclass(frozen=True)
class Persistent:
    """The answer: everybody on roll with a possible session, those in a class first, then those near one, least
    attendance first. without: pupils on roll without a possible session · gone: pupils who have left and were
    persistently absent, whom the school's figures still count."""

    rows: tuple[Headroom, ...]
    without: int
    gone: int

    def of(self, *kinds: str) -> tuple[Headroom, ...]:
        """The rows of some kinds."""
        return tuple(row for row in self.rows if row.kind in kinds)


def persistent(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> Persistent:
    """How far everybody is from the two lines, by the marks up to and including ``on``.

    Raises NotInForce and MeasureError for years in which the lines were no share of the own sessions."""
    drawn = [(asked, Line(asked.rule, Fraction(near_from(asked, on), 100), inclusive=True)) for asked in lines(on)]
    rows: list[Headroom] = []
    without = gone = 0
    for marks in marks_of(city, store, on, urns):
        of_school = list(_of_school(marks, spans(city, marks.urn, on), drawn))
        on_roll = marks.roll.on_roll(np.array([on], dtype="datetime64[D]"))[:, 0]
        here = {upn for upn, held in zip(marks.roll.upns, on_roll, strict=True) if held}
        rows += [row for row in of_school if row.upn in here and row.counts.possible]
        without += sum(row.upn in here and not row.counts.possible for row in of_school)
        gone += sum(row.upn not in here and row.persistent.reached for row in of_school)
    return Persistent(tuple(sorted(rows, key=_urgency)), without, gone)


def _urgency(row: Headroom) -> tuple[object, ...]:
    order = (SEVERE, PERSISTENT, NEAR, "")
    first = row.persistent.in_a_row if row.kind == NEAR else 0
    return row.urn, order.index(row.kind), first, row.counts.share, row.upn


def near_from(asked: Line, on: date) -> int:
    """The percent of sessions missed from which on a line can be near: the lower edge of the band of absence in which,
    or at whose end, it lies."""
    edges: Sequence[int] = rule("absence_bands").on(on)["lower_edges"]
    return next((low for low, high in pairwise(edges) if high >= 100 * asked.share), edges[-1])


def _of_school(marks: SchoolMarks, year: Spans, drawn: Sequence[tuple[Line, Line]]) -> Iterator[Headroom]:
    running, near = figures(marks, year.first), int(rule("school_lists").on(year.on)["near_sessions"])
    for pupil, spell in enumerate(marks.roll.latest):
        last = np.datetime64(spell.leaving) if spell.leaving else None
        term, days = (_until(part, last) for part in (year.to_come_this_term, year.to_come))
        counts = running.upto(pupil, year.on)
        standing = (_standing(asked, below, counts, (term, days), near) for asked, below in drawn)
        yield Headroom(marks.urn, spell.upn, counts, _sessions(term), _sessions(days), *standing)


def _until(days: NDArray[np.datetime64], last: np.datetime64 | None) -> NDArray[np.datetime64]:
    return days if last is None else days[days <= last]


def _sessions(days: NDArray[np.datetime64]) -> int:
    return len(days) * len(SESSIONS)


def _standing(
    asked: Line, below: Line, counts: Counts, to_come: Sequence[NDArray[np.datetime64]], near: int
) -> Standing:
    absent, possible, (term, days) = counts.absent, counts.possible, to_come
    in_a_row = asked.in_a_row(absent, possible, _sessions(days))
    needed = -(-asked.way_out(absent, possible) // len(SESSIONS))
    return Standing(
        reached=in_a_row is None,
        in_a_row=in_a_row,
        by_term=asked.may_miss(absent, possible, _sessions(term)),
        by_year=asked.may_miss(absent, possible, _sessions(days)),
        out_on=days[needed - 1].item() if 0 < needed <= len(days) else None,
        near=in_a_row is not None and in_a_row < min(near, _sessions(days)) and below.reached(absent, possible),
    )
