"""When in the week are sessions missed, and how did the weeks go?"""

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.view import View

TOTALS_ONLY = (
    "This school sent termly totals, not single marks, so nothing can be said about weeks, days or lateness. "
    "Send the register itself to see them."
)


def by_week(view: View) -> Chart | Callout:
    """Attendance in each school week, beside all schools of the phase."""
    if not view.has_marks:
        return Callout("note", "No weekly figures", TOTALS_ONLY)
    own = view.own("week")[["week", "attendance_percent", "absence_percent", "possible"]]
    peers = view.of_peers("week")[["week", "attendance_percent"]]
    frame = own.merge(peers, on="week", how="left", suffixes=("", "_peers"))
    frame["week"] = pd.to_datetime(frame["week"])
    label = f"All {view.phase} schools" if view.school and len(view.peers) > 1 else ""
    return charts.trend(
        frame,
        "week",
        "attendance_percent",
        "Attendance by week",
        label=view.name,
        other="attendance_percent_peers" if label else "",
        other_label=label,
    )


def pattern(view: View) -> Chart | Callout:
    """Absence by weekday and session."""
    if not view.has_marks:
        return Callout("note", "No daily pattern", TOTALS_ONLY)
    return charts.pattern(
        view.own("weekday", "session"), "weekday", "session", "absence_percent", "Absence by weekday and session"
    )
