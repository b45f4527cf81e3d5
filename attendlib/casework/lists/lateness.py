"""Who is late so often this half term that somebody should speak with the family, and on which day of the week?

Late before the register closed counts as present and would be seen nowhere else; late after it is a session missed. The
number from which it is often is that of the rule ``school_lists``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import weekday
from attendlib.casework.figures import Counts, figures
from attendlib.casework.lists.spans import spans, within
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import City
from attendlib.codes import code_book
from attendlib.policy import rule
from attendlib.store import Store

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Times(NamedTuple):
    """Sessions for which a pupil came late: before the register closed, and after it."""

    before_close: int
    after_close: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.before_close + self.after_close


@dataclass(frozen=True)
class Late:
    """One enrolment that was late this half term.

    often: so many times that it is on the list · now, before, year: this half term, the one before, the year so far ·
    timed, minutes: in how many of this half term's the register gives the minutes, and their sum · mostly_on: the day
    of the week on which more than half of this half term's fall, empty for none · last: the last day · counts: of the
    year so far."""

    urn: str
    upn: str
    often: bool
    now: Times
    before: Times
    year: Times
    timed: int
    minutes: int
    mostly_on: str
    last: date
    counts: Counts


def lateness(city: City, store: Store, on: date, urns: Sequence[str] | None = None) -> tuple[Late, ...]:
    """Everybody on roll who was late this half term, by school, most often first."""
    often = int(rule("school_lists").on(on)["often_late"])
    found: list[Late] = []
    for marks in marks_of(city, store, on, urns, minutes=True):
        found += sorted(_of_school(city, marks, on, often), key=lambda one: (-one.now.all, -one.year.all, one.upn))
    return tuple(found)


def _of_school(city: City, marks: SchoolMarks, on: date, often: int) -> list[Late]:
    year = spans(city, marks.urn, on)
    this, before = (within(marks.days, part) for part in (year.this_half_term, year.half_term_before))
    whole, running = marks.days >= np.datetime64(year.first), figures(marks, year.first)
    late = [marks.having(code_book().late_codes[when]) for when in ("before", "after")]
    here = marks.roll.on_roll(np.array([on], dtype="datetime64[D]"))[:, 0]
    found = []
    for pupil in np.flatnonzero(here & (late[0] | late[1])[:, this].any(axis=(1, 2))).tolist():
        now, earlier, so_far = (
            Times(*(int(kind[pupil, part].sum()) for kind in late)) for part in (this, before, whole)
        )
        known = _minutes(marks, pupil, (late[0] | late[1])[pupil], this)
        days = np.repeat(marks.days[this], (late[0] | late[1])[pupil, this].sum(axis=1))
        found.append(
            Late(
                marks.urn,
                marks.roll.upns[pupil],
                now.all >= often,
                now,
                earlier,
                so_far,
                len(known),
                int(known.sum()),
                _mostly(days),
                days[-1].item(),
                running.now[pupil],
            )
        )
    return found


def _minutes(marks: SchoolMarks, pupil: int, late: NDArray[np.bool_], part: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The minutes of those late sessions for which the register gives them."""
    if marks.minutes is None:
        return np.empty(0, dtype=np.float32)
    told = marks.minutes[pupil][late & part[:, np.newaxis]]
    return told[~np.isnan(told)]


def _mostly(days: NDArray[np.datetime64]) -> str:
    times = np.bincount(weekday(days).astype(np.int64), minlength=len(DAYS))
    return DAYS[int(times.argmax())] if 2 * int(times.max()) > len(days) > 1 else ""
