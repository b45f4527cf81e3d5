"""How do the figures compare with last year, the city and England?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from attendlib.benchmarks import CENSUS, DAILY, MEASURES, Published, areas_of, beside, neighbours_beside
from attendlib.measures import Window
from attendlib.measures.decided import CLASSES
from attendlib.report.blocks import Column, Table
from attendlib.report.sections.lastyear import last_year
from attendlib.report.sections.measured import heading, low, shown
from attendlib.report.sections.others import city_withheld, phase_withheld
from attendlib.report.sections.thresholds import definitions
from attendlib.report.sections.withheld import withheld_alone
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, listed, phase_name, schools
from attendlib.report.written import HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE
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
    rows = [*_own_rows(view), *_published_rows(view)]
    columns = [
        Column("who", "Who"),
        Column("period", "Period"),
        *(Column(name, heading(own), "percent", PLACES) for name, own in OWN.items()),
    ]
    return Table("Absence compared", columns, rows, "there is nothing to compare with.", note=_note(view, rows))


def _own_rows(view: View) -> list[dict[str, Any]]:
    """The rows of the school or city and of those beside it; with the academic year that each is of."""
    period, before = period_in(view, view.span), last_year(view)
    rows = [compared_with(view, view.name, period, view.own("city"))]
    if view.has_peers:
        row = compared_with(view, f"All {schools(view.phase)} in the city", period, view.of_peers("city"))
        rows.append(_without(row, lambda name: phase_withheld(view, name)))
    if view.school and len(view.of_city("school")) > 1:
        row = compared_with(view, "All schools in the city", period, view.of_city("city"))
        rows.append(_without(row, lambda name: city_withheld(view, name)))
    rows = [row | {"year": view.academic_year} for row in rows]
    if before:
        whole = f"{before.academic_year}, whole year"
        row = compared_with(view, view.name, whole, before.figures.to_frame().T)
        rows.insert(1, row | {"year": before.academic_year})
    return rows


def _without(row: dict[str, Any], is_withheld: Callable[[str], bool]) -> dict[str, Any]:
    """The row of some schools together without the classes that would tell of others."""
    hidden = [measure for measure, own in OWN.items() if is_withheld(own.removesuffix("_percent"))]
    return row | {measure: HIDDEN for measure in hidden if row[measure] != NOT_APPLICABLE}


def period_in(view: View, span: Window) -> str:
    """``2025/26 to date``, or the days as far as they go of figures that begin late or stop early."""
    start, end = span.start, span.end
    if start != view.window.start:
        return f"{day(start)} to {day(end)}"
    return f"{view.academic_year} to {'date' if end == view.window.end else day(end)}"


def _note(view: View, rows: Sequence[dict[str, Any]]) -> str:
    said = [
        "Shares of possible sessions, and of enrolments for the last two.",
        "A figure to date and a whole year are not like for like: persistent absence is higher over a shorter time.",
        "Census figures are DfE's statistics of whole years, daily data its estimates from registers during a year: "
        "two series that are not to be mixed.",
        *_defined_otherwise(view, rows),
    ]
    if view.school and not view.has_peers:
        said.append(f"No other {phase_name(view.phase)} school of the city has figures to compare with.")
    return " ".join(said)


def _defined_otherwise(view: View, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Of each class with figures of years in which its rule was another, which year's is which."""
    for name in CLASSES.values():
        years = sorted({row["year"] for row in rows if row[name] not in (None, NOT_AVAILABLE)} | {view.academic_year})
        said = definitions(name, years)
        if len(said) > 1:
            told = "; ".join(f"in {listed(of)} {words}" for words, of in reversed(said))
            yield f"{name.replace('_', ' ').capitalize()} is not defined alike in all years of the table: {told}."


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
                who, period = f"{area}{kind} (published)", f"{until(one)}, {series}"
                rows.append({"who": who, "year": one.academic_year, "period": period, **row})
        near = neighbours_beside(figures, view.phase, series, view.academic_year)
        if near:
            year, counted = near.academic_year, max(count for _, count in near.measures.values())
            row = published({measure: figure for measure, (figure, _) in near.measures.items()})
            who = f"Middle one of {counted} statistical neighbours{kind}"
            rows.append({"who": who, "year": year, "period": f"{year}, {series}", **row})
    return rows


def published(found: Mapping[str, Decimal]) -> dict[str, float | str]:
    """Figures in percent by measure, as precise as published, as the cells of a row show them."""
    rates = {measure: low([float(half_up(figure, PLACES))], [int(figure > 0)])[0] for measure, figure in found.items()}
    return {measure: rates.get(measure, NOT_AVAILABLE) for measure in MEASURES}
