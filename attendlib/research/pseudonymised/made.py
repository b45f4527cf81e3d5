"""What is handed to a researcher: which files, what they mean, and what they are in law?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attendlib.city.roll import GROUPS
from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.research.pseudonymised.inverse import refuse_identities
from attendlib.research.pseudonymised.key import Key
from attendlib.research.pseudonymised.statement import statement
from attendlib.research.pseudonymised.tables import MEANINGS, USUAL, ExtractTable, tables
from attendlib.yamlfile import did_you_mean


@dataclass(frozen=True)
class Extract:
    """The files, the dictionary of their columns, and the statement that goes with them, in Markdown."""

    tables: tuple[ExtractTable, ...]
    dictionary: ExtractTable
    statement: str


def extract(city: OpenCity, key: Key, keep_until: date, also: Iterable[str] = ()) -> Extract:
    """A pseudonymised extract of a city's year to date. also: groups of the pupils table beyond the usual ones ·
    keep_until: the day by which the recipient deletes it. Raises ResearchError for a group that is not one, for a day
    that is past, and where anything in it would say who somebody is."""
    more = tuple(dict.fromkeys(also))
    for name in more:
        if name not in GROUPS or name in USUAL:
            others = [group for group in GROUPS if group not in USUAL]
            raise ResearchError(f'"{name}" is not a further group: {did_you_mean(name, others)}')
    if keep_until <= city.city.as_of:
        raise ResearchError(f"The extract is to be kept until {keep_until}, before it can begin: give a later day.")
    made, strays = tables(city, key, more)
    refuse_identities(city.city.roll, made)
    rows = [(one.name, column, MEANINGS[column]) for one in made for column in one.columns]
    dictionary = ExtractTable("dictionary", "every column", ("file", "column", "meaning"), tuple(rows))
    return Extract(tuple(made), dictionary, statement(city, key, keep_until, made, strays))
