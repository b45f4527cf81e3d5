"""Does the textbook table of days and hours lost come out, for both year lengths?"""

from datetime import date
from fractions import Fraction

import pytest

from attendlib.measures.learning_lost import of_attendance, of_sessions
from attendlib.policy import rule

DAY = date(2025, 9, 8)
COVENTRY = {100: (0, 0, 0), 97: (6, 30, 360), 95: (10, 50, 600), 90: (20, 100, 1200), 80: (40, 200, 2400)}
COVENTRY |= {50: (100, 500, 6000)}
"""Attendance in percent -> days, hours, and hours from Reception to Year 11, as Coventry prints them for parents."""
OF_190_DAYS = {100: ("0", "0", "0"), 97: ("5.7", "28.5", "342"), 95: ("9.5", "47.5", "570"), 90: ("19", "95", "1140")}
OF_190_DAYS |= {80: ("38", "190", "2280"), 50: ("95", "475", "5700")}


@pytest.mark.parametrize("percent", COVENTRY)
def test_coventrys_table_is_of_a_year_of_200_days(percent: int) -> None:
    """Every row of the council's table, exactly, at the year length that the rule gives for it."""
    length = rule("school_year").on(DAY)["coventry_table"]["days_per_year"]
    lost = of_attendance(percent, DAY, length)
    assert length == 200
    assert (lost.days, lost.hours, lost.hours_in_school_life) == tuple(map(Fraction, COVENTRY[percent]))


@pytest.mark.parametrize("percent", OF_190_DAYS)
def test_the_same_table_of_a_year_of_190_days(percent: int) -> None:
    """By default a year has 190 days: 90% is 19 days, 95 hours, 1,140 hours of a school life."""
    lost = of_attendance(percent, DAY)
    wanted = tuple(Fraction(text) for text in OF_190_DAYS[percent])
    assert (lost.days, lost.hours, lost.hours_in_school_life) == wanted


def test_no_row_but_the_first_fits_both_years() -> None:
    """The council's hours are 5.3% too high for a year of 190 days, in every row but 100%."""
    for percent, (_, hours, _) in COVENTRY.items():
        own = of_attendance(percent, DAY).hours
        assert (hours == own) == (percent == 100)
        assert own == 0 or Fraction(hours) / own == Fraction(200, 190)


def test_a_session_is_half_a_day() -> None:
    """38 sessions are 19 days and 95 hours; 1 session is half a day and two and a half hours."""
    assert of_sessions(38, DAY).days == 19
    assert of_sessions(38, DAY).hours == 95
    assert (of_sessions(1, DAY).days, of_sessions(1, DAY).hours) == (Fraction(1, 2), Fraction(5, 2))


@pytest.mark.parametrize(("day", "days"), [("2011-07-31", 190), ("2011-08-01", 189), ("2012-08-01", 190)])
def test_the_year_of_189_days(day: str, days: int) -> None:
    """2011/12 alone had 378 sessions: nobody at school at all lost 189 days of it."""
    assert of_attendance(0, date.fromisoformat(day)).days == days
