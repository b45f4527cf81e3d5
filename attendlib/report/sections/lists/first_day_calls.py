"""Whom does the office call today?"""

from attendlib.casework.lists import Call
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil, short
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day, plural

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("mark", "Mark"),
    Column("first", "Call first because"),
    Column("days", "Days without a reason", "count"),
    Column("last", "Last in school"),
    Column("siblings", "Siblings also absent"),
)


def first_day_calls(lists: Lists) -> PupilList | Callout:
    """The pupils to call about on the day of the lists, those to call first at the top."""
    told = without_marks(lists.view)
    if told:
        return told
    calls, on = lists.desk.calls, day(lists.on)
    if calls.closed:
        return Callout("note", "No calls", f"No session was held on {on}, so there is nobody to call.")
    if calls.silent:
        text = f"Nobody has a mark in the first session of {on}: without its register nobody can be called missing."
        return Callout("warning", "No register of the morning", text)
    classes = ", ".join(f"{name} ({plural(pupils, 'pupil')})" for _, name, pupils in calls.not_taken)
    missing = f"Registers not taken, to be taken before any call: {classes}." if classes else ""
    if not calls.rows:
        text = f"Every pupil on roll has a mark with a reason in the first session of {on}. {missing}"
        return Callout("note" if missing else "good", "Nobody to call", text.strip())
    rule = "Called are pupils without a mark, or with the code for a reason not yet established, in the first session"
    listed = ", and those on the first-day-calling list who are not there" if calls.has_list else ""
    held = "A pupil on hold is called only if a person decides so." if any(call.hold for call in calls.rows) else ""
    return PupilList(
        f"First-day calls of {on}",
        COLUMNS,
        [_row(lists, call) for call in calls.rows],
        "nobody is to be called.",
        note=" ".join(filter(None, [missing, f"{rule}{listed}.", held])),
    )


def _row(lists: Lists, call: Call) -> dict[str, object]:
    first = [f"on hold ({call.hold}): a person decides"] if call.hold else []
    return {
        "pupil": pupil(lists, call.urn, call.upn),
        "mark": call.code or "none",
        "first": "; ".join([*first, *call.first]) or "no special reason",
        "days": call.days,
        "last": short(call.last_present) if call.last_present else "not yet this year",
        "siblings": "; ".join(_sibling(lists, one.urn, one.upn) for one in call.siblings) or "none",
    }


def _sibling(lists: Lists, urn: str, upn: str) -> str:
    """A pupil of the school by name; one of another school by that school alone."""
    return pupil(lists, urn, upn) if urn in lists.view.urns else f"one at {lists.desk.city.school(urn).name}"
