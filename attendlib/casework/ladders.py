"""Which ladder of steps stands at each school: a policy over its figures, as of a day?"""

from collections.abc import Iterator, Sequence
from datetime import date

from attendlib.casework.done import History
from attendlib.casework.due import Ladder
from attendlib.casework.figures import Figures, figures
from attendlib.casework.households import has_family
from attendlib.casework.marks import marks_of
from attendlib.casework.standing import Policy, own_numbers
from attendlib.city import City, SchoolRoll
from attendlib.measures.asked import year_to_date
from attendlib.store import Store

Asked = tuple[Policy, History]
"""A policy, and what is taken to be on record."""


def ladders(
    city: City, store: Store, asked: Sequence[Asked], on: date, urns: Sequence[str] | None = None
) -> Iterator[tuple[SchoolRoll, tuple[Ladder, ...]]]:
    """The roll of each school that has anybody on it, and a ladder for each that is asked, over the same figures: the
    marks are read once. Raises MeasureError before the city's academic year."""
    window = year_to_date(city, on)
    asked = [(policy.over(window, city.calendar), known) for policy, known in asked]
    for marks in marks_of(city, store, window.end, urns):
        counted = figures(marks, window.start)
        yield marks.roll, tuple(_ladder(city, one, marks.roll, counted, on) for one in asked)


def begun(roll: SchoolRoll, on: date) -> list[int]:
    """The numbers of the enrolments whose entry is not after a day."""
    entered: dict[str, date] = {}
    for spell in roll.spells:
        entered[spell.upn] = min(spell.entry, entered.get(spell.upn, spell.entry))
    return [pupil for pupil, upn in enumerate(roll.upns) if entered[upn] <= on]


def _ladder(city: City, asked: Asked, roll: SchoolRoll, counted: Figures, on: date) -> Ladder:
    school, (policy, known) = city.school(roll.urn), asked
    siblings = tuple(has_family(city, spell, on) for spell in roll.latest)
    born = tuple(spell.born for spell in roll.latest)
    return Ladder(policy, counted, known, on, roll.urn, roll.upns, born, school.phase, own_numbers(school), siblings)
