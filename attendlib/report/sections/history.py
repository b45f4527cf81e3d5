"""How do the years compare?"""

import pandas as pd

from attendlib.benchmarks import CENSUS
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.sections.compared import OWN, history_of, published
from attendlib.report.sections.opening import one
from attendlib.report.view import PLACES, View

TITLES = {"overall_absence": "Overall absence by year", "persistent_absence": "Persistently absent by year"}


def history(view: View, measure: str) -> Chart | Callout:
    """One measure over the years held, this year to date last, beside England's full years of the same phase."""
    years = history_of(view)
    if not years:
        return Callout(
            "note", "No earlier years", "The city file names no history table, so earlier years cannot be shown."
        )
    england = {
        f.academic_year: float(f.rounded(PLACES))
        for f in published(view)
        if (f.area, f.phase, f.series, f.measure) == ("England", view.phase, CENSUS, measure)
    }
    rows = [{"year": year, "own": rates[measure], "england": england.get(year)} for year, rates in years.items()]
    rows.append(
        {
            "year": view.academic_year,
            "own": one(view.own("city"))[OWN[measure]],
            "england": england.get(view.academic_year),
        }
    )
    kind = "England" if view.phase == "all" else f"England, {view.phase}"
    held = {row.urn for row in view.open.city.history} & set(view.urns)
    of_schools = "" if len(held) == len(view.urns) else f" and of {len(held)} of the {len(view.urns)} schools only"
    lines = [("own", view.name), *([("england", kind)] if any(row["england"] is not None for row in rows) else [])]
    return charts.history(
        pd.DataFrame(rows),
        year="year",
        lines=lines,
        title=TITLES[measure],
        note=f"{view.academic_year} is to date, the years before are whole{of_schools}. England: published full-year "
        "census figures; none was published for 2019/20.",
    )
