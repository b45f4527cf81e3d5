"""Which pupils are persistently or severely absent?"""

from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.sections.named import named
from attendlib.report.sections.nothing import without_figures
from attendlib.report.view import View


def persistently_absent(view: View) -> PupilList | Callout:
    """Every enrolment that is persistently absent to date, least attendance first, with its sessions."""
    told = without_figures(view)
    if told:
        return told
    frame = view.own("enrolment")
    frame = named(view, frame[frame.persistently_absent == 1]).sort_values(["attendance_percent", "pupil"])
    percent = rule("persistent_absence").on(view.window.end)["percent"]
    severe = rule("severe_absence").on(view.window.end)["percent"]
    columns = [
        Column("pupil", "Pupil"),
        Column("year", "Year"),
        Column("tutor", "Tutor group"),
        Column("attendance_percent", "Attendance", "percent"),
        Column("absent", "Missed", "sessions"),
        Column("possible", "Of possible", "sessions"),
        Column("authorised", "Authorised", "sessions"),
        Column("unauthorised", "Unauthorised", "sessions"),
        Column("late_before_close", "Late", "sessions"),
    ]
    return PupilList.from_frame(
        frame,
        "Persistently and severely absent pupils",
        columns,
        "no pupil is persistently absent.",
        note=f"Persistently absent: {percent}% or more of the pupil's own possible sessions missed; severely: "
        f"{severe}% or more. Counts are sessions; two make a day. The list is a prompt for a conversation, not a "
        "judgement.",
    )
