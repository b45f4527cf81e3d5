"""How are a rule's values and a list's rows shown as tables?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attendlib.errors import NotInForce
from attendlib.policy import Held, Rule, plain, told
from attendlib.report.blocks import Column, Table, Words
from attendlib.report.words import day, sentence

UNSAID = "It has no value on that day."

SOURCES, DOUBT = ("reference", "source"), ("unconfirmed",)
"""What is told of a row in small print below its table: the document it comes from, and what nobody has checked."""


def values(known: Rule, on: date | None) -> list[Held]:
    """What the rule said on the day, if anything; without a day, all its values."""
    if on is None:
        return list(known.values)
    try:
        return [known.on(on)]
    except NotInForce:
        return []


def dates(held: Held) -> str:
    """``From 1 August 2015 and still in force``."""
    return f"From {day(held.start)} {f'to {day(held.until)}' if held.until else 'and still in force'}"


def who(held: Held) -> str:
    """The document that a value comes from, and what nobody has checked of it."""
    doubt = f" Not confirmed: {held.unconfirmed.rstrip('.')}." if held.unconfirmed else ""
    return f"{held.reference.rstrip('.')}.{doubt}"


def ended(held: Held) -> Words:
    """That the rule is over."""
    return Words([f"The rule ended on {day(held.start)}. Who says so: {who(held)}"])


def figures(caption: str, known: Rule, held: Mapping[str, Any], note: str = "") -> Table:
    """A row for each figure that a value of a rule holds: what it means, and what it is."""
    rows = [{"what": sentence(known.fields[key]), "value": plain(told(value))} for key, value in held.items()]
    columns = [Column("what", "What is said"), Column("value", f"Value ({known.unit})")]
    return Table(caption, columns, rows, "it says nothing.", note=note)


def listed(caption: str, rows: Sequence[Mapping[str, Any]], named: Mapping[str, str]) -> Table:
    """Rows in words, with their documents and doubts in small print; a column that no row fills is left out."""
    filled = [key for key in named if any(row.get(key) not in (None, "") for row in rows)] or list(named)
    note = [
        *_small_print("Who says so", rows, SOURCES, filled[0]),
        *_small_print("Not confirmed", rows, DOUBT, filled[0]),
    ]
    cells = [{key: _cell(row.get(key)) for key in filled} for row in rows]
    return Table(caption, [Column(key, named[key]) for key in filled], cells, "there is none.", note=" ".join(note))


def _small_print(what: str, rows: Sequence[Mapping[str, Any]], keys: Sequence[str], name: str) -> list[str]:
    """What is said of the rows under the first of the keys that they have, each with the rows of which it is said."""
    of: dict[str, list[str]] = {}
    for row in rows:
        said = next((row[key] for key in keys if row.get(key)), "")
        if said:
            of.setdefault(said.rstrip("."), []).append(_cell(row[name]))
    of_all = len(of) == 1 and sum(map(len, of.values())) == len(rows)
    return [f"{what}{'' if of_all else f' ({_listing(names)})'}: {said}." for said, names in of.items()]


def _listing(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _cell(value: Any) -> str:
    return "" if value is None else plain(told(value))
