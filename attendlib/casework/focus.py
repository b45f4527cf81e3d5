"""On which schools does a policy ask the authority to concentrate, and how have they moved over the years?

All sessions of a school count together: a rate is pooled, never averaged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.intake import OpenCity
from attendlib.measures.asked import Asked, year_to_date
from attendlib.rounding import percent

Sessions = tuple[int, int]
"""Sessions attended and possible."""


@dataclass(frozen=True)
class SchoolFocus:
    """One school. focus: the names of the policy's concerns that it is under · attended, possible: sessions of the year
    so far · trend: absence in percent by earlier academic year, oldest first, over as many years as the policy looks
    at."""

    urn: str
    focus: tuple[str, ...]
    attended: int
    possible: int
    trend: tuple[tuple[str, Decimal | None], ...]


def sessions_by_school(opened: OpenCity, on: date) -> dict[str, Sessions]:
    """The sessions of the academic year up to a day, by URN, of the schools that have any, census totals among them."""
    rows = opened.answer(Asked(("school",), year_to_date(opened.city, on))).to_pylist()
    return {row["school"]: (row["attended"], row["possible"]) for row in rows}


def schools_in_focus(city: City, policy: Policy, sessions: Mapping[str, Sessions]) -> tuple[SchoolFocus, ...]:
    """Every school of the city with its concerns. ``sessions``: of the year so far, by URN, of those that have any."""
    found = []
    for school in city.schools:
        attended, possible = sessions.get(school.urn, (0, 0))
        concerns = (
            one.focus
            for one in policy.says.schools
            if (not one.when.phases or school.phase in one.when.phases) and policy.stands(one.when, attended, possible)
        )
        trend = _trend(city, school.urn, policy.says.trend_years)
        found.append(SchoolFocus(school.urn, tuple(concerns), attended, possible, trend))
    return tuple(found)


def _trend(city: City, urn: str, years: int) -> tuple[tuple[str, Decimal | None], ...]:
    before = sorted((year for year in city.history if year.urn == urn), key=lambda year: year.academic_year)
    last = before[-years:] if years else []
    return tuple((year.academic_year, percent(year.authorised + year.unauthorised, year.possible)) for year in last)
