"""How different is absence on certain days, beside days that are like them in everything else that is known?

Each day is set beside the same weekday of the same school in the other weeks of its half term, so that neither the day
of the week nor the season nor the school can pass for the event; a day of the week is set beside the other days of its
own week. Weeks are what chance is counted in, across all schools together: pupils fall ill together, and everybody has
the same weather. The same days a week earlier, on which nothing happened, show whether the comparison is fair.
"""

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.events.days import FRIDAY, MONDAY
from attendlib.research.models.fitted import Estimate
from attendlib.research.models.linear import linear
from attendlib.yamlfile import did_you_mean

SAME_WEEKDAY, SAME_WEEK = ["urn", "half_term", "weekday"], ["urn", "week"]
"""What a day is set beside: days that are alike in these."""

FEWEST_WEEKS = 3
"""Weeks with such a day, and without one, below which nothing is worked out."""


@dataclass(frozen=True)
class EventEffect:
    """In percentage points of absence, for a special day or for one more of a series. naive: against all other days of
    all schools · effect: against like days · before: the same days a week earlier against like days (None for a day
    of the week, of which every week has one) · days: school days with a value above nothing, ``alone`` of which have no
    like day without it · dates, weeks: on how many dates, in how many weeks · missing: school days without a value."""

    name: str
    naive: Estimate
    effect: Estimate
    before: Estimate | None
    days: int
    alone: int
    dates: int
    weeks: int
    missing: int


def event_effect(days: pd.DataFrame, event: str) -> EventEffect:
    """What goes with a column of ``school_days`` or of ``with_series``. Raises ResearchError for a column that is not
    there, and for an event on too few weeks."""
    if event not in days.columns:
        raise ResearchError(f'There is no column "{event}": {did_you_mean(event, list(map(str, days.columns)))}')
    cells = SAME_WEEK if event in (MONDAY, FRIDAY) else SAME_WEEKDAY
    told = days[days[event].notna()].assign(value=lambda f: f[event].astype(float))
    varies = told.groupby(cells).value.transform("nunique") > 1
    on = told.value > 0
    weeks = (told.week[on & varies].nunique(), told.week[~on & varies].nunique())
    if min(weeks) < FEWEST_WEEKS:
        raise ResearchError(
            f'Too few weeks to tell anything of "{event}" from chance: {weeks[0]} have such a day with a like day '
            f"beside it, {weeks[1]} have such a like day."
        )
    return EventEffect(
        name=event,
        naive=_slope(told.assign(y=told.absence, x=told.value), "y ~ x"),
        effect=_slope(_apart(told, cells), "y ~ x - 1"),
        before=None if cells is SAME_WEEK else _week_before(told, cells),
        days=int(on.sum()),
        alone=int((on & ~varies).sum()),
        dates=int(told.date[on].nunique()),
        weeks=int(told.week[on].nunique()),
        missing=len(days) - len(told),
    )


def _apart(told: pd.DataFrame, cells: list[str]) -> pd.DataFrame:
    """How far each day lies from the mean of its like days, weighted by possible sessions: ``y`` in absence, ``x`` in
    the event."""
    weight = told.possible.astype(float)
    groups = [told[name] for name in cells]
    whole = weight.groupby(groups).transform("sum")

    def away(column: "pd.Series[float]") -> "pd.Series[float]":
        return column - (column * weight).groupby(groups).transform("sum") / whole

    return told.assign(y=away(told.absence), x=away(told.value))


def _slope(told: pd.DataFrame, formula: str) -> Estimate:
    return linear(told, formula, weights="possible", cluster="week").term("x")


def _week_before(told: pd.DataFrame, cells: list[str]) -> Estimate | None:
    """The slope on next week's value of the same weekday; of days that have none of their own."""
    later = told[["urn", "date", "value"]].assign(date=[day - timedelta(days=7) for day in told.date])
    moved = told.drop(columns="value").merge(later, on=["urn", "date"], how="left")
    moved = moved[moved.value.notna()]
    apart = _apart(moved, cells)
    enough = moved[moved.value > 0].week.nunique() >= FEWEST_WEEKS and bool((apart.x.abs() > 0).any())
    return _slope(apart, "y ~ x - 1") if enough else None
