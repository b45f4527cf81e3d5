"""Which files does a run read, and has one of them changed under its hands?"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from attendlib.batch.plan import notebooks_folder
from attendlib.city.said import CityFile, read_city_file
from attendlib.intake import OpenCity
from attendlib.policy.files import rules_folder

State = tuple[int, int, int] | None
"""Size, time of change and number of a file; None where there is none."""


@dataclass(frozen=True)
class Inputs:
    """The state of every file that a run reads when it began: the city file, its tables, the registers and census
    returns, the rules, the notebooks."""

    city: Path
    said: CityFile
    states: dict[Path, State]

    def changed(self) -> list[Path]:
        """The files that are not as they were."""
        return [place for place, state in self.states.items() if _state(place) != state]

    def with_store(self, city: OpenCity) -> "Inputs":
        """The same, with what the store knows of each school now that the city is open."""
        places = [city.store.entry_file(school.urn) for school in city.city.schools]
        return replace(self, states=self.states | {place: _state(place) for place in places})


def inputs_of(city: Path) -> Inputs:
    """The files of a city, and those that travel with the package, as they are now. Raises CityError where the city
    file cannot be used."""
    said, _ = read_city_file(city)
    shipped = (*sorted(rules_folder().rglob("*.*")), *sorted(notebooks_folder().glob("*.ipynb")))
    places = (city, *(city.parent / name for name in said.paths), *shipped)
    return Inputs(city, said, {place: _state(place) for place in places})


def _state(place: Path) -> State:
    try:
        held = os.stat(place)
    except OSError:
        return None
    return held.st_size, held.st_mtime_ns, held.st_ino
