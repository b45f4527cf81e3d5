"""How do the years compare?"""

from collections.abc import Sequence

import pandas as pd

from attendlib.benchmarks import CENSUS
from attendlib.policy import academic_year_start
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.sections.compared import OWN
from attendlib.report.sections.lastyear import is_whole, whole_years
from attendlib.report.sections.measured import one
from attendlib.report.sections.thresholds import same_rule
from attendlib.report.sections.withheld import without_small
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed, phase_name
from attendlib.report.written import NOT_AVAILABLE

TITLES = {"overall_absence": "Overall absence by year", "persistent_absence": "Persistently absent by year"}


def history(view: View, measure: str) -> Chart | Callout:
    """One measure over the years held, this year to date last, beside England's full years of the same phase."""
    before = [r for r in view.open.city.history if r.urn in view.urns and r.academic_year < view.academic_year]
    if not before:
        return Callout(
            "note",
            "No earlier years",
            f"The city file names no history table with years before {view.academic_year}, so none can be shown.",
        )
    years, own = whole_years(before), OWN[measure]
    frame = pd.DataFrame({"year": [*years.academic_year, view.academic_year]})
    rows = [*years.to_dict("records"), one(view.own("city"))]
    frame["own"] = [without_small(view, row)[own] for row in rows]
    england = {
        f.academic_year: float(f.rounded(PLACES))
        for f in view.open.published()
        if (f.area, f.phase, f.series, f.measure) == ("England", view.phase, CENSUS, measure)
    }
    frame["england"] = [england.get(year, NOT_AVAILABLE) for year in frame.year]
    kind = "England" if view.phase == "all" else f"England, {phase_name(view.phase)}"
    beside = [("england", kind)] if england.keys() & set(frame.year) else []
    notes = [_this_year(view), _of_england(frame), _defined_anew(measure, list(frame.year))]
    return charts.history(
        frame,
        year="year",
        lines=[("own", view.name), *beside],
        title=TITLES[measure],
        apart="" if is_whole(view) else view.academic_year,
        note=" ".join(filter(None, notes)),
    )


def _this_year(view: View) -> str:
    held = {row.urn for row in view.open.city.history} & set(view.urns)
    of_schools = "" if len(held) == len(view.urns) else f" and of {len(held)} of the {len(view.urns)} schools only"
    if is_whole(view):
        return f"The years before {view.academic_year} are{of_schools.removeprefix(' and')}." if of_schools else ""
    return (
        f"{view.academic_year}, the open mark, is to date: it stands apart from the years before, which are whole"
        f"{of_schools}."
    )


def _of_england(frame: pd.DataFrame) -> str:
    before = frame[frame.year < frame.year.max()]
    without = [year for year, rate in zip(before.year, before.england, strict=True) if rate == NOT_AVAILABLE]
    if len(without) == len(before):
        return ""
    none = f"; none for {listed(without)}" if without else ""
    return f"England: published full-year census figures{none}."


def _defined_anew(measure: str, years: Sequence[str]) -> str:
    """The years from which on persistent absence was told by another rule than the year before."""
    if measure != "persistent_absence":
        return ""
    starts = [academic_year_start(year) for year in years]
    changed = [
        year
        for year, day, before in zip(years[1:], starts[1:], starts, strict=False)
        if not same_rule(measure, day, before)
    ]
    return f"Persistent absence is defined anew from {listed(changed)} on." if changed else ""
