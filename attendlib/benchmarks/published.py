"""What is a published figure, and which stands beside one's own?

Census and daily figures are different series and are never mixed: each figure carries its series, year and source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from attendlib.policy import benchmarks
from attendlib.rounding import half_up

CENSUS, DAILY = "full-year census", "daily data, year to date"
MEASURES = ("overall_absence", "unauthorised_absence", "persistent_absence", "severe_absence")


@dataclass(frozen=True)
class Published:
    """One published figure in percent, as precise as published. ``up_to``: the last day of a year to date, if known."""

    area: str
    phase: str
    academic_year: str
    series: str
    measure: str
    percent: Decimal
    source: str
    up_to: str = ""

    def rounded(self, places: int = 1) -> Decimal:
        """Half up, for showing."""
        return half_up(self.percent, places)


@cache
def from_rules() -> tuple[Published, ...]:
    """Every figure for England and local authorities in the project's own tables."""
    tables = (("full_year_census", CENSUS), ("daily_year_to_date", DAILY))
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
        )
        for name, series in tables
        for row in benchmarks(name)
        if row.get("group", "all pupils") == "all pupils" and row["measure"] in MEASURES
    )


def area_of(la_code: str) -> str | None:
    """The name under which the project's tables hold a local authority, None where they do not."""
    return next((row["area"] for row in benchmarks("areas") if row["la_code"] == la_code), None)


def beside(figures: Iterable[Published], area: str, phase: str, series: str, up_to_year: str) -> dict[str, Published]:
    """Each measure's figure for the latest academic year not after ``up_to_year``; all of one year."""
    found = [f for f in figures if (f.area, f.phase, f.series) == (area, phase, series)]
    years = sorted({f.academic_year for f in found if f.academic_year <= up_to_year})
    return {f.measure: f for f in found if years and f.academic_year == years[-1]}
