"""Who joined or left a school in the middle of its year, of whom the local authority is to be told, and by when?

Source: the rule ``roll_returns``. From the pupils table and the calendar alone; whether it was made is in no table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.policy import rule


@dataclass(frozen=True)
class RollReturn:
    """One return. on: the first or last day on roll · by: the last day on which it is in time."""

    urn: str
    upn: str
    name: str
    on: date
    by: date


def roll_returns(city: City, on: date, urns: Sequence[str] | None = None) -> tuple[RollReturn, ...]:
    """The returns of pupils who joined or left in the academic year up to ``on``, apart from the usual intake and
    leaving, by school, UPN and day. Raises NotInForce before the rule's first day."""
    held = rule("roll_returns").on(on)
    first = year_to_date(city, on).start
    last = year_to_date(city, date.max).end
    found = []
    for urn in urns if urns is not None else [school.urn for school in city.schools]:
        days = city.calendar.of(urn).days
        days = days[(days >= np.datetime64(first)) & (days <= np.datetime64(last))]
        if not len(days):
            continue
        opens, closes = days[[0, -1]].tolist()
        for spell in city.roll.of(urn).spells:
            if opens < spell.entry <= on:
                by = spell.entry + timedelta(days=held["days"] - 1)
                found.append(RollReturn(urn, spell.upn, held["joined"], spell.entry, by))
            if spell.leaving and first <= spell.leaving < closes and spell.leaving <= on:
                found.append(RollReturn(urn, spell.upn, held["left"], spell.leaving, spell.leaving))
    return tuple(sorted(found, key=lambda one: (one.urn, one.upn, one.on, one.name)))
