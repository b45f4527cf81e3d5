"""What exactly is being asked: split how, from when to when, and of whom?"""

from dataclasses import dataclass
from datetime import date, timedelta

from attendlib.city import City
from attendlib.city.roll import GROUPS
from attendlib.errors import MeasureError
from attendlib.names import DFE, ROLL, SCOPES
from attendlib.policy import academic_year, academic_year_start
from attendlib.yamlfile import did_you_mean

OF_ENROLMENT = ("school", "phase", "city", *GROUPS)
"""Groupings by what an enrolment is."""

EARLY = ("N", "N1", "N2", "R")
"""Year groups before Year 1, in order."""

OF_PERIOD = ("academic_year", "term", "half_term")
"""Groupings by time in which an enrolment can be persistently absent."""

OF_SESSION = ("week", "date", "weekday", "session")
"""Groupings by time that are too short for persistent absence, so the classes are left out."""

GROUPINGS = ("enrolment", *OF_ENROLMENT, *OF_PERIOD, *OF_SESSION)

FROM_MARKS, FROM_TOTALS = "marks", "totals"
"""What figures can be made from: single marks, or the termly totals of a census return."""


@dataclass(frozen=True)
class Window:
    """First and last day, both inclusive."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise MeasureError(f"The window ends ({self.end}) before it starts ({self.start}): exchange the two dates.")

    @property
    def academic_years(self) -> tuple[str, ...]:
        """Every academic year that the window touches."""
        first, last = academic_year(self.start), academic_year(self.end)
        years = range(int(first[:4]), int(last[:4]) + 1)
        return tuple(f"{year}/{(year + 1) % 100:02d}" for year in years)


@dataclass(frozen=True)
class Asked:
    """A question: ``by`` are GROUPINGS in order, ``scope`` is ``roll`` or ``dfe``."""

    by: tuple[str, ...]
    window: Window
    scope: str = ROLL

    def __post_init__(self) -> None:
        for name in self.by:
            if name not in GROUPINGS:
                raise MeasureError(f'"{name}" is not a grouping: {did_you_mean(name, GROUPINGS)}')
        if len(set(self.by)) < len(self.by):
            raise MeasureError("A grouping stands twice: name each once.")
        if self.scope not in SCOPES:
            raise MeasureError(f'"{self.scope}" is not a scope: {did_you_mean(self.scope, SCOPES)}')
        if self.scope == DFE and len(self.window.academic_years) > 1:
            raise MeasureError("The official scope goes by age at the start of one academic year: ask year by year.")

    @property
    def time(self) -> tuple[str, ...]:
        """The groupings that are of time."""
        return tuple(name for name in self.by if name in OF_PERIOD + OF_SESSION)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groupings that are of enrolments."""
        return tuple(name for name in self.by if name in OF_ENROLMENT)

    @property
    def of_enrolments(self) -> bool:
        """One row per enrolment is asked for."""
        return "enrolment" in self.by

    @property
    def has_classes(self) -> bool:
        """Persistent and severe absence mean something in cells of this length."""
        return not any(name in OF_SESSION for name in self.by)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the answer that say what a row is about."""
        return tuple(key for name in self.by for key in (("urn", "upn") if name == "enrolment" else (name,)))


def year_to_date(city: City, as_of: date | None = None) -> Window:
    """From the first day of the city's academic year to ``as_of`` (the city file's day when None)."""
    start = academic_year_start(city.academic_year)
    last = start.replace(year=start.year + 1) - timedelta(days=1)
    return Window(start, min(last, as_of or city.as_of))
