"""Who lives with whom, and is on roll in the city on a day?"""

from datetime import date

from attendlib.city import City
from attendlib.city.roll import Spell


def households(city: City, on: date) -> dict[str, tuple[Spell, ...]]:
    """The spells on roll that day by household, in order of the pupils table; a pupil without a household is in none.
    A pupil on roll at two schools has a spell at each."""
    here = {home: tuple(s for s in spells if s.holds_on(on)) for home, spells in city.roll.by_household.items()}
    return {home: spells for home, spells in here.items() if spells}


def has_family(city: City, spell: Spell, on: date) -> bool:
    """Whether anybody else of the pupil's household is on roll in the city that day."""
    return any(one.upn != spell.upn and one.holds_on(on) for one in city.roll.by_household.get(spell.household, ()))
