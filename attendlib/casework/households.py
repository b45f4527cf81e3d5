"""Who lives with whom, and is on roll in the city on a day?"""

from datetime import date

from attendlib.city import City
from attendlib.city.roll import Spell


def households(city: City, on: date) -> dict[str, tuple[Spell, ...]]:
    """The spells on roll that day by household, in order of the pupils table; a pupil without a household is in none.
    A pupil on roll at two schools has a spell at each."""
    found: dict[str, list[Spell]] = {}
    for spell in city.roll.spells:
        if spell.household and spell.holds_on(on):
            found.setdefault(spell.household, []).append(spell)
    return {household: tuple(spells) for household, spells in found.items()}
