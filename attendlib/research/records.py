"""What does the whole year of each enrolment look like, day by day, and what was done for it when?

The running counts of casework for every school that sent single marks, with the days on which steps were taken. From
these, what was known on a day and what came after it are two slices that never overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.casework import notes_alone
from attendlib.casework.figures import figures
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.city import Intervention
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

    def upto(self, day: date) -> int:
        """How many school days there are up to and including ``day``: the place of the first after it."""
        return int(np.searchsorted(self.days, np.datetime64(day), side="right"))

    def before(self, day: date) -> int:
        """How many school days there are before ``day``."""
        return int(np.searchsorted(self.days, np.datetime64(day), side="left"))

    def day(self, place: int) -> date:
        """The school day at a place, counted from 0."""
        found: date = self.days[place].item()
        return found

    def over(self, first: int, last: int) -> Stretch:
        """The school days from place ``first`` up to but not including ``last``; before the first day is nothing."""
        first = max(first, 0)
        return Stretch(*(part[:, last] - part[:, first] for part in self._running))

    @cached_property
    def whole_school(self) -> tuple[Counts, Counts]:
        """Possible and absent sessions of all enrolments together before the first school day, up to it, and so on."""
        possible, absent, _ = (part.sum(axis=0) for part in self._running)
        return possible, absent

    def in_marks(self, first: int, last: int) -> slice:
        """Where the school days from place ``first`` up to ``last`` stand in ``marks``, which may go further back."""
        earlier = len(self.marks.days) - len(self.days)
        return slice(earlier + max(first, 0), earlier + last)

    @cached_property
    def on_roll(self) -> Flags:
        """Enrolment by school day."""
        return self.marks.roll.on_roll(self.days)

    def had(self, day: date, *besides: str) -> NDArray[np.object_]:
        """Which steps each enrolment had had before a day, by name; ``besides``: steps that do not count."""
        found = np.full(len(self.upns), "", dtype=object)
        for step, first in self.steps.items():
            if step not in besides:
                found[first < np.datetime64(day)] += f"{step};"
        return found

    def began(self, after: np.datetime64, last: np.datetime64, besides: str) -> NDArray[np.object_]:
        """The steps, but for one, that each enrolment had for the first time after a day and up to another."""
        names = [name for name in self.steps if name != besides]
        within = [(self.steps[name] > after) & (self.steps[name] <= last) for name in names]
        found = np.empty(len(self.upns), dtype=object)
        for place in range(len(found)):
            found[place] = tuple(name for name, had in zip(names, within, strict=True) if had[place])
        return found


def records(city: OpenCity) -> dict[str, Record]:
    """Every school that sent single marks, in order of the schools table."""
    start = academic_year_start(city.city.academic_year)
    phases = {school.urn: school.phase for school in city.city.schools}
    found, done = {}, steps_taken(city)
    for marks in marks_of(city.city, city.store, city.city.as_of):
        record = record_of(marks, phases[marks.urn], start, done)
        if len(record.days) and record.over(0, len(record.days)).possible.any():
            found[marks.urn] = record
    return found


def steps_taken(city: OpenCity) -> tuple[Intervention, ...]:
    """The rows of the interventions table by which something was done: neither holds nor that a review was held."""
    return tuple(one for one in city.city.interventions if one.step not in notes_alone())


def record_of(marks: SchoolMarks, phase: str, start: date, done: Sequence[Intervention] = ()) -> Record:
    """One school's record from ``start`` on. done: the city's interventions, of which those of this school count."""
    counts = figures(marks, start)
    absent = counts.authorised + counts.unauthorised
    running = tuple(_from_nothing(part) for part in (counts.possible, absent, counts.unauthorised))
    return Record(marks, phase, counts.days, _steps(marks, done), running)  # type: ignore[arg-type]


def _from_nothing(running: NDArray[np.int32]) -> Counts:
    """The counts before the first day, after it, and so on."""
    return np.pad(running.astype(np.int64), ((0, 0), (1, 0)))


def _steps(marks: SchoolMarks, done: Sequence[Intervention]) -> dict[str, NDArray[np.datetime64]]:
    """Every step of the city in order of name, also those that nobody here had."""
    first: dict[str, NDArray[np.datetime64]] = {
        name: np.full(len(marks.roll.upns), NEVER) for name in sorted({one.step for one in done})
    }
    for one in done:
        row = marks.roll.number.get(one.upn) if one.urn == marks.urn else None
        # NaT is never smaller, so a day is taken where there is none yet.
        if row is not None and not first[one.step][row] <= np.datetime64(one.date):
            first[one.step][row] = np.datetime64(one.date)
    return first
