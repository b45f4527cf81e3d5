"""Who has attended every session, or much more than before, and should be told so?

Praise for attendance alone can be unfair to a pupil who is ill or disabled. So those who missed nothing but illness,
appointments and religious observance are told apart from those who missed nothing at all, and can be praised beside
them; a pupil whose earlier absence was mostly of that kind is not praised for being well again; and nobody on hold is
named: a person decides. Who is left out is counted, never lost in silence. Source of the numbers: the rule
``school_lists``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from attendlib.calendar import Period
from attendlib.casework.done import History
from attendlib.casework.figures import Counts, Figures, figures
from attendlib.casework.lists.spans import Spans, spans, within
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.policy import Held, rule
from attendlib.register import SESSIONS
from attendlib.store import Store

YEAR, BUT_ILLNESS, HALF_TERM, IMPROVED = FOR = ("year", "year but for illness", "half term", "improved")
"""What is recognised: every session of the year so far; every one but those missed for reasons that nobody has in hand;
every session of this half term; much more of this half term than of the one before."""

WELL_AGAIN = "well again"
"""More than in the half term before, in which most absence was in nobody's hand: counted, not named."""


@dataclass(frozen=True)
class Praise:
    """One thing to praise one enrolment for. counts: of the stretch it is about · before: of the half term before, for
    an improvement."""

    urn: str
    upn: str
    what: str
    counts: Counts
    before: Counts | None = None

    @property
    def gained(self) -> Fraction:
        """By how many percentage points attendance rose since the half term before, exactly; 0 where it was not
        compared."""
        if self.before is None:
            return Fraction(0)
        now, then = self.counts, self.before
        return 100 * (Fraction(now.attended, now.possible) - Fraction(then.attended, then.possible))


@dataclass(frozen=True)
class Recognition:
    """The answer: by school and what is recognised, most improved first. on_hold: pupils who would be named and are on
    hold · well_again: pupils counted as WELL_AGAIN · too_early: schools whose half term is still too short for
    anybody to have the possible sessions that it takes, which are ``least``."""

    rows: tuple[Praise, ...]
    on_hold: int
    well_again: int
    too_early: tuple[str, ...]
    least: int

    def of(self, *what: str) -> tuple[Praise, ...]:
        """The rows for some of FOR."""
        return tuple(row for row in self.rows if row.what in what)


def recognition(
    city: City, store: Store, policy: Policy, known: History, on: date, *, urns: Sequence[str] | None = None
) -> Recognition:
    """Whom to recognise among the pupils on roll on ``on``. ``policy`` says which record is a hold, ``known`` what is
    on record as it understands it."""
    held = rule("school_lists").on(on)
    rows: list[Praise] = []
    on_hold: set[tuple[str, str]] = set()
    well_again, early = 0, []
    for marks in marks_of(city, store, on, urns):
        year = spans(city, marks.urn, on)
        found = list(_of_school(marks, year, held))
        kept_back = {(p.urn, p.upn) for p in found if known.hold((p.urn, p.upn), policy.says.hold)}
        named = [praise for praise in found if (praise.urn, praise.upn) not in kept_back]
        rows += sorted((praise for praise in named if praise.what != WELL_AGAIN), key=_in_order)
        well_again += sum(praise.what == WELL_AGAIN for praise in named)
        on_hold |= kept_back
        if _sessions_held(marks, year) < held["fewest_possible"]:
            early.append(marks.urn)
    return Recognition(tuple(rows), len(on_hold), well_again, tuple(early), held["fewest_possible"])


def _in_order(praise: Praise) -> tuple[object, ...]:
    return FOR.index(praise.what), -praise.gained, praise.upn


def _of_school(marks: SchoolMarks, year: Spans, held: Held) -> Iterator[Praise]:
    """Everything to recognise at one school, holds not looked at."""
    running, excused = figures(marks, year.first), marks.having(held["not_in_hand"]).sum(axis=2)
    of_year = excused[:, marks.days >= np.datetime64(year.first)].sum(axis=1)
    of_before = excused[:, within(marks.days, year.half_term_before)].sum(axis=1)
    on_roll = marks.roll.on_roll(np.array([year.on], dtype="datetime64[D]"))[:, 0]
    for pupil in np.flatnonzero(on_roll).tolist():
        upn, whole = marks.roll.upns[pupil], running.upto(pupil, year.on)
        now, before = (_over(running, pupil, part, year.on) for part in (year.this_half_term, year.half_term_before))
        if whole.possible >= held["fewest_possible"] and whole.absent == of_year[pupil]:
            yield Praise(marks.urn, upn, BUT_ILLNESS if whole.absent else YEAR, whole)
        if now.possible < held["fewest_possible"]:
            continue
        if not now.absent:
            yield Praise(marks.urn, upn, HALF_TERM, now)
        compared = Praise(marks.urn, upn, IMPROVED, now, before)
        if before.possible >= held["fewest_possible"] and compared.gained >= held["improved_points"]:
            yield replace(compared, what=WELL_AGAIN) if 2 * of_before[pupil] > before.absent else compared


def _over(running: Figures, pupil: int, part: Period | None, on: date) -> Counts:
    """The counts of one stretch of the year, up to ``on``; nothing where there is no such stretch."""
    if part is None:
        return Counts(0, 0, 0)
    return running.upto(pupil, min(part.end, on)).less(running.upto(pupil, part.start - timedelta(days=1)))


def _sessions_held(marks: SchoolMarks, year: Spans) -> int:
    """Sessions of this half term so far."""
    return int(within(marks.days, year.this_half_term).sum()) * len(SESSIONS)
