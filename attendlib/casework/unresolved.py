"""Which absences still wait for their reason, and for how many school days?

Source: the rule ``code_n_resolution``. Such a session counts as unauthorised, towards thresholds too, until its code is
replaced.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.policy import Held, rule
from attendlib.register import SESSIONS
from attendlib.store import Store


@dataclass(frozen=True)
class Unresolved:
    """One session without a reason. open_for: school days after it, up to the day asked about · due_by: the last school
    day on which the reason is in time, None where the calendar ends before · late: that day is over."""

    urn: str
    upn: str
    day: date
    session: str
    open_for: int
    due_by: date | None
    late: bool


def unresolved(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> tuple[Unresolved, ...]:
    """Every session of the academic year up to ``on`` that still has the provisional code, by school, UPN and time.
    Raises NotInForce before the rule's first day."""
    held, first = rule("code_n_resolution").on(on), np.datetime64(year_to_date(city, on).start)
    return tuple(one for marks in marks_of(city, store, on, urns) for one in _of_school(marks, held, on, first))


def _of_school(marks: SchoolMarks, held: Held, on: date, first: np.datetime64) -> list[Unresolved]:
    waiting = marks.having([held["code"]])
    waiting[:, marks.days < first] = False
    days, allowed = marks.calendar.days, held["school_days"]
    open_for = marks.calendar.days_after(marks.days, on).tolist()
    found = []
    for pupil, day, session in zip(*(places.tolist() for places in np.nonzero(waiting)), strict=True):
        last = day + allowed
        due_by = days[last].item() if last < len(days) else None
        late = open_for[day] > allowed
        when = marks.days[day].item(), SESSIONS[session]
        found.append(Unresolved(marks.urn, marks.roll.upns[pupil], *when, open_for[day], due_by, late))
    return sorted(found, key=lambda one: (one.upn, one.day, one.session))
