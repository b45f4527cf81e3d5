"""What stands in one school's register, before anybody has made a mistake in it?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.synth import absences, activities, causes, uncounted
from attendlib.synth.enrolments import Enrolments
from attendlib.synth.facts import having, mark
from attendlib.synth.leaning import hardly_come, multiples
from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool
from attendlib.synth.sheet import Sheet, fresh, held
from attendlib.synth.spells import CAUSES, Spells, draw, pressure
from attendlib.synth.terms import Days

UNRESOLVED_DAYS, UNRESOLVED = 5, 0.22
"""On the last days absences are often still without a reason: how many days, and which share of those absences."""


@dataclass(frozen=True)
class Occasions:
    """Days that the whole city shares: of religious observance, of snow, and the first of study leave."""

    observance: np.datetime64
    snow: np.datetime64
    exams: np.datetime64


@dataclass(frozen=True)
class Filled:
    """A register with what is known only to who invented it. ``here``: True where a session was held and the pupil on
    roll; every other cell holds the mark of a closed school."""

    sheet: Sheet
    spells: Spells
    here: NDArray[np.bool_]


def fill(
    school: PlannedSchool,
    enrolments: Enrolments,
    people: People,
    days: Days,
    *,
    occasions: Occasions,
    rng: np.random.Generator,
) -> Filled:
    """The marks of every enrolment of ``school`` on ``days``."""
    who, phase = enrolments.person, school.phase
    year, multiple = people.year[who], multiples(people, who, school)
    hardly = hardly_come(multiple, school, rng)
    sheet = fresh(len(who), days)
    activities.visits(sheet, phase, year, rng)
    activities.teams(sheet, phase, year, rng)
    activities.elsewhere(sheet, phase, year, multiple, rng)
    activities.lateness(sheet, phase, multiple, rng)
    activities.late_without_reason(sheet, phase, multiple, rng)
    absences.single_sessions(sheet, phase, multiple, rng)
    spells = draw(
        causes.shares(phase, multiple, hardly),
        causes.lengths(multiple, hardly),
        pressure(days.days, days.open),
        days.open,
        rng,
    )
    paint(sheet, spells, rng)
    absences.holidays(sheet, phase, multiple, rng)
    absences.blocks(sheet, phase, multiple, rng)
    absences.observance(sheet, phase, people.eal[who], occasions.observance, rng)
    absences.study_leave(sheet, phase, year, occasions.exams, rng)
    uncounted.settling_in(sheet, year, rng)
    uncounted.sixth_form(sheet, year, rng)
    uncounted.rare_days(sheet, people.sen[who] == 2, occasions.snow, rng)
    uncounted.dual_registered(sheet, enrolments.away_from, enrolments.away_to)
    _leave_unresolved(sheet, rng)
    here = held(days, enrolments.entry, enrolments.leaving)
    sheet.cells[~here] = mark("closed")
    _tidy_minutes(sheet)
    return Filled(sheet, spells, here)


def paint(sheet: Sheet, spells: Spells, rng: np.random.Generator) -> None:
    """Lay the spells over the sheet; some begin at midday."""
    roles = np.array([mark("closed"), *(mark(cause) for cause in CAUSES)], dtype=np.uint8)
    part = np.array([0.0, *(causes.PART_DAY[cause] for cause in CAUSES)])
    midday = spells.first_days() & (rng.random(spells.state.shape, dtype=np.float32) < part[spells.state])
    for half, away in ((0, (spells.state > 0) & ~midday), (1, spells.state > 0)):
        cells = sheet.cells[:, half::2]
        cells[away] = roles[spells.state][away]


def _leave_unresolved(sheet: Sheet, rng: np.random.Generator) -> None:
    """Turn some of the absences of the last days into ones whose reason is not yet known."""
    for day in sheet.days.positions[-UNRESOLVED_DAYS:].tolist():
        cells = sheet.cells[:, 2 * day : 2 * day + 2]
        unknown = having("illness", "other")[cells] & (rng.random((len(cells), 1)) < UNRESOLVED)
        cells[unknown] = mark("unresolved")


def _tidy_minutes(sheet: Sheet) -> None:
    """Minutes late belong to marks of lateness only."""
    sheet.minutes[~having("late", "late_unauthorised")[sheet.cells]] = 0
