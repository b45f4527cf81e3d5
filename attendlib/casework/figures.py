"""How much did each enrolment of a school attend up to each day of the academic year, and between two of them?

The counts of ``measures`` (attended = present + activity, possible = attended + absent), day by day, because a step
asks what they were when an earlier one was taken. Comparisons are on whole numbers, never on a rounded rate.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.marks import SchoolMarks
from attendlib.codes import Category


class Counts(NamedTuple):
    """Sessions of one enrolment over some days."""

    attended: int
    authorised: int
    unauthorised: int

    @property
    def absent(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        return self.attended + self.absent


@dataclass(frozen=True, eq=False)
class Figures:
    """Running counts of one school: enrolment by day, each day included. days: the school days of the year so far."""

    days: NDArray[np.datetime64]
    attended: NDArray[np.int32]
    authorised: NDArray[np.int32]
    unauthorised: NDArray[np.int32]

    @property
    def possible(self) -> NDArray[np.int32]:
        return self.attended + self.authorised + self.unauthorised

    def upto(self, pupil: int, day: date) -> Counts:
        """An enrolment's counts up to and including a day."""
        last = int(np.searchsorted(self.days, np.datetime64(day), side="right")) - 1
        if last < 0:
            return Counts(0, 0, 0)
        return Counts(*(int(part[pupil, last]) for part in (self.attended, self.authorised, self.unauthorised)))

    def after(self, pupil: int, day: date) -> Counts:
        """An enrolment's counts from the day after ``day`` on."""
        if not len(self.days):
            return Counts(0, 0, 0)
        whole, before = self.upto(pupil, self.days[-1].item()), self.upto(pupil, day)
        return Counts(*(one - other for one, other in zip(whole, before, strict=True)))

    def below(self, percent: Fraction) -> NDArray[np.bool_]:
        """Enrolment by day: attendance is below so many percent of the possible sessions, of which there is one."""
        found: NDArray[np.bool_] = self._scaled(percent) < 0
        return found & (self.possible > 0)

    def at_most(self, percent: Fraction) -> NDArray[np.bool_]:
        """The same, exactly so many percent included."""
        found: NDArray[np.bool_] = self._scaled(percent) <= 0
        return found & (self.possible > 0)

    def at_least(self, percent: Fraction) -> NDArray[np.bool_]:
        """Enrolment by day: attendance is so many percent or more."""
        found: NDArray[np.bool_] = self._scaled(percent) >= 0
        return found & (self.possible > 0)

    def _scaled(self, percent: Fraction) -> NDArray[np.int64]:
        """Attended sessions less those that so many percent would be, times a whole number."""
        scale = 100 * percent.denominator
        wanted = percent.numerator * self.possible.astype(np.int64)
        found: NDArray[np.int64] = scale * self.attended.astype(np.int64) - wanted
        return found


def figures(marks: SchoolMarks, first: date) -> Figures:
    """The running counts of one school from ``first`` to the day that its marks go up to."""
    start = int(np.searchsorted(marks.days, np.datetime64(first)))

    def running(*categories: Category) -> NDArray[np.int32]:
        found: NDArray[np.int32] = np.cumsum(marks.counting(*categories)[:, start:], axis=1, dtype=np.int32)
        return found

    return Figures(
        marks.days[start:],
        running(Category.PRESENT, Category.ACTIVITY),
        running(Category.AUTHORISED),
        running(Category.UNAUTHORISED),
    )
