"""When do the terms of official statistics begin and end?

They are not a school's own terms: DfE cuts the year at fixed days, at Easter and at the spring bank holiday.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from attendlib.policy.book import academic_year_start, rule
from attendlib.policy.rule import Held

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class OfficialTerm:
    """A term of official statistics: its name, the half terms in it (1 to 6), first and last day inclusive."""

    name: str
    half_terms: tuple[int, ...]
    first: date
    last: date


def official_terms(label: str) -> tuple[OfficialTerm, ...]:
    """The terms of an academic year ("2025/26") in order, without gaps: autumn, spring, summer 1, summer 2.

    Source: the rule ``official_terms``. Raises RuleError for a bad label, NotInForce before the rule's first date."""
    start = academic_year_start(label)
    held = rule("official_terms").on(start)
    return tuple(
        OfficialTerm(
            term["name"], tuple(term["half_terms"]), _day(term["first"], start, held), _day(term["last"], start, held)
        )
        for term in held["terms"]
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Calendar (New Style) Act 1750), by the anonymous computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def spring_bank_holiday(year: int, held: Held) -> date:
    """The spring bank holiday of a calendar year: the usual Monday, unless a proclamation moved it."""
    if year in held["spring_bank_holiday_moved"]:
        moved: date = held["spring_bank_holiday_moved"][year]
        return moved
    usual = held["spring_bank_holiday_usual"]
    last = date(year, usual["month"], monthrange(year, usual["month"])[1])
    return last - timedelta(days=(last.weekday() - WEEKDAYS.index(usual["last"])) % 7)


def _day(anchor: Mapping[str, Any], start: date, held: Held) -> date:
    """The day that an anchor names: a day and month, or so many days after a feast."""
    if "month" in anchor:
        year = start.year if anchor["month"] >= start.month else start.year + 1
        return date(year, anchor["month"], anchor["day"])
    return _feast(anchor["from"], start.year + 1, held) + timedelta(days=anchor["days"])


def _feast(name: str, year: int, held: Held) -> date:
    if name == "Easter Sunday":
        return easter_sunday(year)
    holiday = spring_bank_holiday(year, held)
    return holiday - timedelta(days=(holiday.weekday() + 1) % 7 or 7)
