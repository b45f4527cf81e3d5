"""Is there anything in an extract that says who somebody is?

Asked of every cell that is about to be written, whatever way it got there: a UPN, a school's own number for a pupil, a
household, a date of any form, or a name. A text that many pupils share is nobody's name, though somebody may be called
so ("English").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attendlib.city import Roll
from attendlib.errors import ResearchError
from attendlib.identifiers import redacted
from attendlib.research.pseudonymised.tables import FREE, PUPIL, ExtractTable

SHARED_BY = 10
"""Pupils from which on a text is a word of the table's and not a name."""

_DATE = re.compile(r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2}))(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+")


def refuse_identities(roll: Roll, tables: Iterable[ExtractTable]) -> None:
    """Raise ResearchError, with the file and column and never the cell, where a cell says who somebody is."""
    names = {word for spell in roll.spells for word in _words(f"{spell.forename} {spell.surname}") if len(word) > 1}
    numbers = {text for s in roll.spells for text in (s.upn, s.local_id, s.household) if text and not text.isdigit()}
    for table in tables:
        for column, what in _found(table, names, numbers):
            raise ResearchError(
                f'{table.name}.csv was not written: the column "{column}" holds {what}. Take it out of the city\'s own '
                "table, or leave the column out."
            )


def _found(table: ExtractTable, names: set[str], numbers: set[str]) -> Iterator[tuple[str, str]]:
    for place, column in enumerate(table.columns):
        shared: Counter[str] = Counter()
        for text, _ in {
            (str(row[place]), row[table.columns.index(PUPIL)]) for row in table.rows if row[place] is not None
        }:
            shared[text] += 1
        for text, pupils in shared.items():
            if redacted(text) != text or text in numbers:
                yield column, "a pupil's number"
            elif _DATE.search(text):
                yield column, "a date"
            elif column in FREE and pupils < SHARED_BY and names & set(_words(text)):
                yield column, "what may be a pupil's name"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def alone(table: ExtractTable) -> tuple[int, int]:
    """How many pupils of the enrolments are the only one with their school and groups, and how many pupils there are:
    whoever knows somebody so well finds them without a name."""
    who = table.columns.index(PUPIL)
    sorts: dict[tuple[object, ...], set[str]] = {}
    for row in table.rows:
        sorts.setdefault(row[:who] + row[who + 1 :], set()).add(row[who])
    single = {next(iter(pupils)) for pupils in sorts.values() if len(pupils) == 1}
    return len(single), len({row[who] for row in table.rows})
