"""What is a published figure, and which stands beside one's own?

Census and daily figures are different series and are never mixed: each figure carries its series, year and source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from statistics import median
from typing import NamedTuple

from attendlib.names import PUBLISHED_MEASURES
from attendlib.policy import benchmarks
from attendlib.rounding import half_up

CENSUS, DAILY = "full-year census", "daily data, year to date"
MEASURES = PUBLISHED_MEASURES


ENGLAND = "England"
NATIONAL, REGIONAL, LOCAL, NEIGHBOUR = "National", "Regional", "Local authority", "statistical neighbour"
LEVELS = (NATIONAL, REGIONAL, LOCAL)
"""What an area is, largest first, by the words of published files; a neighbour is another local authority."""


@dataclass(frozen=True)
class Published:
    """One published figure in percent, as precise as published. level: one of LEVELS, or NEIGHBOUR · code: that of a
    neighbour · up_to: the last day of a year to date, if known."""

    area: str
    phase: str
    academic_year: str
    series: str
    measure: str
    percent: Decimal
    source: str
    up_to: str = ""
    level: str = NATIONAL
    code: str = ""

    def rounded(self, places: int = 1) -> Decimal:
        """Half up, for showing."""
        return half_up(self.percent, places)


@cache
def from_rules(la_code: str) -> tuple[Published, ...]:
    """The figures for England, and for a local authority and its region where the project's own tables have them."""
    tables = (("full_year_census", CENSUS), ("daily_year_to_date", DAILY))
    levels = {ENGLAND: NATIONAL}
    for row in benchmarks("areas"):
        if row["la_code"] == la_code:
            levels |= {row["region"]: REGIONAL, row["area"]: LOCAL}
    return tuple(
        Published(
            row["area"],
            row["phase"],
            row["academic_year"],
            series,
            row["measure"],
            Decimal(row["percent"]),
            row["source"],
            row.get("up_to", ""),
            levels[row["area"]],
        )
        for name, series in tables
        for row in benchmarks(name)
        if row["area"] in levels and row.get("group", "all pupils") == "all pupils" and row["measure"] in MEASURES
    )


def areas_of(figures: Iterable[Published]) -> tuple[str, ...]:
    """The areas that a city is set beside, the largest first; its neighbours are not among them."""
    found = {(LEVELS.index(f.level), f.area) for f in figures if f.level in LEVELS}
    return tuple(area for _, area in sorted(found))


def beside(figures: Iterable[Published], area: str, phase: str, series: str, up_to_year: str) -> dict[str, Published]:
    """Each measure's figure for the latest academic year not after ``up_to_year``; all of one year."""
    found = [f for f in figures if (f.area, f.phase, f.series) == (area, phase, series)]
    years = sorted({f.academic_year for f in found if f.academic_year <= up_to_year})
    return {f.measure: f for f in found if years and f.academic_year == years[-1]}


class Middle(NamedTuple):
    """The statistical neighbours in an academic year: of each measure the middle one of their figures, and how many
    have one."""

    academic_year: str
    measures: dict[str, tuple[Decimal, int]]


def neighbours_of(figures: Iterable[Published], phase: str, series: str, up_to_year: str) -> list[Published]:
    """The figures of the statistical neighbours in their latest year not after ``up_to_year``."""
    near = [f for f in figures if (f.level, f.phase, f.series) == (NEIGHBOUR, phase, series)]
    year = max((f.academic_year for f in near if f.academic_year <= up_to_year), default="")
    return [f for f in near if f.academic_year == year]


def neighbours_beside(figures: Iterable[Published], phase: str, series: str, up_to_year: str) -> Middle | None:
    """The statistical neighbours in their latest year not after ``up_to_year``; None where no figure of theirs is held.
    Rates of areas of different sizes are put in order, for their average would be nobody's rate; of an even number the
    two in the middle are halved."""
    near = neighbours_of(figures, phase, series, up_to_year)
    held = {measure: [f.percent for f in near if f.measure == measure] for measure in MEASURES}
    found = {measure: (median(rates), len(rates)) for measure, rates in held.items() if rates}
    return Middle(near[0].academic_year, found) if found else None
