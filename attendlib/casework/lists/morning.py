"""Who is not there in the first session of a day, and of whom is the reason not known?

The afternoon is not looked at, so that the answer for a day is the same whenever it is asked of the same marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.marks import CATEGORIES, NO_MARK, SchoolMarks
from attendlib.casework.runs import run_lengths
from attendlib.checks.classes import silent
from attendlib.codes import Category, code_book
from attendlib.policy import rule

THERE = (Category.PRESENT, Category.ACTIVITY)
ABSENT = (Category.AUTHORISED, Category.UNAUTHORISED)


@dataclass(frozen=True, eq=False)
class Morning:
    """The first session of a day at one school, whose marks go up to that day."""

    marks: SchoolMarks
    on: date

    @property
    def is_open(self) -> bool:
        """The school holds sessions that day."""
        days = self.marks.days
        return bool(len(days) and days[-1] == np.datetime64(self.on))

    @property
    def taken(self) -> bool:
        """Somebody has a mark in the first session."""
        return self.is_open and bool((self.marks.code[:, -1, 0] != NO_MARK).any())

    @cached_property
    def not_taken(self) -> tuple[tuple[str, int], ...]:
        """The classes without a mark where others have one, with their pupils: there the register comes first."""
        marked = self.marks.code[:, -1:, 0] != NO_MARK
        found = silent(self.marks.roll.class_names, marked, self.marks.on_roll[:, -1:])
        return tuple((name, pupils) for name, _, pupils in found)

    @cached_property
    def unknown(self) -> NDArray[np.bool_]:
        """Each enrolment: on roll, its class's register taken, and no reason is known for the first session."""
        skipped = np.isin(self._classes, [name for name, _ in self.not_taken])
        return self.marks.on_roll[:, -1] & ~skipped & self._without_reason[:, -1]

    @cached_property
    def absent(self) -> NDArray[np.bool_]:
        """Each enrolment: marked absent in the first session, for whatever reason but that of having come late."""
        away = np.isin(self.marks.category[:, -1, 0], [CATEGORIES.index(kind.value) for kind in ABSENT])
        return away & ~self._late[:, -1, 0]

    @cached_property
    def missing(self) -> Mapping[str, str]:
        """The pupils who are not there, by UPN, with their mark (empty for none)."""
        if not self.taken:
            return {}
        return {self.marks.roll.upns[i]: self.code_of(i) for i in np.flatnonzero(self.unknown | self.absent).tolist()}

    def code_of(self, pupil: int) -> str:
        """The mark of the first session, empty for none."""
        position = int(self.marks.code[pupil, -1, 0])
        return "" if position == NO_MARK else self.marks.codes[position]

    def days_without_reason(self, pupil: int) -> int:
        """Days in a row, this one included, for no session of which a reason is known."""
        held = (self._without_reason & self.marks.on_roll)[pupil : pupil + 1, self._registered(pupil)]
        return int(run_lengths(held)[0, -1])

    def last_present(self, pupil: int) -> int | None:
        """The position of the last day before this one on which the pupil came; None where there is none."""
        found = np.flatnonzero(self._there[pupil, :-1])
        return int(found[-1]) if len(found) else None

    def days_missed(self, pupil: int, after: int | None) -> int:
        """Days after that position, this one included, on which a session was missed or nothing was marked."""
        missed = self._missed[pupil] & self.marks.on_roll[pupil] & self._registered(pupil)
        return int(missed[0 if after is None else after + 1 :].sum())

    @cached_property
    def _late(self) -> NDArray[np.bool_]:
        """Enrolment by day by session: came after the register had closed."""
        return self.marks.having(code_book().late_codes["after"])

    @cached_property
    def _there(self) -> NDArray[np.bool_]:
        return (self.marks.counting(*THERE) > 0) | self._late.any(axis=2)

    @cached_property
    def _missed(self) -> NDArray[np.bool_]:
        missed: NDArray[np.bool_] = (self.marks.counting(*ABSENT) > 0) | (self.marks.code == NO_MARK).all(axis=2)
        missed[:, -1] = True
        return missed

    def _registered(self, pupil: int) -> NDArray[np.bool_]:
        """For each day: somebody of the pupil's class has a mark, or, where the pupil is alone in it, of the school. A
        day without any says nothing of one pupil."""
        name = self._classes[pupil]
        if name not in self._by_class:
            own = self._classes == name
            self._by_class[name] = np.any(self._marked[own if own.sum() > 1 else slice(None)], axis=0)
        return self._by_class[name]

    @cached_property
    def _classes(self) -> NDArray[np.str_]:
        return np.array(self.marks.roll.class_names)

    @cached_property
    def _marked(self) -> NDArray[np.bool_]:
        """Enrolment by day: some mark stands there."""
        return (self.marks.code != NO_MARK).any(axis=2)

    @cached_property
    def _by_class(self) -> dict[str, NDArray[np.bool_]]:
        """What ``_registered`` has been asked already."""
        return {}

    @cached_property
    def _without_reason(self) -> NDArray[np.bool_]:
        """Enrolment by day: no mark, or that for no reason yet, in every session; of this day the first alone."""
        unknown = (self.marks.code == NO_MARK) | self.marks.having([rule("code_n_resolution").on(self.on)["code"]])
        whole: NDArray[np.bool_] = unknown.all(axis=2)
        whole[:, -1] = unknown[:, -1, 0]
        return whole
