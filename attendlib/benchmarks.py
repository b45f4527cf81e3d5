"""Which published figures stand beside a school's or a city's own?

From the tables in ``params/rules/benchmarks``, or from a file of Explore Education Statistics that the user names.
Census and daily figures are different series and are never mixed: each figure carries its series, year and source.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from attendlib.errors import CityError
from attendlib.policy import benchmarks
from attendlib.rounding import half_up
from attendlib.textfile import TextProblem, as_utf8

CENSUS, DAILY = "full-year census", "daily data, year to date"
MEASURES = ("overall_absence", "unauthorised_absence", "persistent_absence", "severe_absence")
PHASES = {
    "state-funded primary": "primary",
    "state-funded secondary": "secondary",
    "special": "special",
    "total": "all",
    "primary": "primary",
    "secondary": "secondary",
}
"""How published files name the phases."""

COLUMNS = {
    CENSUS: {
        "overall_absence": "sess_overall_percent",
        "unauthorised_absence": "sess_unauthorised_percent",
        "persistent_absence": "enrolments_pa_10_exact_percent",
        "severe_absence": "enrolments_pa_50_exact_percent",
    },
    DAILY: {
        "overall_absence": "overall_absence_perc",
        "unauthorised_absence": "unauthorised_absence_perc",
        "persistent_absence": "pa_perc",
    },
}
"""The columns of published files that hold each measure, by series."""

YEARLY = "Academic year"
"""What published files call a row of a year, or of a year to date."""


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


@cache
def from_file(path: Path, la_code: str) -> tuple[Published, ...]:
    """The figures for England and one local authority in a file of Explore Education Statistics: pupil absence (census)
    or pupil attendance (daily, year to date). Figures that are hidden or missing, and rows of a day or a week, are
    passed over. Raises CityError where nothing is left."""
    try:
        rows = csv.DictReader(io.StringIO(as_utf8(path.read_bytes()).text, newline=""))
    except (OSError, TextProblem):
        rows = csv.DictReader([])
    series = CENSUS if "sess_possible" in (rows.fieldnames or ()) else DAILY
    found = tuple(_published(rows, series, la_code, path.name))
    if not found:
        raise CityError(
            f"{path.name} holds no yearly figure of absence for England or local authority {la_code}. Download one of "
            'the files of "Pupil absence in schools" or "Pupil attendance in schools" (year to date), or take the '
            "`benchmarks:` line out of the city file."
        )
    return found


def _published(rows: Iterable[dict[str, str]], series: str, la_code: str, name: str) -> Iterable[Published]:
    for row in rows:
        phase = PHASES.get((row.get("education_phase") or row.get("school_type") or "").lower())
        level, here = row.get("geographic_level"), row.get("old_la_code") == la_code
        if phase is None or row.get("time_identifier") != YEARLY:
            continue
        if not (level == "National" or (level == "Local authority" and here)):
            continue
        for measure, column in COLUMNS[series].items():
            try:
                percent = Decimal(row.get(column) or "")
            except InvalidOperation:
                continue
            yield Published(
                row["la_name"] if level == "Local authority" else "England",
                phase,
                f"{row['time_period'][:4]}/{row['time_period'][-2:]}",
                series,
                measure,
                percent,
                f"Explore Education Statistics, file {name}",
            )


def area_of(la_code: str) -> str | None:
    """The name under which the project's tables hold a local authority, None where they do not."""
    return next((row["area"] for row in benchmarks("areas") if row["la_code"] == la_code), None)


def beside(figures: Iterable[Published], area: str, phase: str, series: str, up_to_year: str) -> dict[str, Published]:
    """Each measure's figure for the latest academic year not after ``up_to_year``; all of one year."""
    found = [f for f in figures if (f.area, f.phase, f.series) == (area, phase, series)]
    years = sorted({f.academic_year for f in found if f.academic_year <= up_to_year})
    return {f.measure: f for f in found if years and f.academic_year == years[-1]}
