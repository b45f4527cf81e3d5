"""Is absence made of odd days or of long stretches, and how many weeks are broken?"""

from attendlib.calendar import WEEKDAYS
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.nothing import marks_alone, without_marks
from attendlib.report.view import PLACES, View
from attendlib.rounding import percent

NOTE = (
    "A spell is a run of sessions missed with none attended between them; weekends and holidays do not part it. One "
    "that began before the period, or still goes on, is as long as the part inside."
)


def spells(view: View) -> Table | Callout | None:
    """How many spells of absence there were of each length, and how much of all absence they make up. None in a report
    for everybody: a long spell may be a single pupil's."""
    told = without_marks(view)
    if told or view.public:
        return told
    frame, day = view.own("city", split="spells"), int(rule("school_year").on(view.window.end)["sessions_per_day"])
    week = day * WEEKDAYS.index("Saturday")
    lengths = {
        "Less than a day": frame.length < day,
        "One day": frame.length == day,
        "More than a day, less than a school week": (frame.length > day) & (frame.length < week),
        "A school week or more": frame.length >= week,
    }
    sessions = frame.length * frame.spells
    rows = [
        {
            "length": name,
            "spells": int(frame.spells[inside].sum()),
            "sessions": int(sessions[inside].sum()),
            "share": percent(int(sessions[inside].sum()), int(sessions.sum()), PLACES),
        }
        for name, inside in lengths.items()
    ]
    columns = [
        Column("length", "Length"),
        Column("spells", "Spells", "count"),
        Column("sessions", "Sessions missed", "sessions"),
        Column("share", "Share of all absence", "percent"),
    ]
    shown = rows if len(frame) else []
    note = " ".join(filter(None, [NOTE, marks_alone(view)]))
    return Table("Spells of absence", columns, shown, "no session was missed.", note=note)


def broken_weeks(view: View) -> Table | Callout | None:
    """How many pupils' weeks were whole, broken by some absence, and missed altogether. None in a report for
    everybody."""
    told = without_marks(view)
    if told or view.public:
        return told
    frame = view.own("enrolment", "week").query("possible > 0")
    kinds = {
        "Nothing missed": frame.absent == 0,
        "Broken: a part missed": (frame.absent > 0) & (frame.absent < frame.possible),
        "Missed altogether": frame.absent == frame.possible,
    }
    rows = [
        {
            "kind": name,
            "weeks": int(inside.sum()),
            "share": percent(int(inside.sum()), len(frame), PLACES),
            "sessions": int(frame.absent[inside].sum()),
        }
        for name, inside in kinds.items()
    ]
    columns = [
        Column("kind", "The week of a pupil"),
        Column("weeks", "Weeks", "count"),
        Column("share", "Share of weeks", "percent"),
        Column("sessions", "Sessions missed", "sessions"),
    ]
    note = " ".join(filter(None, ["One for each pupil and school week with a possible session.", marks_alone(view)]))
    return Table("Broken weeks", columns, rows if len(frame) else [], "no week had a possible session.", note=note)
