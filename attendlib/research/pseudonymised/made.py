"""What is handed to a researcher: which files, what they mean, and what they are in law?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attendlib.city.roll import GROUPS
from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.policy import table
from attendlib.research.pseudonymised.inverse import alone, refuse_identities
from attendlib.research.pseudonymised.key import Key
from attendlib.research.pseudonymised.tables import MEANINGS, SCHOOL, USUAL, ExtractTable, tables
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
    return Extract(tuple(made), dictionary, _statement(city, key, keep_until, made, strays))


def _statement(city: OpenCity, key: Key, keep_until: date, made: list[ExtractTable], strays: int) -> str:
    single, pupils = alone(made[0])
    window = city.to_date()
    told = {row[made[1].columns.index(SCHOOL)] for row in made[1].rows}
    without = len(city.city.schools) - len(told)
    groups = sorted({row["group"] for row in table("extract_groups")})
    lines = [
        "# What this is",
        "",
        "**Pseudonymised personal data.** Names, identifiers and dates have been taken out and each pupil's number "
        "replaced, but whoever holds the key can put it back, and whoever knows a pupil well may find them by what is "
        f"left: {single:,} of {pupils:,} pupils are the only one with their school, age and groups. It is personal "
        "data in law and is to be treated so.",
        "",
        f"- Purpose: {key.purpose}",
        f"- To be deleted by: {keep_until}",
        f"- City: {city.city.name}; {window.start} to {window.end}",
        f"- Key: {key.id}. The key itself stays with the authority; the same purpose with the same key gives the same "
        "pseudonyms, another purpose gives others, so that two extracts cannot be joined.",
        "",
        "The recipient does not try to find out who anybody is, does not join it with data about people, passes it on "
        "to nobody, and publishes no figure that rests on a few pupils.",
        "",
        "# What is in it",
        "",
        "| file | rows | about |",
        "|---|---|---|",
        *(f"| {one.name}.csv | {len(one.rows):,} | {one.about} |" for one in made),
        "",
        "`dictionary.csv` says what each column means. Codes are put together as: " + ", ".join(groups) + ".",
        "",
        "# What is not in it",
        "",
        "- Names, UPNs, schools' own numbers, households, dates of birth, of entry and of leaving.",
        "- Single marks and days.",
        f"- {strays:,} results of pupils who are on no roll of the city.",
        f"- Sessions of {without} of {len(city.city.schools)} schools: no record of theirs could be used, or they sent "
        "totals of longer than a half term.",
        "- Records that were set aside when registers were read: a figure from this extract is no published figure.",
        "",
    ]
    return "\n".join(lines)
