"""How did the half terms and weeks go, and when in the week are sessions missed?"""

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.sections.measured import columns, low, shown
from attendlib.report.sections.nothing import marks_alone, without_marks
from attendlib.report.view import PLACES, View
from attendlib.report.words import schools
from attendlib.rounding import percents


def by_week(view: View) -> Chart | Callout:
    """Attendance in each school week, beside all schools of the phase."""
    told = without_marks(view)
    if told:
        return told
    frame, title, note = view.own("week"), "Attendance by week", marks_alone(view)
    if not view.has_peers:
        return charts.trend(frame, "week", "attendance_percent", title, label=view.name, note=note)
    peers = view.of_peers("week")[["week", "attendance_percent"]]
    return charts.trend(
        frame.merge(peers, on="week", how="left", suffixes=("", "_peers")),
        "week",
        "attendance_percent",
        title,
        label=view.name,
        other="attendance_percent_peers",
        other_label=f"All {schools(view.phase)}",
        note=note,
    )


def by_half_term(view: View) -> Table | Callout:
    """Attendance in each half term, with the days it ran; where the schools of a city differ, from the earliest first
    to the latest last."""
    told = without_marks(view)
    if told:
        return told
    frame, periods = shown(view.own("half_term")), dict(view.half_terms)
    so_far = percents(frame.attended.cumsum(), frame.possible.cumsum(), PLACES)
    frame["so_far"], frame["label"] = so_far, [f"Half term {number}" for number in frame.half_term]
    frame["first"] = [periods[number].start for number in frame.half_term]
    frame["last"] = [min(periods[number].end, view.window.end) for number in frame.half_term]
    heads = [Column("label", "Half term"), *columns("attendance_percent")]
    heads.append(Column("so_far", "Attendance, year to its end", "percent"))
    heads += [
        *columns("authorised_percent", "unauthorised_percent"),
        Column("first", "From", "date"),
        Column("last", "To", "date"),
    ]
    return Table.from_frame(frame, "Attendance by half term", heads, "no half term has begun.", note=marks_alone(view))


def calendar(view: View) -> Chart | Callout | None:
    """Attendance on every school day, so that the days that stand out are seen. None in a school's report without
    names: on a single day few are away."""
    told = without_marks(view)
    if told or view.without_names:
        return told
    frame, note = view.own("date"), marks_alone(view)
    return charts.heatmap(frame, "date", "attendance_percent", "Attendance on every day", note=note)


def pattern(view: View) -> Chart | Callout:
    """Absence by weekday and session."""
    told = without_marks(view)
    if told:
        return told
    frame = view.own("weekday", "session")
    return charts.pattern(
        frame.assign(absence=low(frame.absence_percent, frame.absent)),
        day="weekday",
        session="session",
        value="absence",
        title="Absence by weekday and session",
        value_name="Absence",
        note=marks_alone(view),
    )
