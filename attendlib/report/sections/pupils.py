"""Which pupils are persistently or severely absent?"""

from attendlib.measures.decided import PERSISTENT
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.sections.measured import columns
from attendlib.report.sections.named import NAMED, named
from attendlib.report.sections.near import ways_out
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.thresholds import in_question, thresholds
from attendlib.report.view import View
from attendlib.report.words import sentence

GONE = ("has left", "has left")

WAYS = (
    "May still miss: of the sessions to come, all others attended, and not be persistently absent when the year ends. "
    "Out of it on: the first school day below the line if every session from now on is attended. "
)

MEASURED = ("attendance_percent", "absent", "possible", "authorised", "unauthorised")


def persistently_absent(view: View) -> PupilList | Callout | None:
    """Every enrolment that is persistently absent to date, least attendance first, with its sessions. None in a report
    for everybody."""
    if view.public:
        return None
    told = without_figures(view) or _untold(view)
    if told:
        return told
    frame = view.own("enrolment")
    frame = named(view, frame[frame.persistently_absent == 1]).sort_values(["attendance_percent", "pupil"])
    lines = [f"{sentence(line.words)}: {line.missed}." for line in thresholds(view)]
    # A termly total does not say who was late.
    late = [] if any(reach.totals for reach in view.reach.values()) else columns("late_before_close")
    out = ways_out(view)
    frame["left"], frame["out"] = ([out.get(upn, GONE)[at] for upn in frame.upn] for at in (0, 1))
    ways = [Column("left", "May still miss this year"), Column("out", "Out of it on")] if out else []
    return PupilList.from_frame(
        frame,
        "Persistently and severely absent pupils",
        [*NAMED, *columns(*MEASURED), *late, *ways],
        "no pupil is persistently absent.",
        note=f"{' '.join(lines)} Counts are sessions; two make a day. {WAYS if out else ''}The list is a prompt for a "
        "conversation, not a judgement.",
    )


def _untold(view: View) -> Callout | None:
    """Why it cannot be told who is persistently absent; None where it can."""
    why = in_question(view).untold.get(PERSISTENT)
    return Callout("note", "Who is persistently absent cannot be told", why) if why else None
