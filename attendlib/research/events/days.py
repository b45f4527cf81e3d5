"""What happened on each school day of each school, and which of its days are special?"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.calendar import CLOSURE, INSET, SchoolCalendar, week_start, weekday
from attendlib.city import City
from attendlib.city.mistakes import Mistakes
from attendlib.city.rows import Row, rows
from attendlib.errors import CityError, ResearchError
from attendlib.identifiers import is_urn
from attendlib.intake import OpenCity
from attendlib.measures import Asked

Days = NDArray[np.datetime64]

LAST, FIRST = "last day before a holiday", "first day after a holiday"
AFTER_CLOSURE, BEFORE_CLOSURE = "first day after a closure or INSET day", "last day before a closure or INSET day"
MONDAY, FRIDAY = "Monday", "Friday"

HOLIDAY = 5
"""Days without school, weekends among them, from which a break is a holiday."""


def school_days(city: OpenCity) -> pd.DataFrame:
    """A row per school and day up to the as-of day that has possible sessions: urn, date, weekday (0 Monday), week (its
    Monday), half_term, possible, absent, absence in percent, and 1 or 0 for each special day."""
    table = city.answer(Asked(("school", "date"), city.to_date())).to_pandas(use_threads=False)
    table = table[table.possible > 0].rename(columns={"school": "urn"})[["urn", "date", "possible", "absent"]]
    if table.empty:
        raise ResearchError("No school sent single marks with possible sessions: there are no days to compare.")
    parts = [_of_school(part, city.city.calendar.of(str(urn))) for urn, part in table.groupby("urn", sort=False)]
    return pd.concat(parts, ignore_index=True)


def _of_school(part: pd.DataFrame, calendar: SchoolCalendar) -> pd.DataFrame:
    days = part["date"].to_numpy().astype("datetime64[D]")
    told = part.assign(
        date=days.astype(object),
        weekday=weekday(days),
        week=week_start(days).astype(object),
        half_term=calendar.half_term_of(days),
        absence=100 * part.absent / part.possible,
    )
    return told.assign(**{name: chosen(days, calendar).astype(int) for name, chosen in SPECIAL.items()})


def _beside(days: Days, calendar: SchoolCalendar, step: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many days lie between each school day and the one after it (``step`` 1) or before it (-1), and whether a
    closure or INSET day is among them. A day at the end of the calendar lies far from the next."""
    every = calendar.days
    place = np.searchsorted(every, days) + step
    known = (place >= 0) & (place < len(every))
    other = every[np.clip(place, 0, len(every) - 1)]
    apart = np.where(known, np.abs((other - days).astype(np.int64)) - 1, HOLIDAY)
    closed = np.zeros(len(days), dtype=bool)
    for i in np.flatnonzero(known).tolist():
        between = np.arange(min(days[i], other[i]) + 1, max(days[i], other[i]))
        closed[i] = np.isin(calendar.closed(between), (INSET, CLOSURE)).any()
    return apart, closed


def _by_holiday(step: int) -> Callable[[Days, SchoolCalendar], NDArray[np.bool_]]:
    def chosen(days: Days, calendar: SchoolCalendar) -> NDArray[np.bool_]:
        return _beside(days, calendar, step)[0] >= HOLIDAY

    return chosen


def _by_closure(step: int) -> Callable[[Days, SchoolCalendar], NDArray[np.bool_]]:
    def chosen(days: Days, calendar: SchoolCalendar) -> NDArray[np.bool_]:
        apart, closed = _beside(days, calendar, step)
        return closed & (apart < HOLIDAY)

    return chosen


def _on(number: int) -> Callable[[Days, SchoolCalendar], NDArray[np.bool_]]:
    def chosen(days: Days, calendar: SchoolCalendar) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = weekday(days) == number
        return found

    return chosen


SPECIAL: dict[str, Callable[[Days, SchoolCalendar], NDArray[np.bool_]]] = {
    LAST: _by_holiday(1),
    FIRST: _by_holiday(-1),
    BEFORE_CLOSURE: _by_closure(1),
    AFTER_CLOSURE: _by_closure(-1),
    MONDAY: _on(0),
    FRIDAY: _on(4),
}
"""Each kind of special day that the calendar knows."""


def with_series(days: pd.DataFrame, name: str, file: str | Path, city: City) -> pd.DataFrame:
    """The days with a column ``name`` from a table of the user's own: date, value and, where schools differ, urn. A day
    that the table does not have is left without a value. Raises CityError with every mistake in it."""
    if name in days.columns:
        raise CityError(f'"{name}" is what the days have already: call the series something else.')
    mistakes, path = Mistakes(), Path(file)
    known = {school.urn for school in city.schools}
    told = [_told(row, known) for row in rows(path, path.name, ("date", "value"), mistakes)]
    mistakes.stop_if_any()
    table = pd.DataFrame(told, columns=["urn", "date", name])
    if table.duplicated(["urn", "date"]).any():
        raise CityError(f"{path.name}: a day stands twice for the same school. Keep one row for each.")
    own, shared = table[table.urn != ""], table[table.urn == ""].drop(columns="urn")
    if own.empty:
        return days.merge(shared, on="date", how="left")
    if shared.empty:
        return days.merge(own, on=["urn", "date"], how="left")
    raise CityError(f"{path.name}: some rows have a URN and some do not. Give it in all of them or in none.")


def _told(row: Row, known: set[str]) -> tuple[str, object, float]:
    urn, day = row.text("urn"), row.day("date")
    if urn and (not is_urn(urn) or urn not in known):
        row.wrong("urn", "no such school in the schools table", "give a school of this city, or leave it empty")
    try:
        value = float(row.text("value"))
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        row.wrong("value", "not a figure", "write it as 12 or 0.4; leave the row out where there is none")
    return urn, day, value
