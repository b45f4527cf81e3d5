"""How is one school's year made and written?"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attendlib.synth import census, faults, history, letters, records
from attendlib.synth.enrolments import Enrolments
from attendlib.synth.facts import counting, mark, marks
from attendlib.synth.fill import Filled, fill
from attendlib.synth.layouts import WRITERS
from attendlib.synth.made import CHARACTERS, MadeRegister, rows_of
from attendlib.synth.plan import Plan, Stream
from attendlib.synth.schools import PlannedSchool
from attendlib.synth.terms import days_of

NOBODY_MARKED = 0
"""The number of the school with a day and a class without marks."""


@dataclass(frozen=True)
class SchoolMade:
    """What one school adds to the city: rows of interventions.csv, of amendments.csv but for who made them, and of
    history.csv, paths of its files, the number of sessions it marked, its planted faults. sessions: missed and possible
    ones of each enrolment, as they were before anybody made a mistake."""

    urn: str
    steps: list[tuple[str, str, np.datetime64, str, str]]
    amendments: list[tuple[object, ...]]
    history: list[tuple]
    registers: list[str]
    censuses: list[str]
    marks: int
    planted: Counter[str]
    sessions: NDArray[np.int64]


def make_school(plan: Plan, school: PlannedSchool, folder: Path) -> SchoolMade:
    """Fill the register of ``school``, follow it up, plant its faults and write its files."""
    own = plan.enrolments.of(school.number)
    days = days_of(plan.calendar, school.urn, plan.year.start, plan.last)
    filled = fill(
        school, own, plan.people, days, occasions=plan.occasions, rng=Stream.MARKS.of(plan.seed, school.number)
    )
    if not school.sends_census and WRITERS[school.layout].HOLDS == CHARACTERS:
        _one_character_each(filled)
    steps = _on_record(filled, plan, school)
    sessions = _sessions(plan, filled.sheet.cells)
    register = _register(plan, school, own, filled)
    paths = _write(plan, register, own, folder)
    told = [(school.urn, register.upns[step.row], step.day, step.step, step.outcome) for step in steps]
    sent, rng = school.sends_census, Stream.RECORDS.of(plan.seed, plan.schools[-1].number + 1 + school.number)
    missed, possible = sessions.sum(axis=1).tolist()
    absence = missed / possible if possible else 0.0
    years = history.before(school, plan.year.name, absence, Stream.HISTORY.of(plan.seed, school.number))
    return SchoolMade(
        urn=school.urn,
        steps=told,
        amendments=[] if sent else list(records.amendments(register, rng)),
        history=years,
        registers=[] if sent else paths,
        censuses=paths if sent else [],
        marks=0 if sent else int(register.marked.sum()),
        planted=register.planted,
        sessions=sessions,
    )


def _on_record(filled: Filled, plan: Plan, school: PlannedSchool) -> list[letters.Step]:
    """Every step, review and hold of the school in order of day. Changes the marks after each meeting, in place."""
    steps = letters.follow(filled, plan.year.start, Stream.LETTERS.of(plan.seed, school.number))
    rng = Stream.RECORDS.of(plan.seed, school.number)
    more = [*records.reviews(filled, steps, rng), *records.holds(filled, steps, rng)]
    return sorted([*steps, *more], key=lambda step: (step.day, step.row))


def _register(plan: Plan, school: PlannedSchool, own: Enrolments, filled: Filled) -> MadeRegister:
    """The register with its faults."""
    who = own.person.tolist()
    register = MadeRegister(
        school=school,
        academic_year=plan.year.name,
        upns=[plan.people.upn[i] for i in who],
        surnames=[plan.people.surname[i] for i in who],
        forenames=[plan.people.forename[i] for i in who],
        born=plan.people.born[own.person],
        male=plan.people.male[own.person],
        sheet=filled.sheet,
        here=filled.here,
        marked=filled.here.copy(),
    )
    rng = Stream.FAULTS.of(plan.seed, school.number)
    if not plan.faults or school.sends_census:
        register.rows = rows_of(register.sheet, register.marked)
        return register
    if school.number == NOBODY_MARKED:
        tutor = plan.people.year[own.person].astype(np.int64) * 100 + plan.people.letter[own.person]
        faults.leave_unmarked(register, tutor, rng)
    faults.plant(register, rng)
    return register


def _one_character_each(filled: Filled) -> None:
    """A mark string holds one character a session: marks of two become leave, in place."""
    long = np.array([len(code) > 1 for code in marks()])
    filled.sheet.cells[long[filled.sheet.cells]] = mark("leave")


def _sessions(plan: Plan, cells: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Missed and possible sessions (two rows) of each enrolment."""
    attended, authorised, unauthorised = counting(plan.year.start)
    missed = (authorised | unauthorised)[cells].sum(axis=1)
    return np.stack([missed, missed + attended[cells].sum(axis=1)])


def _write(plan: Plan, register: MadeRegister, own: Enrolments, folder: Path) -> list[str]:
    """Write the register, or a file for each census; the paths from the city's folder."""
    urn = register.school.urn
    if register.school.sends_census:
        paths = [f"census/{urn}-{taken.file_name}" for taken in plan.censuses]
        for taken, path in zip(plan.censuses, paths, strict=True):
            census.write(register, taken, own.entry, own.leaving, folder / path)
        return paths
    writer = WRITERS[register.school.layout]
    path = f"registers/{urn}-{writer.ENDING}"
    writer.write(register, folder / path)
    return [path]
