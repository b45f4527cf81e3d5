"""How do the figures compare with last year, the city and England?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from attendlib.benchmarks import CENSUS, DAILY, MEASURES, Published, areas_of, beside, neighbours_beside
from attendlib.report.blocks import Column, Table
from attendlib.report.sections.lastyear import last_year
from attendlib.report.sections.measured import heading, low, shown
from attendlib.report.sections.withheld import withheld_alone
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, phase_name, schools
from attendlib.report.written import NOT_AVAILABLE
from attendlib.rounding import half_up

OWN = {
    "overall_absence": "absence_percent",
    "unauthorised_absence": "unauthorised_percent",
    "persistent_absence": "persistently_absent_percent",
    "severe_absence": "severely_absent_percent",
}
"""The own measure that each published one is set beside."""


def comparison(view: View) -> Table:
    """The four measures of absence beside last year, the city and the latest published figures, with their periods."""
    period = _period(view)
    rows = [_row(view, view.name, period, view.own("city"))]
    before = last_year(view)
    if before:
        rows.append(_row(view, view.name, f"{before.academic_year}, whole year", before.figures.to_frame().T))
    if view.has_peers:
        rows.append(_row(view, f"All {schools(view.phase)} in the city", period, view.of_peers("city")))
    if view.school and len(view.of_city("school")) > 1:
        rows.append(_row(view, "All schools in the city", period, view.of_city("city")))
    rows.extend(_published_rows(view))
    columns = [
        Column("who", "Who"),
        Column("period", "Period"),
        *(Column(name, heading(own), "percent", PLACES) for name, own in OWN.items()),
    ]
    return Table("Absence compared", columns, rows, "there is nothing to compare with.", note=_note(view))


def _period(view: View) -> str:
    """``2025/26 to date``, or as far as the school's own figures go."""
    start, end = view.span.start, view.span.end
    if start != view.window.start:
        return f"{day(start)} to {day(end)}"
    return f"{view.academic_year} to {'date' if end == view.window.end else day(end)}"


def _note(view: View) -> str:
    said = [
        "Shares of possible sessions, and of enrolments for the last two.",
        "A figure to date and a whole year are not like for like: persistent absence is higher over a shorter time.",
        "Census figures are DfE's statistics of whole years, daily data its estimates from registers during a year: "
        "two series that are not to be mixed.",
    ]
    if view.school and not view.has_peers:
        said.append(f"No other {phase_name(view.phase)} school of the city has figures to compare with.")
    return " ".join(said)


def _row(view: View, who: str, period: str, frame: pd.DataFrame) -> dict[str, Any]:
    told = withheld_alone(view, shown(frame))
    row = told.iloc[0] if len(told) else None
    return {"who": who, "period": period, **{m: None if row is None else row[OWN[m]] for m in MEASURES}}


def until(figure: Published) -> str:
    """``2025/26 to 10 July 2026``; ``2025/26`` where its last day is not known."""
    return f"{figure.academic_year}{f' to {day(date.fromisoformat(figure.up_to))}' if figure.up_to else ''}"


def _published_rows(view: View) -> list[dict[str, Any]]:
    """England, the region and the authority, then its statistical neighbours, series by series."""
    figures, kind = view.open.published(), "" if view.phase == "all" else f", {phase_name(view.phase)}"
    rows = []
    for series in (DAILY, CENSUS):
        for area in areas_of(figures):
            found = beside(figures, area, view.phase, series, view.academic_year)
            if found:
                one = next(iter(found.values()))
                row = {m: _percent(found[m].percent) if m in found else NOT_AVAILABLE for m in MEASURES}
                rows.append({"who": f"{area}{kind} (published)", "period": f"{until(one)}, {series}", **row})
        near = neighbours_beside(figures, view.phase, series, view.academic_year)
        if near:
            year, counted = near.academic_year, max(count for _, count in near.measures.values())
            row = {m: _percent(near.measures[m][0]) if m in near.measures else NOT_AVAILABLE for m in MEASURES}
            rows.append(
                {"who": f"Middle one of {counted} statistical neighbours{kind}", "period": f"{year}, {series}", **row}
            )
    return rows


def _percent(figure: Decimal) -> float | str:
    return low([float(half_up(figure, PLACES))], [int(figure > 0)])[0]
