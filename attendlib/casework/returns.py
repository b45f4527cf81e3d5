"""Which statutory returns to the local authority does an absence call for?

Sources: the rules ``attendance_return`` (a continuous absence that was not authorised) and ``sickness_return``. The
second is about days to come, so its count is only a prompt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.runs import run_lengths
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.policy import Held, rule
from attendlib.store import Store


@dataclass(frozen=True)
class Return:
    """One return that an enrolment calls for.

    on: the school day with which a run of absence reached the number of days; None for a return that is a belief about
    days to come · first, last: first and last session day that counted · sessions: how many counted by the day asked
    about · reached_on: the day on which the count was reached · going_on: the run reaches to the last school day, or a
    session that counts stands on it."""

    urn: str
    upn: str
    name: str
    on: date | None
    first: date
    last: date
    sessions: int
    reached_on: date
    going_on: bool


def returns(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> tuple[Return, ...]:
    """The returns that the marks up to and including ``on`` call for in the academic year, in order of school, UPN and
    name. A run that began in the year before is followed into it. Raises NotInForce before the Regulations began."""
    first = year_to_date(city, on).start
    return tuple(one for marks in marks_of(city, store, on, urns) for one in called_for(marks, first, on))


def called_for(marks: SchoolMarks, first: date, on: date) -> list[Return]:
    """The returns that one school's marks call for in the academic year that begins with ``first``."""
    runs, sickness = rule("attendance_return").on(on), rule("sickness_return").on(on)
    return sorted([*_runs(marks, runs, first), *_illness(marks, sickness, first)], key=lambda one: (one.upn, one.name))


def _runs(marks: SchoolMarks, held: Held, first: date) -> Iterator[Return]:
    """The first run of each enrolment that reaches the number of days in the academic year."""
    missed = marks.having(held["codes"]).all(axis=2) & marks.on_roll
    length = run_lengths(missed)
    reached = length == held["school_days"]
    reached[:, marks.days < np.datetime64(first)] = False
    for pupil in np.flatnonzero(reached.any(axis=1)):
        day = int(np.argmax(reached[pupil]))
        gap = np.flatnonzero(~missed[pupil, day:])
        end = day + int(gap[0]) - 1 if len(gap) else missed.shape[1] - 1
        start = day - held["school_days"] + 1
        on = marks.days[day].item()
        began, ended = marks.days[[start, end]].tolist()
        sessions = int(length[pupil, end]) * marks.code.shape[2]
        upn = marks.roll.upns[pupil]
        yield Return(marks.urn, upn, held["return"], on, began, ended, sessions, on, going_on=not len(gap))


def _illness(marks: SchoolMarks, held: Held, first: date) -> Iterator[Return]:
    """The enrolments whose sessions of illness in the academic year reach the number."""
    ill = marks.having(held["codes"]).sum(axis=2)
    ill[:, marks.days < np.datetime64(first)] = 0
    total = np.cumsum(ill, axis=1)
    for pupil in np.flatnonzero((total >= held["sessions"]).any(axis=1)):
        days = np.flatnonzero(ill[pupil])
        reached = int(np.argmax(total[pupil] >= held["sessions"]))
        ends = marks.days[[days[0], days[-1], reached]].tolist()
        going_on = int(days[-1]) == len(marks.days) - 1
        sessions = int(total[pupil, -1])
        yield Return(
            marks.urn, marks.roll.upns[pupil], held["return"], None, ends[0], ends[1], sessions, ends[2], going_on
        )
