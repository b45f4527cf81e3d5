"""How are the city file and its tables written?"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from attendlib.calendar import Period
from attendlib.errors import CityError
from attendlib.synth import contacts, weather
from attendlib.synth.enrolments import Enrolments
from attendlib.synth.people import HOUSES, SEN, People, tutor_group
from attendlib.synth.schools import LA_CODE, PlannedSchool

PUPILS = (
    "urn",
    "upn",
    "forename",
    "surname",
    "date_of_birth",
    "sex",
    "year_group",
    "tutor_group",
    "house",
    "fsm",
    "sen",
    "eal",
    "looked_after",
    "social_worker",
    "household_id",
    "entry_date",
    "leaving_date",
    *contacts.OF_PUPIL,
)

CITY_FILE = "city.yaml"
TABLES = (
    "schools.csv",
    "pupils.csv",
    "calendar.csv",
    "interventions.csv",
    "amendments.csv",
    "history.csv",
    "attainment.csv",
    "similar_schools.csv",
)
"""What the city file names, besides registers."""


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV table in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def write_schools(path: Path, schools: list[PlannedSchool], offices: Sequence[Sequence[str]]) -> None:
    """schools.csv; ``offices``: whom letters come from, school by school."""
    rows = ((s.urn, s.name, s.phase, LA_CODE, s.layout, *own) for s, own in zip(schools, offices, strict=True))
    write_table(path, ("urn", "name", "phase", "la_code", "layout", *contacts.OF_SCHOOL), rows)


def write_calendar(path: Path, periods: Iterable[Period]) -> None:
    """calendar.csv."""
    rows = ((p.urn, p.kind, p.name, p.start, p.end) for p in periods)
    write_table(path, ("urn", "kind", "name", "start", "end"), rows)


def write_pupils(
    path: Path,
    schools: list[PlannedSchool],
    people: People,
    enrolments: Enrolments,
    families: Sequence[Sequence[str]],
) -> None:
    """pupils.csv: a row per enrolment; ``families``: whom letters go to, pupil by pupil."""
    urns = [school.urn for school in schools]
    plain = {key: getattr(people, key).tolist() for key in ("year", "letter", "house", "sen", "household")}
    flags = {
        key: getattr(people, key).astype(int).tolist()
        for key in ("male", "fsm", "eal", "looked_after", "social_worker")
    }
    born = [str(day) for day in people.born]
    dates = zip(enrolments.entry, enrolments.leaving, strict=True)
    rows = []
    for number, i, (entry, leaving) in zip(enrolments.school.tolist(), enrolments.person.tolist(), dates, strict=True):
        year = plain["year"][i]
        rows.append(
            (
                urns[number],
                people.upn[i],
                people.forename[i],
                people.surname[i],
                born[i],
                "FM"[flags["male"][i]],
                year,
                tutor_group(year, plain["letter"][i]),
                HOUSES[plain["house"][i]],
                flags["fsm"][i],
                SEN[plain["sen"][i]],
                flags["eal"][i],
                flags["looked_after"][i],
                flags["social_worker"][i],
                f"H{plain['household'][i]:06d}",
                entry,
                "" if np.isnat(leaving) else leaving,
                *families[i],
            )
        )
    write_table(path, PUPILS, rows)


def refuse_another_city(folder: Path, name: str) -> None:
    """Raise CityError where the folder holds files that would be written over, of another city than an invented one of
    that name."""
    there = [file for file in (CITY_FILE, *TABLES) if (folder / file).exists()]
    told = folder / CITY_FILE
    if there and (not told.is_file() or _named(name) not in told.read_text(encoding="utf-8", errors="replace")):
        raise CityError(
            f"{folder} holds {there[0]} of another city, which would be written over: name a folder of its own."
        )


def _named(name: str) -> str:
    return f"name: {json.dumps(name)}"


def write_city(
    path: Path, name: str, when: tuple[str, date], files: Mapping[str, list[tuple[str, str]]], similar: str
) -> None:
    """city.yaml; ``when``: academic year and as-of day; ``files``: pairs of URN and path, by their key; ``similar``:
    how the similar schools were chosen."""
    lines = [
        _named(name),
        f"la_code: '{LA_CODE}'",
        f"academic_year: '{when[0]}'",
        f"as_of: {when[1]}",
        *(f"{table.removesuffix('.csv')}: {table}" for table in TABLES),
        f"similar_schools_method: {json.dumps(similar)}",
        f"series: {{{weather.CALLED}: weather.csv}}",
    ]
    for key, held in files.items():
        if held:
            lines += [f"{key}:", *(f"  - {{urn: '{urn}', path: {file}}}" for urn, file in held)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
