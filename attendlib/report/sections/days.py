"""When in the week are sessions missed, and how did the weeks go?"""

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.sections.opening import one
from attendlib.report.view import View

TOTALS_ONLY = (
    "This school sent termly totals, not single marks, so nothing can be said about weeks, days or lateness. "
    "Send the register itself to see them."
)


def by_week(view: View) -> Chart | Callout:
    """Attendance in each school week, beside all schools of the phase."""
    if not view.has_marks:
        return Callout("note", "No weekly figures", TOTALS_ONLY)
    frame = view.own("week")
    reference = []
    if view.school and len(view.peers) > 1:
        reference.append((f"All {view.phase} schools", one(view.of_peers("city")).attendance_percent))
    return charts.trend(frame, x="week", y="attendance_percent", title="Attendance by week", label=view.name,
                        reference=reference, note="A line across: all schools of the phase over the whole period.")


def pattern(view: View) -> Chart | Callout:
    """Absence by weekday and session."""
    if not view.has_marks:
        return Callout("note", "No daily pattern", TOTALS_ONLY)
    return charts.pattern(view.own("weekday", "session"), day="weekday", session="session", value="absence_percent",
                          title="Absence by weekday and session", value_name="Absence")
