"""Which schools is each invented school set beside as similar, and how far apart are they?

Those of its phase, of the city or of an invented country around it, that are nearest by two things that anybody can
look up. The choice is as good as any other: it is there to be contested.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attendlib.rounding import half_up, percent
from attendlib.synth import history
from attendlib.synth.citytables import write_table
from attendlib.synth.facts import MEASURES, level
from attendlib.synth.plan import Plan, Stream
from attendlib.synth.schools import PlannedSchool, plan_schools

COLUMNS = ("urn", "similar_urn", "distance", "similar_name", "period", "source", *MEASURES)
POVERTY, SIZE = 0.75, 0.25
"""Weights of the difference in the share of pupils with free school meals, in percentage points, and of that in size,
in per cent of the school's own."""

METHOD = (
    "Invented, as the whole city is. The schools of the same phase with the smallest distance, five at most. Distance: "
    f"{POVERTY} of the difference in the share of pupils with free school meals, in percentage points, and {SIZE} of "
    "the difference in size, in per cent."
)
MOST = 5
"""Similar schools of each."""

_ELSEWHERE = 1000
"""What is taken from the URN of a school elsewhere, so that no school of the city has it."""


class Look(NamedTuple):
    """What a school looks like from outside: the share of its pupils with free school meals, in percent, and how many
    they are."""

    poor: float
    size: int

    def away(self, other: "Look") -> float:
        """How far another school is from this one."""
        return POVERTY * abs(other.poor - self.poor) + SIZE * 100 * abs(other.size - self.size) / self.size


def write(plan: Plan, path: Path) -> None:
    """similar_schools.csv."""
    write_table(path, COLUMNS, _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[object, ...]]:
    rng = Stream.SIMILAR.of(plan.seed)
    country = _country(plan, rng)
    figures = {school.urn: _figures(plan, school, rng) for school in country}
    looks = {school.urn: Look(100 * school.poor, school.size) for school in country}
    looks |= {school.urn: _look(plan, school.number) for school in plan.schools}
    for school in plan.schools:
        others = [one for one in (*plan.schools, *country) if one.phase == school.phase and one is not school]
        away = {one.urn: looks[school.urn].away(looks[one.urn]) for one in others}
        for one in sorted(others, key=lambda one: (away[one.urn], one.urn))[:MOST]:
            told = figures.get(one.urn, ("",) * (len(COLUMNS) - 4))
            yield (school.urn, one.urn, half_up(away[one.urn], 2), one.name if one.urn in figures else "", *told)


def _country(plan: Plan, rng: np.random.Generator) -> list[PlannedSchool]:
    """As many schools elsewhere as in the city, none with the name of one."""
    names = {school.name for school in plan.schools}
    layouts = [school.layout for school in plan.schools]
    planned = plan_schools(len(plan.schools), sum(s.size for s in plan.schools), rng, layouts, census=False)
    return [replace(one, urn=str(int(one.urn) - _ELSEWHERE)) for one in planned if one.name not in names]


def _look(plan: Plan, number: int) -> Look:
    """A school of the city, by the rows of its pupils table."""
    own = plan.enrolments.of(number)
    return Look(100 * float(plan.people.fsm[own.person].mean()), len(own))


def _figures(plan: Plan, school: PlannedSchool, rng: np.random.Generator) -> tuple[object, ...]:
    """Period, source and percentages of the year before."""
    absence = level(plan.year.name, school.phase)[0] * school.risk
    year, _, enrolments, possible, authorised, unauthorised, *classes = history.before(
        school, plan.year.name, absence, rng
    )[-1]
    sessions = (percent(part, possible, 2) for part in (authorised + unauthorised, unauthorised))
    return (f"{year}, whole year", "invented", *sessions, *(percent(part, enrolments, 2) for part in classes))
