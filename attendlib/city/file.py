"""Which files make up a city, and are they all there?

A city file is YAML: the city's name, its academic year and as-of day, its tables, and one register file per school.
Paths are taken from the city file's own folder.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from attendlib.calendar import Calendar
from attendlib.city.mistakes import Mistakes
from attendlib.city.roll import Roll, read_roll
from attendlib.city.tables import (
    Intervention,
    School,
    YearBefore,
    read_calendar,
    read_history,
    read_interventions,
    read_schools,
)
from attendlib.errors import CityError
from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping


def _digits(value: object) -> object:
    """A URN or LA code written without quotes: taken as text where no leading zero can have been lost."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value >= 100 else value


Urn = Annotated[str, BeforeValidator(_digits), Field(pattern=r"^[0-9]{6}$")]
LaCode = Annotated[str, BeforeValidator(_digits), Field(pattern=r"^[0-9]{3}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RegisterEntry(_Strict):
    """One register or census file: whose it is, where it is, and what overrides recognition.

    layout: a reader's name · date_format: as in ``strptime`` · encoding: of a text file · marks: the school's own
    marks and the codes they stand for · sheet: of a workbook."""

    urn: Urn
    path: str
    layout: str | None = None
    date_format: str | None = None
    encoding: str | None = None
    marks: dict[str, str] = Field(default_factory=dict)
    sheet: str | None = None


class _CityFile(_Strict):
    name: str
    la_code: LaCode
    academic_year: Annotated[str, Field(pattern=r"^[0-9]{4}/[0-9]{2}$")]
    as_of: date
    schools: str
    pupils: str
    calendar: str
    interventions: str | None = None
    history: str | None = None
    benchmarks: str | None = None
    registers: tuple[RegisterEntry, ...] = Field(default=(), strict=False)
    census: tuple[RegisterEntry, ...] = Field(default=(), strict=False)


@dataclass(frozen=True)
class City:
    """A city as its file and tables describe it. Registers are named, not read."""

    path: Path
    name: str
    la_code: str
    academic_year: str
    as_of: date
    schools: tuple[School, ...]
    roll: Roll
    calendar: Calendar
    interventions: tuple[Intervention, ...]
    history: tuple[YearBefore, ...]
    registers: tuple[RegisterEntry, ...]
    census: tuple[RegisterEntry, ...]
    benchmarks: Path | None

    def school(self, urn: str) -> School:
        """The school with that URN. Raises CityError with the URNs there are."""
        for school in self.schools:
            if school.urn == urn:
                return school
        raise CityError(f"{self.path.name} has no school {urn}: {did_you_mean(urn, [s.urn for s in self.schools])}")

    def file(self, entry: RegisterEntry) -> Path:
        """Where a register file is."""
        return self.path.parent / entry.path


def load_city(path: Path) -> City:
    """Read and check a city file and its tables. Raises CityError with every mistake found in them."""
    path = Path(path)
    told = _city_file(path)
    mistakes, folder = Mistakes(), path.parent
    schools = read_schools(folder / told.schools, told.schools, mistakes)
    urns = {school.urn for school in schools}
    roll = read_roll(folder / told.pupils, told.pupils, urns, mistakes)
    calendar = read_calendar(folder / told.calendar, told.calendar, urns, mistakes)
    interventions: tuple[Intervention, ...] = ()
    history: tuple[YearBefore, ...] = ()
    if told.interventions:
        interventions = read_interventions(folder / told.interventions, told.interventions, mistakes)
    if told.history:
        history = read_history(folder / told.history, told.history, urns, mistakes)
    _check_files(told, path, urns, mistakes)
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
        interventions,
        history,
        told.registers,
        told.census,
        folder / told.benchmarks if told.benchmarks else None,
    )


def _city_file(path: Path) -> _CityFile:
    try:
        data = read_mapping(path)
    except YamlMistake as mistake:
        raise CityError(f"{path.name}, line {mistake.line}: {mistake}") from None
    except FileNotFoundError:
        raise CityError(f"There is no city file {path}. `attendlib synth DIR` makes one to look at.") from None
    except (OSError, UnicodeDecodeError):
        raise CityError(f"{path.name} cannot be read as a text file in UTF-8: check what it is.") from None
    mistakes = Mistakes()
    try:
        return _CityFile.model_validate(plain(data))
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            what, mend = _told(fault["type"], fault["loc"], fault["msg"])
            mistakes.add(path.name, line_of(data, fault["loc"]), what, mend)
    mistakes.stop_if_any()
    raise CityError(f"{path.name} cannot be read")


def _told(kind: str, place: tuple[int | str, ...], message: str) -> tuple[str, str]:
    """A validation fault in a person's words: what is wrong, and how to mend it."""
    words = [str(step) for step in place if isinstance(step, str)]
    key = words[-1] if words else "the file"
    known = list((RegisterEntry if len(place) > 1 else _CityFile).model_fields)
    if kind == "extra_forbidden":
        return f'"{key}" is not a key here', did_you_mean(key, known)
    if kind == "missing":
        return f'the key "{key}" is missing', "add it; see the example city file"
    mends = {
        "academic_year": "write it in quotes, for example '2025/26'",
        "as_of": "write it as YYYY-MM-DD, without quotes",
        "urn": "six digits in quotes, for example '123456'",
        "la_code": "three digits in quotes, for example '331'",
    }
    return f'"{key}" is not right: {message.lower()}', mends.get(key, "see the example city file")


def _check_files(told: _CityFile, path: Path, urns: set[str], mistakes: Mistakes) -> None:
    """Every register belongs to a school of the table, is there, and stands once."""
    data, seen = read_mapping(path), set()
    for key in ("registers", "census"):
        for position, entry in enumerate(getattr(told, key)):
            line = line_of(data, (key, position))
            if entry.urn not in urns:
                mistakes.add(path.name, line, f"school {entry.urn} is not in the schools table", "add it there")
            if not (path.parent / entry.path).is_file():
                mistakes.add(path.name, line, "there is no such register file", "check the path")
            if entry.path in seen:
                mistakes.add(path.name, line, "the same file stands twice", "keep one of the lines")
            seen.add(entry.path)
    if not told.registers and not told.census:
        mistakes.add(path.name, 0, "no register files", "list them under `registers:`")
    years = re.fullmatch(r"([0-9]{4})/([0-9]{2})", told.academic_year)
    if years and (int(years[1]) + 1) % 100 != int(years[2]):
        mistakes.add(
            path.name,
            line_of(data, ("academic_year",)),
            "the two years do not follow each other",
            "for example '2025/26'",
        )
    if told.benchmarks and not (path.parent / told.benchmarks).is_file():
        mistakes.add(path.name, line_of(data, ("benchmarks",)), "there is no such file", "check the path")
