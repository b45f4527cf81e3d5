"""What do the rows of a city's tables say, and which of them cannot be right?

Tables are CSV files with a header row; every cell is text. Extra columns are allowed and ignored.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attendlib.calendar import KINDS, Calendar, Period, half_term_number, overlapping
from attendlib.city.mistakes import Mistakes
from attendlib.identifiers import is_urn
from attendlib.textfile import TextProblem, decoded
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


@dataclass(frozen=True)
class Intervention:
    """What was done for one enrolment: a letter, a meeting, a plan. ``row`` is its row in the table."""

    urn: str
    upn: str
    date: date
    step: str
    outcome: str
    row: int


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


@dataclass(frozen=True)
class Row:
    """One row of a table with what is needed to point at it."""

    file: str
    number: int
    cells: dict[str, str]
    mistakes: Mistakes

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def wrong(self, column: str, what: str, mend: str) -> None:
        self.mistakes.add(self.file, self.number, f"column {column}: {what}", mend)

    def day(self, column: str, needed: bool = True) -> date | None:
        """The ISO date in the column; a mistake is noted where it is none."""
        text = self.text(column)
        if not text:
            if needed:
                self.wrong(column, "the date is missing", "write it as YYYY-MM-DD")
            return None
        try:
            if len(text) == len("YYYY-MM-DD"):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(column, "not a date of the form YYYY-MM-DD", "write it as YYYY-MM-DD, for example 2025-09-01")
        return None

    def whole(self, column: str) -> int:
        """The whole number in the column, 0 with a mistake noted where it is none."""
        text = self.text(column)
        if not (text.isascii() and text.isdigit()):
            self.wrong(column, "not a whole number", "write a count without commas or decimals")
            return 0
        return int(text)


def rows(path: Path, name: str, needed: tuple[str, ...], mistakes: Mistakes) -> Iterator[Row]:
    """The rows of a table, numbered as in a spreadsheet (the header is row 1). Blank rows are passed over; rows with
    too many or too few cells are mistakes."""
    try:
        text = decoded(path.read_bytes()).text
    except FileNotFoundError:
        mistakes.add(name, 0, "there is no such file", "check the path; it is taken from the city file's folder")
        return
    except TextProblem as problem:
        mistakes.add(name, 0, str(problem), "save it again as CSV UTF-8")
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    absent = [column for column in needed if column not in header]
    for column in absent:
        mistakes.add(name, 1, f"the column {column} is missing", did_you_mean(column, header or ["an empty file"]))
    repeated = {column for column in header if column and header.count(column) > 1}
    for column in sorted(repeated & set(needed)):
        mistakes.add(name, 1, f"the column {column} stands twice", "keep one of them")
    if absent or repeated & set(needed):
        return
    number = 1
    for cells in reader:
        number += 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            mistakes.add(
                name,
                number,
                f"the row has {len(cells)} cells where the header has {len(header)}",
                "put a text that contains a comma in quotes",
            )
            continue
        yield Row(name, number, dict(zip(header, cells, strict=True)), mistakes)


def read_schools(path: Path, name: str, mistakes: Mistakes) -> tuple[School, ...]:
    """One School a row, in file order."""
    schools: dict[str, School] = {}
    for row in rows(path, name, ("urn", "name", "phase"), mistakes):
        urn, phase = row.text("urn"), row.text("phase").lower()
        if not is_urn(urn):
            row.wrong("urn", "not a URN", "a URN has six digits; keep it as text")
        elif urn in schools:
            row.wrong("urn", "this URN stands in an earlier row", "keep one row per school")
        if phase not in PHASES:
            row.wrong("phase", "not a phase", did_you_mean(phase, PHASES))
        schools.setdefault(urn, School(urn, row.text("name") or urn, phase, row.text("la_code"), row.text("layout")))
    if not schools:
        mistakes.add(name, 0, "no school in it", "give a row for each school")
    return tuple(schools.values())


def read_calendar(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> Calendar:
    """Every period; a half term needs its number, and half terms of one school may not overlap."""
    periods = []
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
            periods.append(Period(urn, kind, row.text("name"), start, end))
    calendar = Calendar(tuple(periods))
    for urn in sorted(urns) if not mistakes.found else ():
        half_terms = [period for _, period in calendar.of(urn).half_terms]
        if not half_terms:
            mistakes.add(name, 0, f"no half term for school {urn}", "give half-term rows, with a blank urn for all")
        for first, second in overlapping(half_terms):
            mistakes.add(name, 0, f"half terms {first.name} and {second.name} of school {urn} overlap", "part them")
    return calendar


def read_interventions(path: Path, name: str, mistakes: Mistakes) -> tuple[Intervention, ...]:
    """One Intervention a row. Whether the pupil and step exist is for casework to say."""
    found = []
    for row in rows(path, name, ("urn", "upn", "date", "step", "outcome"), mistakes):
        day = row.day("date")
        if day:
            found.append(
                Intervention(row.text("urn"), row.text("upn"), day, row.text("step"), row.text("outcome"), row.number)
            )
    return tuple(found)


def read_history(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> tuple[YearBefore, ...]:
    """One YearBefore a row: a school's counts for an earlier academic year."""
    counts = ("enrolments", "possible", "authorised", "unauthorised", "persistently_absent", "severely_absent")
    found = []
    for row in rows(path, name, ("academic_year", "urn", *counts), mistakes):
        if row.text("urn") not in urns:
            row.wrong("urn", "no such school in the schools table", "give a school of this city")
        found.append(YearBefore(row.text("academic_year"), row.text("urn"), *(row.whole(column) for column in counts)))
    return tuple(found)
