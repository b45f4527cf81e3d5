"""Which yearly figures does a downloaded file of statistics hold?

Files of Explore Education Statistics: pupil absence (census) or pupil attendance (daily, year to date). A figure that
is hidden or was not published stands as a symbol, and is passed over. Anything else that is no figure, and two
different figures for one area, phase and year, are mistakes: a file that is split by something more than area and phase
would else give whichever of its figures comes last.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from attendlib.benchmarks.published import CENSUS, DAILY, ENGLAND, LOCAL, NATIONAL, NEIGHBOUR, REGIONAL, Published
from attendlib.errors import AttendlibError, CityError
from attendlib.policy import academic_year_start
from attendlib.textfile import TextProblem, as_utf8

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

NEEDED = ("time_period", "time_identifier", "geographic_level", "old_la_code", "la_name")
PHASE = ("education_phase", "school_type")
"""Columns that every file has; of the last two it has one."""

YEARLY = "Academic year"
"""What published files call a row of a year, or of a year to date."""

NO_FIGURE = ("", ":", "~", ".", "..", "-", "x", "c", "z", "u", "k", "low", "supp", "ne", "np", "na", "n/a", "null")
"""What stands in place of a figure, across releases, in small letters."""

ADVICE = (
    'Download one of the files of "Pupil absence in schools" or "Pupil attendance in schools" (year to date), or take '
    "the `benchmarks:` line out of the city file."
)

Row = Mapping[str, str]


@cache
def from_file(path: Path, la_code: str, neighbours: tuple[str, ...] = ()) -> tuple[Published, ...]:
    """The figures for England, one local authority, its region and its statistical neighbours in the file at ``path``.
    Rows of a day or a week, and of other places, are passed over. Raises CityError, with the row and column, for a file
    that cannot be read or that contradicts itself, and for one that has no such figure."""
    held = [(number, row) for number, row in _rows(path) if row["time_identifier"] == YEARLY and _phase(row) in PHASES]
    region = next((row.get("region_name", "") for _, row in held if _level(row, la_code, ()) == LOCAL), "")
    found: dict[tuple[str, ...], tuple[int, Published]] = {}
    for number, row in held:
        level = _level(row, la_code, neighbours, region)
        for figure in _figures(path.name, number, row, level) if level else ():
            key = (figure.level, figure.area, figure.phase, figure.academic_year, figure.measure)
            first, earlier = found.setdefault(key, (number, figure))
            if earlier.percent != figure.percent:
                raise _wrong(
                    path.name, f"rows {first} and {number} give different figures for the same area, phase and year"
                )
    if not found:
        raise _wrong(path.name, f"no yearly figure of absence for England or local authority {la_code}")
    return tuple(figure for _, figure in found.values())


def _wrong(name: str, what: str) -> CityError:
    return CityError(f"{name}: {what}. {ADVICE}")


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row with its number, as a spreadsheet counts them."""
    try:
        text = as_utf8(path.read_bytes()).text
    except OSError:
        raise _wrong(path.name, "the file cannot be opened") from None
    except TextProblem as problem:
        raise _wrong(path.name, str(problem)) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                header = cells
                _check_header(path.name, header)
            elif len(cells) == len(header):
                yield number, dict(zip(header, cells, strict=True))
            elif cells:
                raise _wrong(path.name, f"row {number} has {len(cells)} cells where the header has {len(header)}")
    except csv.Error:
        raise _wrong(path.name, f"row {number + 1} has a quotation mark that is not closed") from None


def _check_header(name: str, header: list[str]) -> None:
    lacking = [column for column in NEEDED if column not in header]
    lacking += [] if set(PHASE) & set(header) else [" or ".join(PHASE)]
    if not any(set(columns.values()) & set(header) for columns in COLUMNS.values()):
        lacking.append(" or ".join(columns["overall_absence"] for columns in COLUMNS.values()))
    if lacking:
        raise _wrong(name, f"the first row does not have the column {', '.join(lacking)}")
    if len(set(header)) < len(header):
        raise _wrong(name, "a column name stands twice in the first row")


def _level(row: Row, la_code: str, neighbours: tuple[str, ...], region: str = "") -> str:
    """What the place of a row is to a local authority; empty for any other place."""
    level, code = row["geographic_level"], row["old_la_code"]
    if level == LOCAL:
        return LOCAL if code == la_code else NEIGHBOUR if code in neighbours else ""
    own_region = level == REGIONAL and region and row.get("region_name") == region
    return level if level == NATIONAL or own_region else ""


def _phase(row: Row) -> str:
    return next(row[column] for column in PHASE if column in row).lower()


def _figures(name: str, number: int, row: Row, level: str) -> Iterator[Published]:
    year = f"{row['time_period'][:4]}/{row['time_period'][4:]}"
    try:
        academic_year_start(year)
    except AttendlibError:
        raise _wrong(name, f"row {number}, column time_period: not an academic year written as 202425") from None
    series = CENSUS if COLUMNS[CENSUS]["overall_absence"] in row else DAILY
    area = {NATIONAL: ENGLAND, REGIONAL: row.get("region_name", "")}.get(level, row["la_name"])
    for measure, column in COLUMNS[series].items():
        percent = _percent(name, number, column, row.get(column, ""))
        if percent is not None:
            source = f"Explore Education Statistics, file {name}"
            code = row["old_la_code"] if level == NEIGHBOUR else ""
            yield Published(area, PHASES[_phase(row)], year, series, measure, percent, source, level=level, code=code)


def _percent(name: str, number: int, column: str, text: str) -> Decimal | None:
    """The figure in a cell; None where a symbol stands for it."""
    if text.strip().lower() in NO_FIGURE:
        return None
    try:
        percent = Decimal(text.strip())
        if 0 <= percent <= 100:
            return percent
    except InvalidOperation:  # also of a text such as NaN, which is neither more nor less than 0
        pass
    raise _wrong(name, f"row {number}, column {column}: neither a percentage nor a symbol for a hidden one")
