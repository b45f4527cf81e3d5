"""Which pupils should school and authority talk about when they meet, and in which order?

First those who are severely absent, then those persistently absent whose attendance has not risen since the last
meeting, then those who have reached the threshold for a penalty notice. Each stands once, with all that applies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attendlib.casework.figures import Counts
from attendlib.casework.lists.events import NOTICE, Event
from attendlib.casework.lists.line import PERSISTENT, SEVERE, Line
from attendlib.casework.stage import Stage

SEVERELY, NO_PROGRESS, THRESHOLD = WHY = (
    "severely absent",
    "persistently absent, no better since the last meeting",
    "threshold for a penalty notice reached",
)


@dataclass(frozen=True)
class Topic:
    """One enrolment to discuss. why: which of WHY apply, in their order · since: its sessions since the last meeting,
    None where it was not yet on roll."""

    stage: Stage
    why: tuple[str, ...]
    since: Counts | None


def discuss(
    now: Sequence[Stage], before: Sequence[Stage], lines: Sequence[Line], events: Iterable[Event]
) -> tuple[Topic, ...]:
    """The pupils on roll to discuss, by school. now, before: the stages on the day and at the last meeting · lines:
    those of persistent and severe absence · events: as of the day."""
    then = {(stage.urn, stage.upn): stage.counts for stage in before}
    at_threshold = {(event.urn, event.upn) for event in events if event.kind == NOTICE and event.stands}
    drawn = {line.rule: line for line in lines}
    found = []
    for stage in now:
        if stage.left:
            continue
        key, counts = (stage.urn, stage.upn), stage.counts
        since = counts.less(then[key]) if key in then else None
        holds = {
            SEVERELY: drawn[SEVERE].reached(counts.absent, counts.possible),
            NO_PROGRESS: drawn[PERSISTENT].reached(counts.absent, counts.possible)
            and since is not None
            and since.no_better_than(then[key]),
            THRESHOLD: key in at_threshold,
        }
        why = tuple(reason for reason in WHY if holds[reason])
        if why:
            found.append(Topic(stage, why, since))
    return tuple(sorted(found, key=_urgency))


def _urgency(topic: Topic) -> tuple[object, ...]:
    return topic.stage.urn, WHY.index(topic.why[0]), topic.stage.counts.share, topic.stage.upn
