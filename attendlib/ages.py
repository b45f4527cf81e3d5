"""How old is a pupil, as the law and official statistics count it?"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from attendlib.calendar import WEEKDAYS
from attendlib.policy import academic_year, academic_year_start, rule, years_later


@cache
def compulsory_school_age(born: date) -> tuple[date, date]:
    """The first and last day of compulsory school age of somebody born on ``born``.

    It begins on the prescribed day on or next after the birthday that the rule names, and ends on the leaving day of
    the school year of the birthday it names. Source: the rule ``compulsory_school_age``."""
    held = rule("compulsory_school_age").on(max(born, rule("compulsory_school_age").values[0].start))
    turns = years_later(born, held["begins_at"])
    prescribed = (
        date(year, day["month"], day["day"]) for year in (turns.year, turns.year + 1) for day in held["prescribed_days"]
    )
    first = min(day for day in prescribed if day >= turns)
    ends = years_later(born, held["ceases_at"])
    leaving = held["leaving_day"]
    summer = academic_year_start(academic_year(_before_september(ends))).year + 1
    return first, _last_weekday(summer, leaving["month"], leaving["last"])


def turned(age: int, year: str) -> date:
    """The last birth date of those who are ``age`` or older on the day on which official statistics of an academic year
    take age."""
    on = rule("official_scope").on(academic_year_start(year))["age_on"]
    return date(int(year[:4]) - age, on["month"], on["day"])


def _before_september(day: date) -> date:
    """A birthday in August belongs to the school year that is ending, though statistics begin theirs on 1 August."""
    return day - timedelta(days=31) if day.month == 8 else day


def _last_weekday(year: int, month: int, name: str) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - WEEKDAYS.index(name)) % 7)
