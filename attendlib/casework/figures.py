"""How much did each enrolment of a school attend up to each day of the academic year, and between two of them?

The counts of ``measures`` (attended = present + activity, possible = attended + absent), day by day, because a step
asks what they were when an earlier one was taken. Comparisons are on whole numbers, never on a rounded rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.marks import SchoolMarks
from attendlib.codes import Category
from attendlib.rounding import percent


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

    @property
    def share(self) -> Fraction:
        """The share of possible sessions attended, exactly; whole where none was possible. For putting in order."""
        return Fraction(self.attended, self.possible) if self.possible else Fraction(1)

    def less(self, earlier: "Counts") -> "Counts":
        """What came after an earlier day of which these were the counts."""
        return Counts(*(now - then for now, then in zip(self, earlier, strict=True)))

    def points_over(self, before: "Counts", places: int = 1) -> Decimal | None:
        """By how many percentage points attendance is above what it was, rounded once; None where one of the two has no
        possible session."""
        change = self.attended * before.possible - before.attended * self.possible
        size = percent(abs(change), self.possible * before.possible, places)
        return -size if size is not None and change < 0 else size

    def no_better_than(self, before: "Counts") -> bool:
        """Attendance is not higher than it was; never where one of the two has no possible session."""
        measured = self.possible > 0 and before.possible > 0
        return measured and self.attended * before.possible <= before.attended * self.possible


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

    @cached_property
    def now(self) -> list[Counts]:
        """Every enrolment's counts of the year so far."""
        if not len(self.days):
            return [Counts(0, 0, 0)] * len(self.attended)
        last = (part[:, -1].tolist() for part in (self.attended, self.authorised, self.unauthorised))
        return [Counts(*of_one) for of_one in zip(*last, strict=True)]

    def upto(self, pupil: int, day: date) -> Counts:
        """An enrolment's counts up to and including a day."""
        last = int(np.searchsorted(self.days, np.datetime64(day), side="right")) - 1
        if last < 0:
            return Counts(0, 0, 0)
        return Counts(*(int(part[pupil, last]) for part in (self.attended, self.authorised, self.unauthorised)))

    def after(self, pupil: int, day: date) -> Counts:
        """An enrolment's counts from the day after ``day`` on."""
        return self.now[pupil].less(self.upto(pupil, day))

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

    def missed(self, fewest: Sequence[float]) -> NDArray[np.bool_]:
        """Enrolment by day: so many sessions or more were missed, of those that were possible, of which there is one.
        ``fewest``: of each enrolment."""
        absent = self.authorised + self.unauthorised
        found: NDArray[np.bool_] = absent >= np.array(fewest, dtype=np.float64)[:, np.newaxis]
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
