"""How is what was done put on record?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attendlib.casework.record.append import append, make_table
from attendlib.casework.record.entry import Entry, Recording, Verdict
from attendlib.casework.standing import Policy
from attendlib.city import load_city
from attendlib.city.said import read_city_file
from attendlib.errors import CityError
from attendlib.store import store_for


def table_of(city_file: Path) -> Path:
    """Where a city keeps its interventions; made, with its header alone, where the city file names a table that is not
    there. Raises CityError where it names none, OutputError where it cannot be made."""
    said, _ = read_city_file(city_file)
    if not said.interventions:
        raise CityError(
            f"{city_file.name} names no interventions table: add a line `interventions: interventions.csv`, and "
            "attendlib makes the file."
        )
    place = city_file.parent / said.interventions
    if not place.exists():
        make_table(place)
    return place


def record(city_file: Path, policy: Policy, entries: Sequence[Entry], on: date) -> Verdict:
    """Add what may be written to the city's interventions table, and say what became of every entry.

    Nobody else records anything for this city meanwhile. Raises CityError, OutputError."""
    table = table_of(city_file)
    with store_for(city_file).make().locked():
        found = Recording(load_city(city_file), policy, on).verdict(entries)
        append(table, found.accepted)
    return found
