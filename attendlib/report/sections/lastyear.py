"""Which figures of last year can this year's be set beside, and are they of the same part of the year?"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from attendlib.calendar import HALF_TERMS
from attendlib.city import YearBefore
from attendlib.measures.decided import CLASSES
from attendlib.policy import academic_year_start
from attendlib.report.sections.thresholds import same_rule
from attendlib.report.view import View, rerated

COUNTS = ("enrolments", "possible", "authorised", "unauthorised", "persistently_absent", "severely_absent")
"""What the history table has of each school and year."""


@dataclass(frozen=True)
class LastYear:
    """The whole of an academic year: its counts and rates under the names of the measures. whole: this year is whole
    too · anew: the measures that are of a class whose rule was another then."""

    academic_year: str
    figures: pd.Series
    whole: bool
    anew: frozenset[str]

    def alike(self, measure: str) -> bool:
        """Whether this year's figure can be set against it."""
        return self.whole and measure not in self.anew


def last_year(view: View) -> LastYear | None:
    """The year before, of exactly the schools in this year's figures; None where the history table lacks one of them,
    for then the two would not be of the same schools."""
    counted = set(view.own("school").school)
    rows = [row for row in rows_of_last_year(view) if row.urn in counted]
    if not counted or {row.urn for row in rows} != counted:
        return None
    year = rows[0].academic_year
    days = view.window.end, academic_year_start(year)
    anew = frozenset(f"{name}_percent" for name, law in CLASSES.items() if not same_rule(law, *days))
    return LastYear(year, whole_years(rows).iloc[0], is_whole(view), anew)


def rows_of_last_year(view: View) -> list[YearBefore]:
    """What the history table holds of the year before, of whichever schools."""
    first = int(view.academic_year[:4]) - 1
    year = f"{first}/{(first + 1) % 100:02d}"
    return [row for row in view.open.city.history if row.academic_year == year]


def whole_years(rows: Iterable[YearBefore]) -> pd.DataFrame:
    """A row per academic year, pooled over the rows of the history table, with the measures' counts and rates."""
    frame = pd.DataFrame([{"academic_year": row.academic_year, **_counts(row)} for row in rows])
    summed = frame.groupby("academic_year", as_index=False).sum()
    summed["absent"] = summed.authorised + summed.unauthorised
    summed["attended"] = summed.possible - summed.absent
    return rerated(summed)


def _counts(row: YearBefore) -> dict[str, int]:
    return {name: getattr(row, name) for name in COUNTS}


def is_whole(view: View) -> bool:
    """This year is whole: all six half terms are over, and every school's figures go through them."""
    if tuple(number for number, _ in view.half_terms) != HALF_TERMS:
        return False
    days = [view.open.city.calendar.of(urn).days for urn in view.urns]
    start = academic_year_start(view.academic_year)
    ends = np.datetime64(view.window.end), np.datetime64(start.replace(year=start.year + 1))
    left = any(((held > ends[0]) & (held < ends[1])).any() for held in days)
    return not left and not any(reach.begins_late or reach.stops_early for reach in view.reach.values())
