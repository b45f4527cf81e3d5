"""How much absence will each school have had by the end of term, and how sure is that?

The days to come are taken to be like the last four weeks. How wrong that is, is not assumed but measured: the same is
foretold from earlier days of the year whose outcome was known by the day, and the interval is as wide as it takes to
hold the stated share of those (a conformal interval, on the logarithm of the odds, so that it stays above nothing).
Source: Lei and others, Journal of the American Statistical Association 113 (2018), 1094-1111.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.research.records import Record, records

Floats = NDArray[np.float64]

BACK = 20
"""School days that stand for those to come."""

SHARE = 0.8
"""Of the outcomes that an interval should hold."""

FEWEST = 20
"""Earlier forecasts below which an interval is not drawn."""

_HALF = 0.5
"""Sessions added to both sides of the odds, so that a week without absence has one."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """on: the last day that is known · until: the last day foretold · share: what the interval should hold · schools: a
    row per school with urn, so_far, forecast, low, high (absence in percent of the year to ``on``, and to ``until``),
    actual (where the marks are held already, else missing) and days to come · learnt_from: earlier forecasts that the
    interval rests on · tried, held: how many intervals of the same length, drawn the same way on earlier days of which
    the outcome is known, there were, and how many of them held it."""

    on: date
    until: date
    share: float
    schools: pd.DataFrame
    learnt_from: int
    tried: int
    held: int


@dataclass(frozen=True, eq=False)
class Daily:
    """One school's running counts over its school days, from nothing: possible and absent sessions of everybody."""

    possible: NDArray[np.int64]
    absent: NDArray[np.int64]

    def odds(self, first: int, last: int) -> float:
        """The logarithm of the odds of absence over some days."""
        missed = float(self.absent[last] - self.absent[first])
        there = float(self.possible[last] - self.possible[first]) - missed
        return float(np.log((missed + _HALF) / (there + _HALF)))

    def miss(self, place: int, ahead: int) -> float:
        """What came in the days after a place, less what was foretold there."""
        return self.odds(place, place + ahead) - self.odds(place - BACK, place)


def term_forecast(city: OpenCity, on: date | None = None, until: date | None = None, share: float = SHARE) -> Forecast:
    """Absence by the end of the term. on: the as-of day where left out · until: the last school day of the term of the
    day after ``on``. Raises ResearchError where nothing is left to foretell, or too little has been;
    CityError for a day outside the city's academic year."""
    held = records(city)
    last_known = city.to_date(on).end
    end = until or _end_of_term(held, last_known)
    if end <= last_known:
        raise ResearchError(f"{end} is not after {last_known}: there is nothing left to foretell.")
    return foretold(held, last_known, end, share)


def foretold(held: Mapping[str, Record], on: date, until: date, share: float = SHARE) -> Forecast:
    """The same from what is known of each school."""
    daily = {urn: _daily(record) for urn, record in held.items()}
    ahead = {urn: int((_to_come(record, on, until)).sum()) for urn, record in held.items()}
    usual = max(ahead.values(), default=0)
    known = {urn: record.upto(on) for urn, record in held.items()}
    misses = _earlier(daily, known, usual)
    if usual == 0 or len(misses) < FEWEST:
        raise ResearchError(
            f"Too little to learn from: {BACK} school days and then {usual} more are needed before {on}, in enough "
            f"schools for {FEWEST} earlier forecasts; there are {len(misses)}."
        )
    reach = width(misses, share)
    rows = [
        {"urn": urn, **_school(daily[urn], known[urn], ahead[urn], reach)}
        for urn in held
        if known[urn] >= BACK and ahead[urn]
    ]
    tried, right = _coverage(daily, known, usual, share)
    return Forecast(on, until, share, pd.DataFrame(rows), len(misses), tried, right)


def width(misses: Floats, share: float) -> float:
    """How far to go either way to hold ``share`` of what is still to come, by as many earlier misses; the largest of
    them where there are too few for that."""
    rank = int(np.ceil((len(misses) + 1) * share))
    return float(np.sort(np.abs(misses))[min(rank, len(misses)) - 1])


def _school(daily: Daily, known: int, ahead: int, reach: float) -> dict[str, float]:
    """One school's figures, in percent of the year's sessions."""
    possible, absent = float(daily.possible[known]), float(daily.absent[known])
    coming = (possible - float(daily.possible[known - BACK])) / BACK * ahead
    middle = daily.odds(known - BACK, known)
    ends = [
        100 * (absent + coming / (1 + np.exp(-odds))) / (possible + coming)
        for odds in (middle - reach, middle, middle + reach)
    ]
    last = known + ahead
    actual = 100 * float(daily.absent[last]) / float(daily.possible[last]) if last < len(daily.possible) else np.nan
    return {
        "so_far": 100 * absent / possible,
        "forecast": float(ends[1]),
        "low": float(ends[0]),
        "high": float(ends[2]),
        "actual": actual,
        "days": ahead,
    }


def _earlier(daily: Mapping[str, Daily], known: Mapping[str, int], ahead: int) -> Floats:
    """What was missed by every forecast so many days ahead whose outcome was known, in every school."""
    return np.array([miss for urn, school in daily.items() for miss in _misses(school, known[urn], ahead)])


def _misses(school: Daily, known: int, ahead: int) -> Iterator[float]:
    return (school.miss(place, ahead) for place in range(BACK, known - ahead + 1))


def _coverage(daily: Mapping[str, Daily], known: Mapping[str, int], ahead: int, share: float) -> tuple[int, int]:
    """Intervals drawn on earlier days from what was known then, and how many of them held what came."""
    tried = held = 0
    for back in range(ahead, max(known.values(), default=0)):
        then = {urn: place - back for urn, place in known.items()}
        misses = _earlier(daily, then, ahead)
        if len(misses) < FEWEST:
            break
        reach = width(misses, share)
        came = [daily[urn].miss(place, ahead) for urn, place in then.items() if place >= BACK]
        tried += len(came)
        held += int((np.abs(came) <= reach).sum())
    return tried, held


def _daily(record: Record) -> Daily:
    return Daily(*record.whole_school)


def _to_come(record: Record, on: date, until: date) -> NDArray[np.bool_]:
    days = record.marks.calendar.days
    found: NDArray[np.bool_] = (days > np.datetime64(on)) & (days <= np.datetime64(until))
    return found


def _end_of_term(held: Mapping[str, Record], on: date) -> date:
    """The last school day, in any school, of the term of the first school day after ``on``."""
    ends = []
    for record in held.values():
        calendar = record.marks.calendar
        left = calendar.days[calendar.days > np.datetime64(on)]
        if len(left):
            term = (calendar.half_term_of(left) - 1) // 2
            after = np.flatnonzero(term != term[0])
            ends.append(left[after[0] - 1] if len(after) else left[-1])
    if not ends:
        raise ResearchError(f"The calendar has no school day after {on}.")
    found: date = max(ends).item()
    return found
