"""What does the whole year of each enrolment look like, day by day, and what was done for it when?

The running counts of casework for every school that sent single marks, with the days on which steps were taken. From
these, what was known on a day and what came after it are two slices that never overlap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.figures import figures
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.intake import OpenCity
from attendlib.policy import academic_year_start

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True, eq=False)
class Stretch:
    """Sessions of every enrolment of a school over some of its days."""

    possible: Counts
    absent: Counts
    unauthorised: Counts

    @property
    def rate(self) -> NDArray[np.float64]:
        """Percent of possible sessions missed; NaN where none was possible."""
        return np.divide(
            100.0 * self.absent, self.possible, out=np.full(len(self.absent), np.nan), where=self.possible > 0
        )


@dataclass(frozen=True, eq=False)
class Record:
    """One school's year up to the as-of day.

    days: its school days · steps: step -> the first day on which each enrolment had it (NaT: never); rows of the
    interventions table that fit no enrolment are in none."""

    marks: SchoolMarks
    phase: str
    days: NDArray[np.datetime64]
    steps: Mapping[str, NDArray[np.datetime64]]
    _running: tuple[Counts, Counts, Counts]

    @property
    def urn(self) -> str:
        """The school."""
        return self.marks.urn

    @property
    def upns(self) -> tuple[str, ...]:
        """Each enrolment's pupil."""
        return self.marks.roll.upns

    def place(self, day: date | np.datetime64) -> int:
        """How many school days there are up to and including ``day``."""
        return int(np.searchsorted(self.days, np.datetime64(day), side="right"))

    def over(self, first: int, last: int) -> Stretch:
        """The school days from place ``first`` up to but not including ``last``; before the first day is nothing."""
        first = max(first, 0)
        return Stretch(*(part[:, last] - part[:, first] for part in self._running))

    @cached_property
    def on_roll(self) -> Flags:
        """Enrolment by school day."""
        return self.marks.roll.on_roll(self.days)

    def had(self, day: date | np.datetime64, *besides: str) -> NDArray[np.int64]:
        """Which steps each enrolment had had by the end of a day, as a number that is the same for the same steps;
        ``besides``: steps that do not count."""
        found = np.zeros(len(self.upns), dtype=np.int64)
        for place, step in enumerate(self.steps):
            if step not in besides:
                found |= np.where(self.steps[step] <= np.datetime64(day), 1 << place, 0)
        return found


def records(city: OpenCity) -> dict[str, Record]:
    """Every school that sent single marks, in order of the schools table."""
    start = academic_year_start(city.city.academic_year)
    phases = {school.urn: school.phase for school in city.city.schools}
    names = sorted({done.step for done in city.city.interventions})
    found = {}
    for marks in marks_of(city.city, city.store, city.city.as_of):
        counts = figures(marks, start)
        if not len(counts.days) or not counts.possible[:, -1].any():
            continue
        absent = counts.authorised + counts.unauthorised
        running = tuple(_from_nothing(part) for part in (counts.possible, absent, counts.unauthorised))
        steps = _steps(city, marks, names)
        found[marks.urn] = Record(marks, phases[marks.urn], counts.days, steps, running)  # type: ignore[arg-type]
    return found


def _from_nothing(running: NDArray[np.int32]) -> Counts:
    """The counts before the first day, after it, and so on."""
    return np.pad(running.astype(np.int64), ((0, 0), (1, 0)))


def _steps(city: OpenCity, marks: SchoolMarks, names: list[str]) -> dict[str, NDArray[np.datetime64]]:
    first: dict[str, NDArray[np.datetime64]] = {name: np.full(len(marks.roll.upns), NEVER) for name in names}
    for done in city.city.interventions:
        row = marks.roll.number.get(done.upn) if done.urn == marks.urn else None
        if row is not None:
            day = np.datetime64(done.date)
            # NaT is never smaller, so the first day is taken where there is none yet.
            if not first[done.step][row] <= day:
                first[done.step][row] = day
    return first
