"""In which group of a question does an enrolment stand, and in which order do the groups come?"""

from collections.abc import Iterable, Sequence

from attendlib.city import City, SchoolRoll
from attendlib.errors import MeasureError
from attendlib.measures.asked import EARLY, OF_ENROLMENT
from attendlib.yamlfile import did_you_mean

Group = tuple[str, ...]
"""A value for each grouping asked for."""


def groupings(text: str) -> tuple[str, ...]:
    """The groupings in a text such as "school,year_group". Raises MeasureError for one that is none, or twice."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in OF_ENROLMENT:
            raise MeasureError(f'"{name}" is not a grouping: {did_you_mean(name, OF_ENROLMENT)}')
    if len(set(names)) < len(names) or not names:
        raise MeasureError("Name each grouping once, joined by commas: school,year_group.")
    return names


def groups_of(city: City, roll: SchoolRoll, by: Sequence[str]) -> list[Group]:
    """The group of each enrolment of a school, as the pupils table has it now."""
    of_school = {"school": roll.urn, "phase": city.school(roll.urn).phase, "city": "city"}
    return [tuple(of_school[name] if name in of_school else spell.group(name) for name in by) for spell in roll.latest]


def in_order(groups: Iterable[Group], by: Sequence[str]) -> list[Group]:
    """As measures are sorted: numbers by value, years before Year 1 first, the rest by letter."""
    return sorted(groups, key=lambda group: [_place(name, value) for name, value in zip(by, group, strict=True)])


def _place(name: str, value: str) -> tuple[int, int, str]:
    if name == "year_group" and value in EARLY:
        return 0, EARLY.index(value), value
    return (1, int(value), "") if value.isascii() and value.isdigit() else (2, 0, value)
