"""Which documents are due, from which notebook, with which parameters, and where do they go?"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from attendlib.batch.given import declared
from attendlib.batch.job import Due
from attendlib.batch.runfile import RunSettings
from attendlib.errors import RunError
from attendlib.intake import OpenCity
from attendlib.names import CITY_FOLDER
from attendlib.places import shipped
from attendlib.yamlfile import did_you_mean

LONGEST_SLUG = 60

POLICY = "policy"
"""The parameter of a notebook that says whose steps it counts."""

EDITIONS = {"school_report_without_names": ("school_report", {"names": "without"})}
"""Documents that are another form of a notebook: which notebook, and the parameters that make it so."""


@dataclass(frozen=True)
class Plan:
    """Everything due in a run, schools first: the city waits for its schools. ``known``: the keys of all that these
    settings would make of the whole city."""

    settings: RunSettings
    due: tuple[Due, ...]
    known: frozenset[str]


def plan_for(settings: RunSettings, city: OpenCity) -> Plan:
    """What the settings ask of this city. Raises RunError for an unknown notebook, school or parameter, UnknownRule
    or RuleError for a policy that there is not, or with what is wrong in its file."""
    urns = [school.urn for school in city.city.schools]
    for urn in settings.only:
        if urn not in urns:
            raise RunError(f"{urn} is no school of this city: {did_you_mean(urn, urns)}")
    as_of = city.to_date(settings.as_of).end.isoformat()
    if named := policy_of(settings, city):
        from attendlib.casework import policy  # a run that names none need not load that

        policy(named, city.to_date(settings.as_of).end)  # a mistake in it stops the run, not every report
    common = {"city_file": str(settings.city.resolve()), "as_of": as_of, "run": uuid4().hex}
    own = {name: _own(name, named) for name in (*settings.notebooks.school, *settings.notebooks.city)}
    everything = [
        Due(notebook, school.urn, folder_of(school.urn, school.name), common | {"urn": school.urn} | own[notebook])
        for school in city.city.schools
        for notebook in settings.notebooks.school
    ]
    everything += [Due(notebook, "", CITY_FOLDER, common | own[notebook]) for notebook in settings.notebooks.city]
    for one in {one.notebook: one for one in everything}.values():
        check_parameters(notebook_file(one.notebook), one.parameters)
    due = [one for one in everything if not settings.only or one.urn in ("", *settings.only)]
    return Plan(settings, tuple(due), frozenset(one.key for one in everything))


def policy_of(settings: RunSettings, city: OpenCity) -> str:
    """Whose steps the documents count: the run's policy, else the city file's; empty where neither names one."""
    return settings.policy or city.city.policy


def folder_of(urn: str, name: str) -> str:
    """A school's folder: its URN, then its name in plain letters, at most 60 of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")[:LONGEST_SLUG].strip("-")
    return f"{urn}-{slug}" if slug else urn


def notebook_file(name: str) -> Path:
    """The notebook of that name, or of which that is an edition, among those that travel with the package. Raises
    RunError with the nearest name."""
    folder = notebooks_folder()
    known = sorted(file.stem for file in folder.glob("*.ipynb"))
    stem = EDITIONS[name][0] if name in EDITIONS else name
    if stem not in known:
        raise RunError(f'There is no notebook "{name}": {did_you_mean(name, sorted([*known, *EDITIONS]))}')
    return folder / f"{stem}.ipynb"


def _own(name: str, policy: str) -> dict[str, str]:
    """The policy, where one is named and the notebook asks for it, and the parameters of an edition."""
    asks = policy and POLICY in declared(notebook_file(name))
    return ({POLICY: policy} if asks else {}) | (dict(EDITIONS[name][1]) if name in EDITIONS else {})


def notebooks_folder() -> Path:
    """The folder of the notebooks that travel with the package."""
    return shipped("notebooks")


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Raise RunError for a parameter that the notebook does not declare: it would be ignored in silence."""
    names = declared(notebook)
    for name in parameters:
        if name not in names:
            raise RunError(f'{notebook.name} has no parameter "{name}": {did_you_mean(name, sorted(names))}')
