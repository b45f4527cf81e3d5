"""What do a city's schools, calendar, interventions and history say, and which rows of them cannot be right?"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attendlib.calendar import KINDS, Calendar, Period, half_term_number, overlapping
from attendlib.city.mistakes import Mistake, Mistakes
from attendlib.city.rows import Row, rows
from attendlib.identifiers import is_urn
from attendlib.policy import is_academic_year
from attendlib.yamlfile import did_you_mean

PHASES = ("primary", "secondary", "special", "all-through", "pru", "nursery")


@dataclass(frozen=True)
class School:
    """One school. ``urn`` and ``la_code`` are text."""

    urn: str
    name: str
    phase: str
    la_code: str
    layout: str = ""
    attendance_target: str = ""


@dataclass(frozen=True)
class Intervention:
    """What was done for one enrolment: a letter, a meeting, a plan. ``row`` is its row in the table; ``parent`` is
    whatever tells a child's parents apart, empty where the table does not say."""

    urn: str
    upn: str
    date: date
    step: str
    outcome: str
    row: int
    parent: str = ""


@dataclass(frozen=True)
class YearBefore:
    """One school's counts for one earlier academic year: enrolments and sessions."""

    academic_year: str
    urn: str
    enrolments: int
    possible: int
    authorised: int
    unauthorised: int
    persistently_absent: int
    severely_absent: int


def read_schools(path: Path, name: str, mistakes: Mistakes) -> tuple[School, ...]:
    """One School a row, in file order."""
    schools: dict[str, School] = {}
    optional = ("la_code", "layout", "attendance_target")
    for row in rows(path, name, ("urn", "name", "phase"), mistakes, optional):
        urn, phase = row.text("urn"), row.text("phase").lower()
        if not is_urn(urn):
            row.wrong("urn", "not a URN", "a URN has six digits; keep it as text")
        elif urn in schools:
            row.wrong("urn", "this URN stands in an earlier row", "keep one row per school")
        if phase not in PHASES:
            row.wrong("phase", "not a phase", did_you_mean(phase, PHASES))
        schools.setdefault(
            urn, School(urn, row.text("name") or urn, phase, row.text("la_code"), row.text("layout"), _target(row))
        )
    if not schools:
        mistakes.add(name, 0, "no school in it", "give a row for each school")
    return tuple(schools.values())


def _target(row: Row) -> str:
    """The school's own target of attendance, a percentage with or without its sign; a mistake is noted for what is
    none, and for a share such as 0.95, which would be below every pupil's attendance."""
    text = row.text("attendance_target").removesuffix("%").strip()
    whole, _, part = text.partition(".")
    plain = text.isascii() and whole.isdigit() and (part.isdigit() or "." not in text)
    if text and not (plain and 1 < float(text) <= 100):
        row.wrong(
            "attendance_target", "not a percentage of attendance", "write 95 or 95.5 for per cent, or leave it blank"
        )
    return text


def read_calendar(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> Calendar:
    """Every period; a half term needs its number, and half terms of one school may not overlap."""
    periods: dict[Period, int] = {}
    for row in rows(path, name, ("urn", "kind", "name", "start", "end"), mistakes):
        urn, kind = row.text("urn"), row.text("kind")
        if urn and urn not in urns:
            row.wrong("urn", "no such school in the schools table", "leave it blank for every school")
        if kind not in KINDS:
            row.wrong("kind", "not a kind of period", did_you_mean(kind, KINDS))
        if kind == "half-term" and half_term_number(row.text("name")) is None:
            row.wrong("name", "a half term without its number", 'end the name in 1 to 6, for example "spring 3"')
            continue
        start, end = row.day("start"), row.day("end")
        if start and end and end < start:
            row.wrong("end", "the end is before the start", "exchange or correct the dates")
        elif start and end:
            period = Period(urn, kind, row.text("name"), start, end)
            if kind == "half-term" and period in periods:
                row.wrong("name", "this half term stands in an earlier row", "keep one of the rows")
            periods.setdefault(period, row.number)
    calendar = Calendar(tuple(periods))
    whole = not mistakes.any_in(name)
    clashes: dict[tuple[Period, Period], None] = {}
    for urn in sorted(urns):
        half_terms = [period for _, period in calendar.of(urn).half_terms]
        if not half_terms and whole:
            mistakes.add(name, 0, f"no half term for school {urn}", "give half-term rows, with a blank urn for all")
        clashes |= dict.fromkeys(overlapping(half_terms))
    for first, second in clashes:
        what = f"the half term shares days with that of row {periods[first]}"
        mistakes.add(name, periods[second], what, "part them, so that each day is in one half term")
    return calendar


def read_interventions(
    path: Path, name: str, mistakes: Mistakes
) -> tuple[tuple[Intervention, ...], tuple[Mistake, ...]]:
    """One Intervention a row, and what is wrong with the rows that cannot be one: those stop nobody. Whether the pupil
    and step exist is for others to say. Capitals make no difference in a step or an outcome: Sent is sent."""
    found, aside = [], Mistakes()
    for row in rows(path, name, ("urn", "upn", "date", "step", "outcome"), mistakes, ("parent",), of_rows=aside):
        day = row.day("date")
        if day:
            said = (row.text("step").lower(), row.text("outcome").lower(), row.number, row.text("parent"))
            found.append(Intervention(row.text("urn"), row.text("upn"), day, *said))
    return tuple(found), tuple(aside.found)


def read_history(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> tuple[YearBefore, ...]:
    """One YearBefore a row: a school's counts for an earlier academic year."""
    counts = ("enrolments", "possible", "authorised", "unauthorised", "persistently_absent", "severely_absent")
    found: list[YearBefore] = []
    for row in rows(path, name, ("academic_year", "urn", *counts), mistakes):
        if row.text("urn") not in urns:
            row.wrong("urn", "no such school in the schools table", "give a school of this city")
        year = YearBefore(row.text("academic_year"), row.text("urn"), *(row.whole(column) for column in counts))
        if not is_academic_year(year.academic_year):
            row.wrong("academic_year", "not an academic year", "write it as 2024/25")
        if year.authorised + year.unauthorised > year.possible:
            row.wrong("possible", "fewer possible sessions than absent ones", "correct the counts")
        if max(year.persistently_absent, year.severely_absent) > year.enrolments:
            row.wrong("enrolments", "fewer enrolments than persistently or severely absent ones", "correct the counts")
        if any((year.academic_year, year.urn) == (earlier.academic_year, earlier.urn) for earlier in found):
            row.wrong("urn", "this school and year stand in an earlier row", "keep one of the rows")
        found.append(year)
    return tuple(found)
