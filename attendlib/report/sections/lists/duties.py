"""Which notices are to be considered, which returns made, and what else does the policy ask by count?"""

from attendlib.casework.lists import Event
from attendlib.casework.lists.events import NOTICE, PROMPT, RETURN
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day, sentence

KINDS = {NOTICE: "Notice to consider", RETURN: "Return to make", PROMPT: "Prompt of the policy"}

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("kind", "What"),
    Column("words", "Why"),
    Column("on", "Reached on", "date"),
    Column("new", "Since the last meeting"),
)


def duties(lists: Lists) -> PupilList | Callout:
    """Notices, returns and prompts that hold now or were reached since the last meeting, of pupils on roll."""
    told = without_marks(lists.view)
    if told:
        return told
    here = {(stage.urn, stage.upn): stage.hold for stage in lists.desk.now.rows if not stage.left}
    found = [
        event
        for event in lists.desk.events
        if (event.urn, event.upn) in here and (event.stands or event.on > lists.desk.since)
    ]
    if not found:
        text = f"Nothing holds now, and nothing was reached since {day(lists.desk.since)}."
        return Callout("good", "No notice, return or prompt", text)
    found.sort(key=lambda event: (list(KINDS).index(event.kind), event.on, event.upn))
    return PupilList(
        "Notices, returns and prompts",
        COLUMNS,
        [_row(lists, event, here[event.urn, event.upn]) for event in found],
        "there are none.",
        note="Prompts to a person: support comes first, the authority decides about a notice, and whether a return was "
        "made is in no register.",
    )


def _row(lists: Lists, event: Event, hold: str) -> dict[str, object]:
    words = f"{event.words}; on hold ({hold}): a person decides" if hold else event.words
    state = "new" if event.on > lists.desk.since else "as before"
    return {
        "pupil": pupil(lists, event.urn, event.upn),
        "kind": KINDS[event.kind],
        "words": sentence(words),
        "on": event.on,
        "new": state if event.stands else f"{state}, no longer holds",
    }
