"""Which documents are due, from which notebook, with which parameters, and where do they go?"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat

from attendlib.batch.runfile import RunSettings
from attendlib.errors import RunError
from attendlib.intake import OpenCity
from attendlib.places import shipped
from attendlib.yamlfile import did_you_mean

LONGEST_SLUG = 60


@dataclass(frozen=True)
class Due:
    """One notebook to run: for which school (empty for the city), with which parameters, into which folder."""

    notebook: str
    urn: str
    folder: str
    parameters: dict[str, str]

    @property
    def key(self) -> str:
        """A name for it that is the same in every run."""
        return f"{self.folder}/{self.notebook}"


@dataclass(frozen=True)
class Plan:
    """Everything due in a run, schools first: the city waits for its schools."""

    settings: RunSettings
    due: tuple[Due, ...]


def plan_for(settings: RunSettings, city: OpenCity) -> Plan:
    """What the settings ask of this city. Raises RunError for an unknown notebook, school or parameter."""
    known = {school.urn: school for school in city.city.schools}
    for urn in settings.only:
        if urn not in known:
            raise RunError(f"{urn} is no school of this city: {did_you_mean(urn, tuple(known))}")
    as_of = city.to_date(settings.as_of).end.isoformat()
    common = {"city_file": str(settings.city.resolve()), "as_of": as_of, "run": uuid4().hex}
    due = [
        Due(notebook, urn, folder_of(urn, known[urn].name), {**common, "urn": urn})
        for urn in settings.only or known
        for notebook in settings.notebooks.school
    ]
    due += [Due(notebook, "", "city", dict(common)) for notebook in settings.notebooks.city]
    for name in {one.notebook: one for one in due}:
        example = next(one for one in due if one.notebook == name)
        check_parameters(notebook_file(name), example.parameters)
    return Plan(settings, tuple(due))


def folder_of(urn: str, name: str) -> str:
    """A school's folder: its URN, then its name in plain letters, at most 60 of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")[:LONGEST_SLUG].strip("-")
    return f"{urn}-{slug}" if slug else urn


def notebook_file(name: str) -> Path:
    """The notebook of that name among those that travel with the package. Raises RunError with the nearest name."""
    folder = shipped("notebooks")
    known = sorted(file.stem for file in folder.glob("*.ipynb"))
    if name not in known:
        raise RunError(f'There is no notebook "{name}": {did_you_mean(name, known)}')
    return folder / f"{name}.ipynb"


def declared(notebook: Path) -> set[str]:
    """The names that a notebook's cell tagged ``parameters`` sets."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            return set(re.findall(r"^([A-Za-z_]\w*)\s*(?::[^=]+)?=", cell.source, flags=re.MULTILINE))
    return set()


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Raise RunError for a parameter that the notebook does not declare: it would be ignored in silence."""
    names = declared(notebook)
    for name in parameters:
        if name not in names:
            raise RunError(f'{notebook.name} has no parameter "{name}": {did_you_mean(name, sorted(names))}')
