"""What is an extract in law, what is in it, and what is not?"""

from collections.abc import Iterator, Sequence
from datetime import date

from attendlib.intake import OpenCity
from attendlib.policy import table
from attendlib.research.pseudonymised.inverse import alone
from attendlib.research.pseudonymised.key import Key
from attendlib.research.pseudonymised.tables import SCHOOL, ExtractTable


def statement(city: OpenCity, key: Key, keep_until: date, made: Sequence[ExtractTable], strays: int) -> str:
    """The statement in Markdown. made: enrolments first, then sessions · strays: results of pupils on no roll."""
    parts = (_what_it_is(city, key, keep_until, made[0]), _what_is_in_it(made), _what_is_not(city, made[1], strays))
    return "\n\n".join(line for part in parts for line in part) + "\n"


def _what_it_is(city: OpenCity, key: Key, keep_until: date, enrolments: ExtractTable) -> Iterator[str]:
    single, pupils = alone(enrolments)
    window = city.to_date()
    yield "# What this is"
    yield (
        "**Pseudonymised personal data.** Names, identifiers and dates have been taken out and each pupil's number "
        "replaced, but whoever holds the key can put it back, and whoever knows a pupil well may find them by what is "
        f"left: {single:,} of {pupils:,} pupils are the only one with their school, age and groups. It is personal "
        "data in law and is to be treated so."
    )
    yield "\n".join(
        (
            f"- Purpose: {key.purpose}",
            f"- To be deleted by: {keep_until}",
            f"- City: {city.city.name}; {window.start} to {window.end}",
            f"- Key: {key.id}. The key itself stays with the authority; the same purpose with the same key gives the "
            "same pseudonyms, another purpose gives others, so that two extracts cannot be joined.",
        )
    )
    yield (
        "The recipient does not try to find out who anybody is, does not join it with data about people, passes it on "
        "to nobody, and publishes no figure that rests on a few pupils."
    )


def _what_is_in_it(made: Sequence[ExtractTable]) -> Iterator[str]:
    rows = (f"| {one.name}.csv | {len(one.rows):,} | {one.about} |" for one in made)
    groups = sorted({row["group"] for row in table("extract_groups")})
    yield "# What is in it"
    yield "\n".join(("| file | rows | about |", "|---|---|---|", *rows))
    yield f"`dictionary.csv` says what each column means. Codes are put together as: {', '.join(groups)}."


def _what_is_not(city: OpenCity, sessions: ExtractTable, strays: int) -> Iterator[str]:
    every = len(city.city.schools)
    without = every - len({row[sessions.columns.index(SCHOOL)] for row in sessions.rows})
    yield "# What is not in it"
    yield "\n".join(
        (
            "- Names, UPNs, schools' own numbers, households, dates of birth, of entry and of leaving.",
            "- Single marks and days.",
            f"- {strays:,} results of pupils who are on no roll of the city.",
            f"- Sessions of {without} of {every} schools: no record of theirs could be used, or they sent totals of "
            "longer than a half term.",
            "- Records that were set aside when registers were read: a figure from this extract is no published "
            "figure.",
        )
    )
