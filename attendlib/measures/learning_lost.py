"""How much learning is lost, in days and hours?

A session is half a day. The length of a year and of a day are in the rule ``school_year``: 190 days by default, and the
200 days behind the table that Coventry publishes for parents.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from attendlib.policy import rule


@dataclass(frozen=True)
class Lost:
    """Learning lost: school days, taught hours, and hours if it stayed so from Reception to Year 11. Exact."""

    days: Fraction
    hours: Fraction
    hours_in_school_life: Fraction


def of_sessions(absent: int, day: date) -> Lost:
    """What ``absent`` sessions come to. The life figure repeats this loss every year."""
    held = rule("school_year").on(day)
    return _lost(Fraction(absent, held["sessions_per_day"]), day)


def of_attendance(percent: int | Fraction, day: date, days_per_year: int | None = None) -> Lost:
    """What attendance of ``percent`` over a whole year loses, in a year of ``days_per_year`` (the rule's when None)."""
    length = rule("school_year").on(day)["days_per_year"] if days_per_year is None else days_per_year
    return _lost(length * (100 - Fraction(percent)) / 100, day)


def _lost(days: Fraction, day: date) -> Lost:
    held = rule("school_year").on(day)
    hours = days * held["hours_per_day"]
    return Lost(days, hours, hours * held["years"])
