"""Whom do school and authority talk about, and what do they agree?"""

from attendlib.casework.lists import Topic
from attendlib.report.blocks import Callout, Column, PupilList, ToFillIn
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import on_record, pupil, rate, step
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("why", "Why"),
    Column("rate", "Attendance", "percent"),
    Column("missed", "Missed", "sessions"),
    Column("since", "Since the last meeting", "percent"),
    Column("due", "Step due"),
    Column("record", "Last on record"),
)
AGREED = (
    Column("number", "No.", "count"),
    Column("about", "About whom"),
    Column("what", "What was agreed"),
    Column("who", "Who does it"),
    Column("by", "By when"),
)
LINES = 8
"""Lines to write in."""


def to_discuss(lists: Lists) -> PupilList | Callout:
    """The pupils to discuss, the severely absent first."""
    told = without_marks(lists.view)
    if told:
        return told
    found = lists.desk.topics
    if not found:
        text = "Nobody is severely absent, persistently absent without progress, or at the threshold for a notice."
        return Callout("good", "Nobody to discuss", text)
    untold = "" if lists.desk.before is not None else "Progress since a day of another year cannot be told. "
    return PupilList(
        "Pupils to discuss",
        COLUMNS,
        [_row(lists, topic) for topic in found],
        "there are none.",
        note=f"{untold}First the severely absent, then the persistently absent whose attendance has not risen since "
        f"the last meeting ({day(lists.desk.since)}), then those at the threshold for a penalty notice; in each "
        "the least attendance first.",
    )


def agreed(lists: Lists) -> ToFillIn:
    """An empty table for what the meeting agrees."""
    rows = [{"number": line, "about": "", "what": "", "who": "", "by": ""} for line in range(1, LINES + 1)]
    caption = f"What was agreed about {lists.view.name}"
    return ToFillIn(caption, AGREED, rows, "there are no lines.", note="Date of the next meeting: ____________________")


def _row(lists: Lists, topic: Topic) -> dict[str, object]:
    stage = topic.stage
    held = f"on hold ({stage.hold}): a person decides" if stage.hold else ""
    return {
        "pupil": pupil(lists, stage.urn, stage.upn),
        "why": "; ".join(filter(None, [held, *topic.why])),
        "rate": rate(stage.counts),
        "missed": stage.counts.absent,
        "since": "x" if topic.since is None else rate(topic.since),
        "due": step(lists, stage.due) if stage.due else "none",
        "record": on_record(lists, stage.done),
    }
