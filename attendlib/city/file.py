"""Which files make up a city, and are they all there?

A city file is YAML: the city's name, its academic year and as-of day, its tables, and one register file per school.
Paths are taken from the city file's own folder.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ruamel.yaml.comments import CommentedMap

from attendlib.calendar import Calendar
from attendlib.city.amendments import Amendment, read_amendments
from attendlib.city.entry import RegisterEntry
from attendlib.city.mistakes import Mistake, Mistakes
from attendlib.city.roll import Roll, read_roll
from attendlib.city.rows import parted
from attendlib.city.said import CityFile, read_city_file
from attendlib.city.similar import Similar, read_similar
from attendlib.city.tables import (
    Intervention,
    School,
    YearBefore,
    read_calendar,
    read_history,
    read_interventions,
    read_schools,
)
from attendlib.errors import AttendlibError, CityError
from attendlib.names import CENSUS_LAYOUT
from attendlib.policy import academic_year_start
from attendlib.policy.files import named_from, names_a_file, policy_names
from attendlib.yamlfile import did_you_mean, line_of

T = TypeVar("T")


@dataclass(frozen=True)
class City:
    """A city as its file and tables describe it. Registers are named, not read.

    interventions_aside, amendments_aside: what is wrong with the rows of those tables that cannot be read · series:
    tables of a figure for each day, by what it is · neighbours: the distance of each statistical neighbour by its code,
    None where none is said · similar_method: who chose the similar schools, and how · remarks: what a person should
    look at in the tables, though it stops nothing · policy: whose steps are asked where nobody says otherwise, the name
    of a policy or the path of its file; empty where the city file names none."""

    path: Path
    name: str
    la_code: str
    academic_year: str
    as_of: date
    schools: tuple[School, ...]
    roll: Roll
    calendar: Calendar
    interventions: tuple[Intervention, ...]
    interventions_aside: tuple[Mistake, ...]
    amendments: tuple[Amendment, ...]
    amendments_aside: tuple[Mistake, ...]
    history: tuple[YearBefore, ...]
    registers: tuple[RegisterEntry, ...]
    census: tuple[RegisterEntry, ...]
    benchmarks: Path | None
    attainment: Path | None = None
    series: Mapping[str, Path] = field(default_factory=dict)
    neighbours: Mapping[str, Decimal | None] = field(default_factory=dict)
    similar: tuple[Similar, ...] = ()
    similar_method: str = ""
    remarks: tuple[Mistake, ...] = ()
    policy: str = ""

    def school(self, urn: str) -> School:
        """The school with that URN. Raises CityError with the URNs there are."""
        for school in self.schools:
            if school.urn == urn:
                return school
        raise CityError(f"{self.path.name} has no school {urn}: {did_you_mean(urn, [s.urn for s in self.schools])}")

    @cached_property
    def interventions_by_school(self) -> Mapping[str, tuple[Intervention, ...]]:
        """The rows of the interventions table by the URN that they name, whether or not the city has that school."""
        return parted(self.interventions, lambda one: one.urn)

    @cached_property
    def interventions_by_pupil(self) -> Mapping[str, tuple[Intervention, ...]]:
        """The same by UPN, whichever of the pupil's identifiers they name; under "" those about nobody on a roll."""
        known = self.roll.by_identifier
        return parted(
            self.interventions, lambda one: known[one.urn, one.upn][0].upn if (one.urn, one.upn) in known else ""
        )

    @cached_property
    def school_names(self) -> dict[str, str]:
        """The name of each school by its URN."""
        return {school.urn: school.name for school in self.schools}

    def file(self, entry: RegisterEntry) -> Path:
        """Where a register file is."""
        return self.path.parent / entry.path


def load_city(path: Path) -> City:
    """Read and check a city file and its tables. Raises CityError with every mistake found in them."""
    path = Path(path)
    told, data = read_city_file(path)
    mistakes, folder = Mistakes(), path.parent
    _check_year(told, path, data, mistakes)
    schools = read_schools(folder / told.schools, told.schools, mistakes)
    urns = {school.urn for school in schools}
    roll = read_roll(folder / told.pupils, told.pupils, urns, mistakes)
    calendar = read_calendar(folder / told.calendar, told.calendar, urns, mistakes)
    done, done_aside = _rows_of(read_interventions, told.interventions, folder, mistakes)
    amended, amended_aside = _rows_of(read_amendments, told.amendments, folder, mistakes)
    history = read_history(folder / told.history, told.history, urns, mistakes) if told.history else ()
    near = told.similar_schools
    similar = read_similar(folder / near, near, urns, mistakes) if near else ()
    _check_files(told, path, data, urns, mistakes)
    mistakes.stop_if_any()
    return City(
        path,
        told.name,
        told.la_code,
        told.academic_year,
        told.as_of,
        schools,
        roll,
        calendar,
        done,
        done_aside,
        amended,
        amended_aside,
        history,
        told.registers,
        told.census,
        folder / told.benchmarks if told.benchmarks else None,
        folder / told.attainment if told.attainment else None,
        {name: folder / place for name, place in told.series.items()},
        told.statistical_neighbours,
        similar,
        told.similar_schools_method.strip(),
        tuple(mistakes.remarks),
        named_from(folder, told.policy or ""),
    )


def _rows_of(
    read: Callable[[Path, str, Mistakes], tuple[tuple[T, ...], tuple[Mistake, ...]]],
    name: str | None,
    folder: Path,
    mistakes: Mistakes,
) -> tuple[tuple[T, ...], tuple[Mistake, ...]]:
    """The rows of a table whose single rows stop nobody, and what is wrong with others; none where the city has no such
    table."""
    return read(folder / name, name, mistakes) if name else ((), ())


def _check_year(told: CityFile, path: Path, data: CommentedMap, mistakes: Mistakes) -> None:
    """The academic year is one, and the as-of day is not before it."""
    try:
        start = academic_year_start(told.academic_year)
    except AttendlibError as error:
        mistakes.add(path.name, line_of(data, ("academic_year",)), str(error), "mend the year")
        return
    if told.as_of < start:
        what = f"as_of is before {told.academic_year} begins, on {start}"
        mistakes.add(path.name, line_of(data, ("as_of",)), what, "give a day of that year, or mend academic_year")


def _check_files(told: CityFile, path: Path, data: CommentedMap, urns: set[str], mistakes: Mistakes) -> None:
    """Every register belongs to a school of the table, is there, and stands once."""
    seen: dict[Path, set[str | None]] = {}
    for key in ("registers", "census"):
        for position, entry in enumerate(getattr(told, key)):
            line, file = line_of(data, (key, position)), path.parent / entry.path
            if entry.urn not in urns:
                mistakes.add(path.name, line, f"school {entry.urn} is not in the schools table", "add it there")
            if not file.is_file():
                mistakes.add(path.name, line, "there is no such register file", "check the path")
            sheets = seen.setdefault(file.resolve(), set())
            if sheets and (entry.sheet is None or sheets & {entry.sheet, None}):
                mend = "keep one of the lines, or name another sheet of the workbook in each"
                mistakes.add(path.name, line, "the same file stands twice", mend)
            sheets.add(entry.sheet)
            if entry.layout and (key == "census") != (entry.layout == CENSUS_LAYOUT):
                what = f"a file of the layout {entry.layout} does not belong under `{key}:`"
                mend = f"move the line to `{'registers' if key == 'census' else 'census'}:`, or mend the layout"
                mistakes.add(path.name, line_of(data, (key, position, "layout")), what, mend)
    if not told.registers and not told.census:
        mistakes.add(path.name, 0, "no register files", "list them under `registers:`")
    _check_others(told, path, data, mistakes)


def _check_others(told: CityFile, path: Path, data: CommentedMap, mistakes: Mistakes) -> None:
    """What others' figures need is there, and so are the files that are read later."""
    if told.statistical_neighbours and not told.benchmarks:
        what, mend = "there is no file that has their figures", "name a downloaded one under `benchmarks:`"
        mistakes.add(path.name, line_of(data, ("statistical_neighbours",)), what, mend)
    if told.similar_schools_method and not told.similar_schools:
        what, mend = "there is no table of similar schools", "name it under `similar_schools:`, or take the line out"
        mistakes.add(path.name, line_of(data, ("similar_schools_method",)), what, mend)
    own = told.policy if told.policy and names_a_file(told.policy) else None
    if told.policy and not own and told.policy not in policy_names():
        mend = f"{did_you_mean(told.policy, policy_names())}; or give the path of a policy file of your own (.yaml)"
        mistakes.add(path.name, line_of(data, ("policy",)), f'there is no policy "{told.policy}"', mend)
    others = {("benchmarks",): told.benchmarks, ("attainment",): told.attainment, ("policy",): own}
    for place, named in (others | {("series", name): file for name, file in told.series.items()}).items():
        if named and not (path.parent / named).is_file():
            mistakes.add(path.name, line_of(data, place), "there is no such file", "check the path")
