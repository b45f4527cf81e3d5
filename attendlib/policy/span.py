"""Which day is so many years later?"""

from datetime import date


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 1 March for 29 February in a year without one."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
