"""Which invented cities do these tests look at?"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from attendlib.city import City, load_city
from attendlib.readers import read
from attendlib.register import Register
from attendlib.synth import CityMade, make_city
from attendlib.synth.layouts import WRITERS


@dataclass(frozen=True)
class Opened:
    """A city and its registers."""

    city: City
    registers: list[Register]


SCHOOLS = len(WRITERS) + 1
"""One for each layout, and one that sends its census."""


def make_small(folder: Path, seed: int = 3) -> CityMade:
    """A city of so many schools."""
    return make_city(folder, schools=SCHOOLS, pupils=700, seed=seed)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> CityMade:
    """The city in which every layout is."""
    return make_small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def middling(tmp_path_factory: pytest.TempPathFactory) -> CityMade:
    """Forty schools with 6,000 pupils, without faults."""
    return make_city(tmp_path_factory.mktemp("middling"), schools=40, pupils=6000, seed=1, faults=False)


@pytest.fixture(scope="session")
def opened(middling: CityMade) -> Opened:
    """The middling city as it is read: every register once for all tests."""
    city = load_city(middling.city_file)
    return Opened(city, [read(city.file(entry), entry.urn, entry.path) for entry in city.registers])


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV table, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
