"""What do the invented pupils reach in this spring's assessments, and what did they reach last summer?

Standard scores with a mean near 100. Last summer's follow from what a pupil brings along, and pupils who lean to
absence bring less: so absence goes with attainment far more than it changes it. What absence of this year changes is
planted in ``attainment.csv``. Results are missing, more often of pupils who are often absent, and some belong to
pupils who are on no roll.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attendlib.identifiers import check_letter
from attendlib.policy import rule, table
from attendlib.synth.citytables import write_table
from attendlib.synth.enrolments import Enrolments
from attendlib.synth.people import People
from attendlib.synth.plan import Plan, Stream
from attendlib.synth.schools import LA_CODE

COLUMNS = ("upn", "key_stage", "measure", "academic_year", "score", "passed", "level")

MEAN, EXPECTED, HIGHER = 100, 95, 110
"""Of the scores, and those from which a pupil is at the expected and at the higher level."""

_LEANING, _POVERTY, _NEED, _TALENT = -4.0, -3.0, (0.0, -7.0, -13.0), 11.0
"""What a standard deviation of leaning to absence, free school meals and special needs take from last summer's score,
and the standard deviation of everything else in it."""

_KEPT, _POVERTY_NOW, _NEED_NOW, _RISK, _SCHOOL, _CHANCE = 0.75, -1.2, (0.0, -1.5, -3.0), -4.0, 1.5, 6.0
"""This spring: share of last summer's distance from the mean that is kept, what poverty and need take once more, what
schools with more absence take for a reason of their own, standard deviations between schools and of chance."""

_ABSENT_ON_THE_DAY, _NO_SCORE = 1.5, 0.03
"""The chance of no score: so many times the share of sessions missed, and for everybody."""

_CAME_WITHOUT, _STRAYS = 0.06, 0.01
"""Shares of pupils whose last summer's results never came, and of results of pupils who are on no roll."""

_FIRST, _LAST = 1, 11


def slopes() -> dict[str, float]:
    """The planted points for each percentage point of the year's sessions missed, by measure."""
    return {row["measure"]: float(row["slope"]) for row in table("synthetic/attainment")}


def write(plan: Plan, missed: NDArray[np.int64], possible: NDArray[np.int64], path: Path) -> None:
    """attainment.csv. missed, possible: sessions of each enrolment, in order of the plan's."""
    people, rng = plan.people, Stream.ATTAINMENT.of(plan.seed)
    absence = _absence(plan.enrolments, len(people), missed, possible)
    brought = _brought(people, rng)
    school = _of_schools(plan, rng)[people.school]
    rows: list[tuple[object, ...]] = []
    for measure, slope in slopes().items():
        before = MEAN + brought + rng.normal(0, 4, len(people))
        now = MEAN + _KEPT * (before - MEAN) + school + slope * 100 * absence + rng.normal(0, _CHANCE, len(people))
        now += np.where(people.fsm, _POVERTY_NOW, 0.0) + np.array(_NEED_NOW)[people.sen]
        rows += _told(plan, measure, (before, now), absence, rng)
    write_table(path, COLUMNS, rows)


def _absence(
    enrolments: Enrolments, people: int, missed: NDArray[np.int64], possible: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each pupil's share of sessions missed at all schools together; NaN where none was possible."""
    sums = [np.bincount(enrolments.person, weights=part, minlength=people) for part in (missed, possible)]
    return np.divide(sums[0], sums[1], out=np.full(people, np.nan), where=sums[1] > 0)


def _brought(people: People, rng: np.random.Generator) -> NDArray[np.float64]:
    brought = _LEANING * people.tendency + np.where(people.fsm, _POVERTY, 0.0) + np.array(_NEED)[people.sen]
    return brought + rng.normal(0, _TALENT, len(people))


def _of_schools(plan: Plan, rng: np.random.Generator) -> NDArray[np.float64]:
    risk = np.array([school.risk for school in plan.schools])
    return _RISK * (risk - risk.mean()) + rng.normal(0, _SCHOOL, len(risk))


def _told(
    plan: Plan,
    measure: str,
    scores: tuple[NDArray[np.float64], NDArray[np.float64]],
    absence: NDArray[np.float64],
    rng: np.random.Generator,
) -> Iterator[tuple[object, ...]]:
    """The rows of one measure: last summer's results, then this spring's. ``scores``: the two by pupil."""
    (before, now), people, first = scores, plan.people, int(plan.year.name[:4])
    stages = _key_stages(plan)
    last_year, year = f"{first - 1}/{first % 100:02}", people.year.astype(int)
    sat = (year >= _FIRST) & (year <= _LAST) & ~np.isnan(absence)
    came = sat & (year > _FIRST) & (rng.random(len(people)) >= _CAME_WITHOUT)
    here = sat & np.isin(np.arange(len(people)), plan.enrolments.person[np.isnat(plan.enrolments.leaving)])
    scored = rng.random(len(people)) >= _NO_SCORE + _ABSENT_ON_THE_DAY * np.nan_to_num(absence)
    for i in np.flatnonzero(came).tolist():
        yield _row(people.upn[i], stages[int(year[i]) - 1], measure, last_year, before[i])
    for i in np.flatnonzero(here).tolist():
        yield _row(people.upn[i], stages[int(year[i])], measure, plan.year.name, now[i] if scored[i] else None)
    for number in range(min(999, max(1, round(_STRAYS * len(people))))):
        digits = f"{LA_CODE}0000{(first - 6) % 100:02}{number + 1:03}"
        score = float(rng.normal(MEAN, 15))
        yield _row(check_letter("A" + digits) + digits, stages[6], measure, plan.year.name, score)


def _key_stages(plan: Plan) -> dict[int, str]:
    """The key stage of each year group of compulsory school age."""
    stages = rule("attainment_link").on(plan.year.start)["key_stages"]
    return {group: str(name) for name, groups in stages.items() for group in groups}


def _row(upn: str, stage: str, measure: str, year: str, score: float | None) -> tuple[object, ...]:
    if score is None:
        return (upn, stage, measure, year, "", "", "")
    whole = int(np.floor(score + 0.5))
    level = "higher" if whole >= HIGHER else "expected" if whole >= EXPECTED else "below expected"
    return (upn, stage, measure, year, whole, int(whole >= EXPECTED), level)
