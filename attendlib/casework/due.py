"""Which steps are due for one enrolment, and since when?

A step is due when all its conditions hold, what it requires is on record, and it is not done yet; a level for as long
as its conditions hold. Nothing is decided here: what is due is a prompt to a person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.done import DONE, MISSED, Done, History
from attendlib.casework.figures import Counts, Figures
from attendlib.casework.shape import Step, When
from attendlib.casework.standing import Policy
from attendlib.policy import rule

WAYS = {"done": (DONE,), "missed": (MISSED,), "either": (DONE, MISSED)}
DAYS_A_WEEK = 7


class Improvement(NamedTuple):
    """Attendance up to the day something was done and after it, and from when on that is long enough to judge."""

    since: Done
    before: Counts
    after: Counts
    measured_from: date

    @property
    def none(self) -> bool:
        """Attendance after it is not higher than before; never where one of the two has no possible session."""
        return self.after.no_better_than(self.before)


class Due(NamedTuple):
    """A step that is due, the day from which it has been, what it required, and the improvement that was measured."""

    step: Step
    since: date | None
    needed: tuple[Done, ...]
    improvement: Improvement | None


@dataclass(frozen=True, eq=False)
class Ladder:
    """A policy over one school's figures, as of a day.

    born: for each enrolment, the date of birth · of_school: a column of the school's row, empty where it has none ·
    siblings: for each enrolment, whether another pupil of the household is on roll in the city."""

    policy: Policy
    figures: Figures
    history: History
    on: date
    urn: str
    upns: tuple[str, ...]
    born: tuple[date | None, ...]
    phase: str
    of_school: Callable[[str], str]
    siblings: tuple[bool, ...]

    def limit(self, limit: Any) -> Any:
        """The number that a limit of the policy stands for at this school."""
        return self.policy.limit(limit, self.of_school)

    @cached_property
    def sessions_per_day(self) -> int:
        """Sessions in a school day."""
        return int(rule("school_year").on(self.on)["sessions_per_day"])

    def highest(self, pupil: int) -> Due | None:
        """The highest step due for one enrolment, None where none is."""
        found = (self._due(step, pupil) for step in reversed(self.standing[pupil]))
        return next((due for due in found if due), None)

    @cached_property
    def standing(self) -> list[list[Step]]:
        """For each enrolment the steps, lowest first, whose conditions of attendance, phase and family hold on the last
        day, whatever was done."""
        found: list[list[Step]] = [[] for _ in self.upns]
        for step in self.policy.says.steps:
            for pupil in np.flatnonzero(self._stands[step.step]).tolist():
                found[pupil].append(step)
        return found

    def lists(self, pupil: int) -> list[str]:
        """The lists of the policy on which the enrolment stands."""
        return [one.list for one in self.policy.says.lists if self._stands[one.list][pupil]]

    def recorded(self, pupil: int) -> tuple[Done, ...]:
        """Everything on record for one enrolment."""
        return self.history.of.get((self.urn, self.upns[pupil]), ())

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """The steps by name."""
        return {step.step: step for step in self.policy.says.steps}

    @cached_property
    def reviewed_after(self) -> Mapping[str, timedelta | None]:
        """How long after it was done a step or record is reviewed, by name; None for a record that says that a review
        has been held and asks for no further one."""
        says = self.policy.says
        asked = [(step.step, step.review_weeks) for step in says.steps]
        asked += [(one.record, one.review_weeks) for one in says.records]
        found = {name: self.weeks(limit) for name, limit in asked if limit is not None}
        return dict.fromkeys((one.record for one in says.records if one.closes_review), None) | found

    def held_by(self, done: Done, pupil: int) -> bool:
        """Whether attendance was as the step asks on the day it was done or on the school day before."""
        if not self.steps[done.step].when.of_attendance:
            return True
        last = int(np.searchsorted(self.figures.days, np.datetime64(done.date), side="right"))
        return bool(self._attendance[done.step][pupil, max(last - 2, 0) : last].any())

    @cached_property
    def _attendance(self) -> Mapping[str, NDArray[np.bool_]]:
        """By step or list: enrolment by day, whether attendance is as its condition says."""
        return {name: self._as_asked(when) for name, when in self._whens}

    @cached_property
    def _whens(self) -> list[tuple[str, When]]:
        return [(name, when) for (part, _), name, when in self.policy.says.whens if part != "schools"]

    def _as_asked(self, when: When) -> NDArray[np.bool_]:
        held = np.ones(self.figures.attended.shape, dtype=bool)
        for key, limit in when.limits.items():
            test = getattr(self.figures, key.removeprefix("attendance_"))
            held &= test(self.limit(limit))
        if when.misses:
            held &= self.figures.missed([self.policy.fewest_missed(when, born) for born in self.born])
        return held

    @cached_property
    def _stands(self) -> Mapping[str, NDArray[np.bool_]]:
        """By step or list: for each enrolment, whether its conditions hold on the last day, what was done apart."""
        siblings, none = np.array(self.siblings, dtype=bool), np.zeros(len(self.upns), dtype=bool)
        stands: dict[str, NDArray[np.bool_]] = {}
        for name, when in self._whens:
            mask = self._attendance[name]
            attending = mask[:, -1] if mask.shape[1] else none if when.of_attendance else ~none
            of_phase = not when.phases or self.phase in when.phases
            stands[name] = attending & of_phase & (siblings | (not when.siblings))
        return stands

    def _due(self, step: Step, pupil: int) -> Due | None:
        """The step as due for an enrolment for which it stands, None where it has to wait or was done."""
        enrolment = (self.urn, self.upns[pupil])
        if not self.recorded(pupil):
            waits = step.requires or step.when.no_improvement
            return None if waits else Due(step, self._since(step, pupil, (), None), (), None)
        if step.kind == "action" and self.history.latest(enrolment, step.step):
            return None
        if any(self.history.latest(enrolment, name) for name in step.unless_done):
            return None
        found = [self.history.latest(enrolment, need.step, WAYS[need.outcome]) for need in step.requires]
        needed = tuple(done for done in found if done)
        improvement = self.improvement(step, pupil)
        if len(needed) < len(found) or (step.when.no_improvement and not self._without(improvement)):
            return None
        return Due(step, self._since(step, pupil, needed, improvement), needed, improvement)

    def _without(self, improvement: Improvement | None) -> bool:
        return improvement is not None and improvement.none and self.on >= improvement.measured_from

    def improvement(self, step: Step, pupil: int) -> Improvement | None:
        """What a step's condition of no improvement measures; None where it has none or nothing was done yet."""
        asked = step.when.no_improvement
        since = asked and self.history.latest((self.urn, self.upns[pupil]), asked.since, WAYS["either"])
        if not asked or not since:
            return None
        before, after = self.figures.upto(pupil, since.date), self.figures.after(pupil, since.date)
        return Improvement(since, before, after, since.date + self.weeks(asked.after_weeks))

    def weeks(self, limit: Any) -> timedelta:
        """So many weeks."""
        return timedelta(days=int(DAYS_A_WEEK * self.limit(limit)))

    def _since(self, step: Step, pupil: int, needed: tuple[Done, ...], improvement: Improvement | None) -> date | None:
        """The day from which the conditions have held without a break; None where they are not of a day."""
        days = [done.date for done in needed]
        if improvement:
            days.append(improvement.measured_from)
        if step.when.of_attendance:
            broken = np.flatnonzero(~self._attendance[step.step][pupil])
            days.append(self.figures.days[broken[-1] + 1 if len(broken) else 0].item())
        return max(days, default=None)
