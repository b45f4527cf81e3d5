"""Which invented city is made, and in which order are its files written?"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from attendlib.calendar import Calendar, Period
from attendlib.city.amendments import COLUMNS as AMENDMENTS
from attendlib.errors import CityError
from attendlib.synth import attainment, citytables, contacts, history, similar, terms, weather
from attendlib.synth import census as censuses_of
from attendlib.synth.enrolments import enrol
from attendlib.synth.facts import counting
from attendlib.synth.fill import Occasions
from attendlib.synth.households import house
from attendlib.synth.layouts import WRITERS
from attendlib.synth.letters import effects
from attendlib.synth.people import everybody
from attendlib.synth.plan import Plan, Stream
from attendlib.synth.school import SchoolMade, make_school
from attendlib.synth.schools import plan_schools

NAME = "Kestrelbourne (synthetic)"
SHORTEST = 40
"""Days from the start of the year to the as-of day below which there is nothing to look at."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class CityMade:
    """What was made. ``marks``: sessions marked in the registers · ``planted``: for each URN how often each fault was
    planted · ``effects``: what each step of casework was made to change."""

    folder: Path
    city_file: Path
    as_of: date
    schools: int
    pupils: int
    enrolments: int
    marks: int
    planted: dict[str, Counter[str]]
    effects: dict[str, float]


def make_city(
    folder: Path,
    schools: int = 8,
    pupils: int = 480,
    seed: int = 1,
    academic_year: str = "2025/26",
    *,
    as_of: date | None = None,
    faults: bool = True,
    progress: Progress | None = None,
) -> CityMade:
    """Write an invented city into ``folder``, made where it is not there. The same arguments write the same bytes.

    as_of: the day up to which there are marks, within the academic year; without it the end of the spring term.
    faults: plant the mistakes that registers have. progress: called as (URN, schools done, schools in all).
    Beside the files that a city file names it writes ``planted.csv`` (step, effect: the planted change in later spells
    of absence, -0.3 is three tenths fewer), ``planted_attainment.csv`` (measure, slope: points of a score for each
    percentage point of sessions missed), ``planted_faults.csv`` (urn, rule, count) and ``weather.csv`` (date, value:
    millimetres of rain, which change nothing).

    Raises CityError for a size or a day that cannot be and for a folder with another city in it, RuleError for a bad
    academic year, NotInForce for a year before the code set of August 2024."""
    plan = plan_city(schools, pupils, seed, terms.year_of(academic_year), as_of, faults=faults)
    folder = Path(folder)
    citytables.refuse_another_city(folder, NAME)
    for part in ("registers", "census") if any(s.sends_census for s in plan.schools) else ("registers",):
        (folder / part).mkdir(parents=True, exist_ok=True)
    offices = contacts.offices(plan.schools, Stream.CONTACTS.of(seed))
    families = contacts.families(plan.people, Stream.CONTACTS.of(seed, 1))
    citytables.write_schools(folder / "schools.csv", plan.schools, offices)
    citytables.write_calendar(folder / "calendar.csv", plan.calendar.periods)
    citytables.write_pupils(folder / "pupils.csv", plan.schools, plan.people, plan.enrolments, families)
    done: list[SchoolMade] = []
    for number, school in enumerate(plan.schools, start=1):
        done.append(make_school(plan, school, folder))
        if progress:
            progress(school.urn, number, len(plan.schools))
    _write_what_schools_told(plan, done, [office[-1] for office in offices], folder)
    return CityMade(
        folder=folder,
        city_file=folder / "city.yaml",
        as_of=plan.as_of,
        schools=len(plan.schools),
        pupils=len(plan.people),
        enrolments=len(plan.enrolments),
        marks=sum(made.marks for made in done),
        planted={made.urn: made.planted for made in done},
        effects=effects(),
    )


def plan_city(schools: int, pupils: int, seed: int, year: terms.Year, as_of: date | None, *, faults: bool) -> Plan:
    """Everything that schools share, drawn before any mark is."""
    counting(year.start)
    as_of = as_of or year.spring_end
    first, over = year.start + timedelta(days=SHORTEST), date(year.start.year + 1, 9, 1)
    if not first <= as_of < over:
        raise CityError(f"The as-of day {as_of} does not suit {year.name}: take one from {first} to before {over}.")
    taken, last = censuses_of.censuses(year.name, as_of), min(as_of, year.end)
    planned = plan_schools(schools, pupils, Stream.SCHOOLS.of(seed), tuple(WRITERS), census=bool(taken))
    people = everybody(planned, year.start.year, [Stream.PEOPLE.of(seed, s.number) for s in planned])
    house(people, planned, Stream.HOUSEHOLDS.of(seed))
    enrolments = enrol(people, planned, np.datetime64(year.start), np.datetime64(last), Stream.ENROLMENTS.of(seed))
    periods: list[Period] = [*year.half_terms, *year.closures]
    for school in planned:
        periods += terms.inset_days(year, school.urn, Stream.CALENDAR.of(seed, school.number))
    closed = planned[len(planned) // 2]
    periods.append(terms.unplanned_closure(year, closed.urn, Stream.CALENDAR.of(seed, len(planned))))
    return Plan(
        seed=seed,
        year=year,
        as_of=as_of,
        last=last,
        faults=faults,
        schools=planned,
        people=people,
        enrolments=enrolments,
        calendar=Calendar(tuple(periods)),
        occasions=_occasions(year, Stream.OCCASIONS.of(seed)),
        censuses=taken,
    )


def _occasions(year: terms.Year, rng: np.random.Generator) -> Occasions:
    """A day of snow in spring 3, one of observance in spring 4, study leave from the day after the bank holiday."""
    snow, spring = year.half_terms[2], year.half_terms[3]
    days = [
        np.datetime64(term.start) + np.timedelta64(7 * int(rng.integers(1, 4)) + int(rng.integers(1, 5)), "D")
        for term in (snow, spring)
    ]
    exams = np.datetime64(year.closures[0].end) + np.timedelta64(1, "D")
    return Occasions(observance=days[1], snow=days[0], exams=exams)


def _write_what_schools_told(plan: Plan, done: list[SchoolMade], leads: list[str], folder: Path) -> None:
    """The tables that are known only when every school is made, and last of all the city file. ``leads``: who leads on
    attendance, school by school, and made the amendments."""
    steps = [row for made in done for row in made.steps]
    citytables.write_table(folder / "interventions.csv", ("urn", "upn", "date", "step", "outcome"), steps)
    amended = [
        (*row, lead, "Attendance lead") for made, lead in zip(done, leads, strict=True) for row in made.amendments
    ]
    citytables.write_table(folder / "amendments.csv", AMENDMENTS, amended)
    rows = sorted(row for made in done for row in made.history)
    citytables.write_table(folder / "history.csv", history.COLUMNS, rows)
    citytables.write_table(folder / "planted.csv", ("step", "effect"), effects().items())
    missed, possible = np.concatenate([made.sessions for made in done], axis=1)
    attainment.write(plan, missed, possible, folder / "attainment.csv")
    citytables.write_table(folder / "planted_attainment.csv", ("measure", "slope"), attainment.slopes().items())
    citytables.write_table(folder / "weather.csv", ("date", "value"), weather.series(plan))
    faults = [(made.urn, rule, count) for made in done for rule, count in sorted(made.planted.items())]
    citytables.write_table(folder / "planted_faults.csv", ("urn", "rule", "count"), faults)
    similar.write(plan, folder / "similar_schools.csv")
    files = {
        "registers": [(made.urn, path) for made in done for path in made.registers],
        "census": [(made.urn, path) for made in done for path in made.censuses],
    }
    citytables.write_city(folder / "city.yaml", NAME, (plan.year.name, plan.as_of), files, similar.METHOD)
