"""Which files does a run read, and has one of them changed under its hands?"""

from dataclasses import dataclass, replace
from pathlib import Path

from attendlib.batch.given import files_given
from attendlib.batch.plan import Plan, notebook_file, notebooks_folder
from attendlib.city.said import CityFile, files_of, read_city_file
from attendlib.intake import OpenCity
from attendlib.places import State, state_of
from attendlib.policy.files import rules_folder


@dataclass(frozen=True)
class Inputs:
    """The state of every file that a run reads when it began: the city file, its tables, the registers and census
    returns, the rules, the notebooks, and those that the notebooks are given, such as a policy, which are ``given``."""

    city: Path
    said: CityFile
    states: dict[Path, State]
    given: tuple[Path, ...] = ()

    def changed(self) -> list[Path]:
        """The files that are not as they were."""
        return [place for place, state in self.states.items() if state_of(place) != state]

    def with_store(self, city: OpenCity) -> "Inputs":
        """The same, with what the store knows of each school now that the city is open."""
        places = [city.store.entry_file(school.urn) for school in city.city.schools]
        return replace(self, states=self.states | {place: state_of(place) for place in places})

    def with_given(self, plan: Plan) -> "Inputs":
        """The same, with the files that the notebooks of a plan are given."""
        named = [files_given(notebook_file(one.notebook), one.parameters) for one in plan.due]
        given = tuple(sorted({place.resolve() for files in named for place in files.values()}))
        return replace(self, states=self.states | {place: state_of(place) for place in given}, given=given)


def inputs_of(city: Path) -> Inputs:
    """The files of a city, and those that travel with the package, as they are now. Raises CityError where the city
    file cannot be used."""
    said, _ = read_city_file(city)
    shipped = (*sorted(rules_folder().rglob("*.*")), *sorted(notebooks_folder().glob("*.ipynb")))
    places = (*files_of(city, said), *shipped)
    return Inputs(city, said, {place: state_of(place) for place in places})
