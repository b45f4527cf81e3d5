"""What did the pupils of an invented city miss, and what would they have missed had nobody ever had a step?

Letters change nothing and meetings call off spells of absence to come, so the marks as they stood before anybody was
followed up are the outcome that no real city shows. The city is held in memory: no register is written and read again.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.casework.marks import CATEGORIES, NO_MARK, SchoolMarks
from attendlib.city import Intervention
from attendlib.city.roll import SchoolRoll
from attendlib.codes import Category
from attendlib.research.models.fitted import Estimate
from attendlib.research.records import Record, record_of
from attendlib.research.steps.found import DAYS
from attendlib.research.steps.matching import matched, with_expected
from attendlib.research.steps.moments import moments
from attendlib.research.steps.parts import parts
from attendlib.synth import letters
from attendlib.synth.city import plan_city
from attendlib.synth.facts import counting, marks
from attendlib.synth.fill import Filled, fill
from attendlib.synth.plan import Plan, Stream
from attendlib.synth.schools import PlannedSchool
from attendlib.synth.terms import days_of, year_of

from .random_marks import enrolled

YEAR = "2025/26"
SCHOOLS, PUPILS = 12, 2400


@dataclass(frozen=True, eq=False)
class Planted:
    """A city of one seed. held: each school's record, by URN · without: the same had nobody had a step · given: the
    steps, a row each (urn, upn, day, step)."""

    held: dict[str, Record]
    without: dict[str, Record]
    given: pd.DataFrame


@dataclass(frozen=True)
class Told:
    """What is found of a step: the change before and after, the effect, and what it truly was for the very pupils
    compared, in percentage points of absence."""

    change: Estimate
    effect: Estimate
    truth: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.effect.low <= self.truth <= self.effect.high


def city(seed: int, schools: int = SCHOOLS, pupils: int = PUPILS) -> Planted:
    """The city, without the schools that send a census alone."""
    plan = plan_city(schools, pupils, seed, year_of(YEAR), None, faults=False)
    done: list[Intervention] = []
    cells: dict[str, tuple[NDArray[np.uint8], NDArray[np.uint8]]] = {}
    marked = [school for school in plan.schools if not school.sends_census]
    for school in marked:
        filled = _filled(plan, school)
        before = filled.sheet.cells.copy()
        steps = letters.follow(filled, plan.year.start, Stream.LETTERS.of(seed, school.number))
        cells[school.urn] = filled.sheet.cells, before
        upns = _upns(plan, school)
        done += [
            Intervention(school.urn, upns[one.row], one.day.item(), one.step, one.outcome, row)
            for row, one in enumerate(steps)
        ]
    held, without = (
        {
            school.urn: record_of(_marks(plan, school, cells[school.urn][which]), school.phase, plan.year.start, done)
            for school in marked
        }
        for which in (0, 1)
    )
    rows = [(one.urn, one.upn, one.date, one.step) for one in done]
    return Planted(held, without, pd.DataFrame(rows, columns=["urn", "upn", "day", "step"]))


def told(made: Planted, step: str, without: bool = False) -> Told:
    """What is found of a step; ``without``: in the marks in which no step changed anything."""
    held = made.without if without else made.held
    given = made.given[made.given.step == step].drop(columns="step")
    pairs = matched(with_expected(moments(held, given, step, DAYS).rows))
    change, _, effect = parts(pairs)
    gone = [one.after - _missed(made.without[one.urn], one) for one in pairs[pairs.treated == 1].itertuples()]
    return Told(change, effect, float(np.mean(gone)))


def _missed(record: Record, one: object) -> float:
    """Percent of sessions missed in the days after a step."""
    place = record.upto(one.day)  # type: ignore[attr-defined]
    return float(record.over(place, place + DAYS).rate[record.marks.roll.number[one.upn]])  # type: ignore[attr-defined]


def _filled(plan: Plan, school: PlannedSchool) -> Filled:
    own = plan.enrolments.of(school.number)
    days = days_of(plan.calendar, school.urn, plan.year.start, plan.last)
    rng = Stream.MARKS.of(plan.seed, school.number)
    return fill(school, own, plan.people, days, occasions=plan.occasions, rng=rng)


def _upns(plan: Plan, school: PlannedSchool) -> list[str]:
    return [plan.people.upn[i] for i in plan.enrolments.of(school.number).person.tolist()]


def _marks(plan: Plan, school: PlannedSchool, cells: NDArray[np.uint8]) -> SchoolMarks:
    own, days = plan.enrolments.of(school.number), days_of(plan.calendar, school.urn, plan.year.start, plan.last)
    spells = tuple(
        enrolled(row, school.urn, upn, entry.item(), leaving.item())
        for row, (upn, entry, leaving) in enumerate(zip(_upns(plan, school), own.entry, own.leaving, strict=True))
    )
    code = cells.reshape(len(cells), -1, 2)[:, days.open].astype(np.int16)
    roll, calendar = SchoolRoll(school.urn, spells), plan.calendar.of(school.urn)
    return SchoolMarks(school.urn, roll, calendar, days.days[days.open], marks(), code, _counted(plan)[code])


def _counted(plan: Plan) -> NDArray[np.int8]:
    """What each mark counts as, as a place in CATEGORIES."""
    kinds = (Category.PRESENT, Category.AUTHORISED, Category.UNAUTHORISED)
    found = np.full(len(marks()), NO_MARK, dtype=np.int8)
    for kind, having in zip(kinds, counting(plan.year.start), strict=True):
        found[having] = CATEGORIES.index(kind.value)
    return found
