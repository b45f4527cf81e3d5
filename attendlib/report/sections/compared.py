"""How do the figures compare with last year, the city and England?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from attendlib.benchmarks import CENSUS, DAILY, MEASURES, Published, areas_of, beside, neighbours_beside
from attendlib.measures import Window
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
    period = period_in(view, view.span)
    rows = [compared_with(view, view.name, period, view.own("city"))]
    before = last_year(view)
    if before:
        rows.append(compared_with(view, view.name, f"{before.academic_year}, whole year", before.figures.to_frame().T))
    if view.has_peers:
        rows.append(compared_with(view, f"All {schools(view.phase)} in the city", period, view.of_peers("city")))
    if view.school and len(view.of_city("school")) > 1:
        rows.append(compared_with(view, "All schools in the city", period, view.of_city("city")))
    rows.extend(_published_rows(view))
    columns = [
        Column("who", "Who"),
        Column("period", "Period"),
        *(Column(name, heading(own), "percent", PLACES) for name, own in OWN.items()),
    ]
    return Table("Absence compared", columns, rows, "there is nothing to compare with.", note=_note(view))


def period_in(view: View, span: Window) -> str:
    """``2025/26 to date``, or the days as far as they go of figures that begin late or stop early."""
    start, end = span.start, span.end
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


def compared_with(view: View, who: str, period: str, frame: pd.DataFrame) -> dict[str, Any]:
    """A row of the measures beside others: those of a frame over everybody, as a report for its readers tells them."""
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
                row = published({measure: figure.percent for measure, figure in found.items()})
                rows.append({"who": f"{area}{kind} (published)", "period": f"{until(one)}, {series}", **row})
        near = neighbours_beside(figures, view.phase, series, view.academic_year)
        if near:
            year, counted = near.academic_year, max(count for _, count in near.measures.values())
            row = published({measure: figure for measure, (figure, _) in near.measures.items()})
            rows.append(
                {"who": f"Middle one of {counted} statistical neighbours{kind}", "period": f"{year}, {series}", **row}
            )
    return rows


def published(found: Mapping[str, Decimal]) -> dict[str, float | str]:
    """Figures in percent by measure, as precise as published, as the cells of a row show them."""
    rates = {measure: low([float(half_up(figure, PLACES))], [int(figure > 0)])[0] for measure, figure in found.items()}
    return {measure: rates.get(measure, NOT_AVAILABLE) for measure in MEASURES}
