"""What is a document made from, and what of that is another than last time?

Everything that can change a byte of it, in parts that a person has a word for: so that a run makes only what changed,
and says why.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import attendlib
from attendlib.batch.given import files_given, own_parameters
from attendlib.batch.job import Due
from attendlib.intake import OpenCity
from attendlib.intake.changed import UNOPENED, digest, digest_of_code, identity, sha256_of
from attendlib.policy import rules_digest

Origin = dict[str, str]
"""What a document is made from: a digest, or the thing itself, for each part of ``CHANGED``."""

OTHERS = "schools"
"""The part that stands for what is held of every school of the city."""

CHANGED = {
    "formats": "other formats are asked for",
    "day": "the as-of day is another",
    "notebook": "its notebook has changed",
    "given": "its policy, or another file or value that it is given, has changed",
    "rules": "the rules have changed",
    "program": "attendlib, or a library it uses, has changed",
    "tables": "the city file or one of its tables has changed",
    "pupils": "what the pupils table says of the school has changed",
    "register": "the school's registers have changed",
    OTHERS: "registers of schools that it is compared with have changed",
}
"""Each part, and what is said when it is another."""

INSIDE = {"register": ("rules", "program", "pupils"), OTHERS: ("rules", "program", "pupils", "register")}
"""Parts that are another whenever one of these is: then that one alone is said."""

_NAME = re.compile(r"[^\w.-]")
"""What follows the name of a library that is asked for."""

ELSEWHERE = {"cli", "synth", "shipped", "__main__.py", "__pycache__"}
"""What of the package makes no document."""


def why_again(before: Origin, now: Origin) -> list[str]:
    """What of a document's origin is another, in words; empty where nothing is."""
    parts = _another(before, now)
    return [CHANGED[part] for part in parts if not set(INSIDE.get(part, ())) & set(parts)]


def others_alone(before: Origin, now: Origin) -> bool:
    """Whether nothing of it is another but what is held of other schools."""
    return _another(before, now) == [OTHERS]


def _another(before: Origin, now: Origin) -> list[str]:
    return [part for part in CHANGED if before.get(part) != now.get(part)]


def origin_in(city: OpenCity, formats: tuple[str, ...]) -> Callable[[Due, Path], Origin]:
    """What tells the origin of a due document from a notebook, in this city as it is now."""
    of_school = {urn: digest(*identity(entry["fingerprint"])) for urn, entry in city.entries.items()}
    everyone, tables = digest(*of_school.values(), _homes(city)), _tables(city)
    rules, program = rules_digest(), program_digest()

    def origin(due: Due, source: Path) -> Origin:
        parts = {
            "formats": " ".join(formats),
            "day": due.parameters["as_of"],
            "notebook": _cells(source),
            "given": _given(due, source),
            "rules": rules,
            "program": program,
            "tables": tables,
            OTHERS: everyone,
        }
        if due.urn:
            parts |= {"pupils": digest(repr(city.city.roll.of(due.urn).spells)), "register": of_school[due.urn]}
        return parts

    return origin


def _given(due: Due, source: Path) -> str:
    """What a notebook is given beside city, school and day, with what stands in the files that are named, wherever
    these lie."""
    files = files_given(source, due.parameters)
    values = {name: value for name, value in own_parameters(due.parameters).items() if name not in files}
    held = {name: f"{place.name} {sha256_of(place) if place.is_file() else UNOPENED}" for name, place in files.items()}
    return digest(*(f"{name} {value}" for name, value in sorted((values | held).items())))


def _homes(city: OpenCity) -> str:
    """Who lives with whom: what is read of a school does not follow from it, but what is said of its families does."""
    return digest(*(f"{spell.urn}|{spell.upn}|{spell.household}" for spell in city.city.roll.spells))


def _tables(city: OpenCity) -> str:
    """What the city file and its tables say, also in rows that cannot be read, but for pupils and the calendar: what is
    read of a school follows from those."""
    told = city.city
    of_file = (told.name, told.la_code, told.academic_year, told.schools, told.history, told.remarks)
    of_casework = (told.interventions, told.interventions_aside, told.amendments, told.amendments_aside)
    of_others = (dict(told.neighbours), told.similar, told.similar_method)
    read_later = {"benchmarks": told.benchmarks, "attainment": told.attainment}
    files = [(kind, sha256_of(place)) for kind, place in read_later.items() if place]
    series = [(name, sha256_of(place)) for name, place in told.series.items()]
    return digest(*map(repr, (*of_file, *of_casework, *of_others, files, series)))


@cache
def _cells(source: Path) -> str:
    """The digest of a notebook's cells, whatever they showed."""
    notebook: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return digest(*(repr((c["cell_type"], "".join(c["source"]), c["metadata"].get("tags"))) for c in notebook["cells"]))


@cache
def versions() -> dict[str, str]:
    """The version of every library that the package asks for, and its own."""
    try:
        asked = metadata.requires("attendlib") or []
    except metadata.PackageNotFoundError:
        asked = []
    names = sorted({_NAME.split(line)[0] for line in asked if "extra ==" not in line})
    found = {"attendlib": attendlib.__version__}
    for name in names:
        with suppress(metadata.PackageNotFoundError):  # asked for on another system alone
            found[name] = metadata.version(name)
    return found


@cache
def program_digest() -> str:
    """Stands for the code that makes documents and the libraries under it."""
    house = Path(attendlib.__file__).parent
    rooms = sorted(place.name for place in house.iterdir() if place.name not in ELSEWHERE)
    kept = tuple(name for name in rooms if name.endswith(".py") or (house / name).is_dir())
    return digest(digest_of_code(kept), *(f"{name} {version}" for name, version in versions().items()))
