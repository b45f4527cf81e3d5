"""How much absence will there be at the end of term, and how often has such a forecast held?"""

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Chart, Words
from attendlib.report.sections.research.refused import or_why
from attendlib.report.view import View
from attendlib.report.words import day, share
from attendlib.research import Forecast
from attendlib.rounding import half_up, percent


@or_why
def schools(told: Forecast, view: View) -> Chart:
    """Each school's absence of the year by the last day, with its interval, and what came where that is known."""
    names = view.open.city.school_names
    rows = [
        {
            "name": names[str(one.urn)],
            "value": half_up(float(one.forecast), 1),
            "low": half_up(float(one.low), 1),
            "high": half_up(float(one.high), 1),
            "actual": None if pd.isna(one.actual) else half_up(float(one.actual), 1),
        }
        for one in told.schools.itertuples()
    ]
    known = any(row["actual"] is not None for row in rows)
    wanted = half_up(100 * told.share, 0)
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        f"Absence in the year to {day(told.until)}, foretold on {day(told.on)}",
        label_name="School",
        value_name="Absence foretold",
        marker="actual" if known else "",
        marker_name="what came" if known else "",
        kind="percent",
        note=f"Intervals that should hold {wanted}% of what comes, as wide for a small school as for a large one.",
        empty="no school has enough days with marks.",
    )


@or_why
def coverage(told: Forecast) -> Words:
    """How often intervals drawn the same way held, on earlier days and on this one."""
    wanted = half_up(100 * told.share, 0)
    lines = [f"The interval rests on {told.learnt_from:,} earlier forecasts of this year."]
    if told.tried:
        held = share(told.held, told.tried, "intervals")
        lines.append(
            f"Drawn the same way on earlier days of this year, from what was known then, {held} held what came: "
            f"{percent(told.held, told.tried, 0)}%, where {wanted}% was wanted. They overlap, and schools share their "
            "weather and their illnesses, so that is a rough figure."
        )
    else:
        lines.append("There were too few earlier days to try it on, so nobody knows how often it holds.")
    known = told.schools[told.schools.actual.notna()]
    if len(known):
        right = int(((known.actual >= known.low) & (known.actual <= known.high)).sum())
        lines.append(
            f"Of the intervals above, {share(right, len(known), 'schools')} held, where {wanted}% was wanted; schools "
            "share what the weeks brought, so that they often miss together."
        )
    return Words(lines)
