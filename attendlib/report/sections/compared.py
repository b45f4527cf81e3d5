"""How do the figures compare with last year, the city and England?"""

from datetime import date
from typing import Any

import numpy as np

from attendlib.benchmarks import CENSUS, DAILY, MEASURES, Published, area_of, beside
from attendlib.city import YearBefore
from attendlib.report.blocks import Column, Table
from attendlib.report.view import PLACES, View
from attendlib.report.words import day
from attendlib.rounding import percent

OWN = {
    "overall_absence": "absence_percent",
    "unauthorised_absence": "unauthorised_percent",
    "persistent_absence": "persistently_absent_percent",
    "severe_absence": "severely_absent_percent",
}
LABELS = {
    "overall_absence": "Overall absence",
    "unauthorised_absence": "Unauthorised absence",
    "persistent_absence": "Persistently absent",
    "severe_absence": "Severely absent",
}


def published(view: View) -> tuple[Published, ...]:
    """The published figures this city is set beside: from the file it names, else from the project's own tables."""
    return view.open.published()


def history_of(view: View) -> dict[str, dict[str, float]]:
    """Academic year -> measure -> percent, from the history table, pooled over the view's schools."""
    years: dict[str, list[YearBefore]] = {}
    for row in view.open.city.history:
        if row.urn in view.urns:
            years.setdefault(row.academic_year, []).append(row)
    return {year: _rates(rows) for year, rows in sorted(years.items())}


def _rates(rows: list[YearBefore]) -> dict[str, float]:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    def rate(part: int, whole: int) -> float:
        figure = percent(part, whole, PLACES)
        return float("nan") if figure is None else float(figure)

    possible, enrolments = total("possible"), total("enrolments")
    absent = total("authorised") + total("unauthorised")
    return {
        "attendance": rate(possible - absent, possible),
        "overall_absence": rate(absent, possible),
        "unauthorised_absence": rate(total("unauthorised"), possible),
        "persistent_absence": rate(total("persistently_absent"), enrolments),
        "severe_absence": rate(total("severely_absent"), enrolments),
    }


def last_year(view: View) -> dict[str, float]:
    """The figures of the academic year before, from the history table; empty where it lacks a school that is in this
    year's figures, for then the two would not be of the same schools."""
    first = int(view.academic_year[:4]) - 1
    year = f"{first}/{(first + 1) % 100:02d}"
    told = {row.urn for row in view.open.city.history if row.academic_year == year}
    counted = set(view.own("school").school)
    return history_of(view).get(year, {}) if counted <= told else {}


def comparison(view: View) -> Table:
    """The four measures of absence beside last year, the city and the latest published figures, with their periods."""
    to_date = f"{view.academic_year} to date"
    rows = [_own(view.name, to_date, view.own("city"))]
    before = last_year(view)
    if before:
        first = int(view.academic_year[:4]) - 1
        rows.append({"who": view.name, "period": f"{first}/{(first + 1) % 100:02d}, whole year", **_only(before)})
    if view.school:
        rows.append(_own(f"All {view.phase} schools in the city", to_date, view.of_peers("city")))
        rows.append(_own("All schools in the city", to_date, view.of_city("city")))
    rows.extend(_published_rows(view))
    columns = [
        Column("who", "Who"),
        Column("period", "Period"),
        *(Column(name, LABELS[name], "percent", PLACES) for name in MEASURES),
    ]
    return Table(
        "Absence compared",
        columns,
        rows,
        "there is nothing to compare with.",
        note="Shares of possible sessions, and of enrolments for the last two. A figure to date and a whole "
        "year are not like for like: persistent absence is higher over a shorter time. Census and daily "
        "figures are different series.",
    )


def _own(name: str, period: str, frame: Any) -> dict[str, Any]:
    row = frame.iloc[0] if len(frame) else None
    return {"who": name, "period": period, **{m: None if row is None else row[OWN[m]] for m in MEASURES}}


def _only(rates: dict[str, float]) -> dict[str, Any]:
    return {name: None if np.isnan(rates[name]) else rates[name] for name in MEASURES}


def _published_rows(view: View) -> list[dict[str, Any]]:
    areas = ["England", *([name] if (name := area_of(view.open.city.la_code)) else [])]
    rows = []
    for series in (DAILY, CENSUS):
        for area in areas:
            found = beside(published(view), area, view.phase, series, view.academic_year)
            if found:
                one = next(iter(found.values()))
                until = f" to {day(date.fromisoformat(one.up_to))}" if one.up_to else ""
                kind = "" if view.phase == "all" else f", {view.phase}"
                rows.append(
                    {
                        "who": f"{area}{kind} (published)",
                        "period": f"{one.academic_year}{until}, {series}",
                        **{m: float(found[m].rounded(PLACES)) if m in found else "x" for m in MEASURES},
                    }
                )
    return rows
