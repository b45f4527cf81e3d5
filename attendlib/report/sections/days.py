"""When in the week are sessions missed, and how did the weeks go?"""

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.sections.nothing import without_marks
from attendlib.report.view import View


def by_week(view: View) -> Chart | Callout:
    """Attendance in each school week, beside all schools of the phase."""
    told = without_marks(view, "No weekly figures")
    if told:
        return told
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
    told = without_marks(view, "No daily pattern")
    if told:
        return told
    return charts.pattern(
        view.own("weekday", "session"),
        day="weekday",
        session="session",
        value="absence_percent",
        title="Absence by weekday and session",
        value_name="Absence",
    )
