"""When in the week are sessions missed, and how did the weeks go?"""

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
    own = view.own("week")
    title, beside = "Attendance by week", view.school is not None and len(view.peers) > 1
    if not beside:
        return charts.trend(own, "week", "attendance_percent", title, label=view.name)
    peers = view.of_peers("week")[["week", "attendance_percent"]]
    frame = own.merge(peers, on="week", how="left", suffixes=("", "_peers"))
    return charts.trend(
        frame,
        "week",
        "attendance_percent",
        title,
        label=view.name,
        other="attendance_percent_peers",
        other_label=f"All {view.phase} schools",
    )


def pattern(view: View) -> Chart | Callout:
    """Absence by weekday and session."""
    if not view.has_marks:
        return Callout("note", "No daily pattern", TOTALS_ONLY)
    return charts.pattern(
        view.own("weekday", "session"),
        day="weekday",
        session="session",
        value="absence_percent",
        title="Absence by weekday and session",
        value_name="Absence",
    )
