"""What is there to do for whom this week, since when, and what has changed since the last one?

A pupil is on it with a step due, a review overdue or near, a hold, a step to look at again, one that was withdrawn, or
something that fell due or changed. Those waiting longest come first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendlib.casework.figures import Counts
from attendlib.casework.lists.earlier import Earlier
from attendlib.casework.lists.events import Event
from attendlib.casework.lists.line import Line
from attendlib.casework.lists.news import News, done_since, news
from attendlib.casework.lists.reviews import Review
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy


@dataclass(frozen=True)
class Task:
    """One enrolment with something to do. before: its sessions up to the earlier day, None where it had none to compare
    with · events: what fell due since then."""

    stage: Stage
    review: Review | None
    before: Counts | None
    news: News
    events: tuple[Event, ...]

    @property
    def due_on(self) -> date | None:
        """Since when it waits, or when its review falls due: the earlier of the two; None for neither."""
        days = [self.stage.since] if self.stage.due and self.stage.since else []
        return min([*days, *([self.review.on] if self.review else [])], default=None)

    @property
    def lately(self) -> Counts | None:
        """The sessions since the earlier day; None where there is nothing to compare with."""
        return None if self.before is None else self.stage.counts.less(self.before)

    @property
    def points(self) -> Decimal | None:
        """The change of attendance since the earlier day in percentage points, rounded once; None for none."""
        return None if self.before is None else self.stage.counts.points_over(self.before)


@dataclass(frozen=True)
class Tracker:
    """The answer: the tasks, by school and then the oldest first. since: the evening compared with, None where it was
    before the academic year · done: steps and records put down since then, of pupils on roll · gone: enrolments with a
    step due by the earlier tracker that the pupils table no longer has."""

    rows: tuple[Task, ...]
    since: date | None
    done: int
    gone: int

    @property
    def withdrawn(self) -> tuple[Task, ...]:
        """The tasks whose step is no longer due though nobody took it."""
        return tuple(task for task in self.rows if task.news.withdrawn)


def tracker(
    policy: Policy,
    now: Sequence[Stage],
    before: Sequence[Stage] | None,
    since: date,
    *,
    lines: Sequence[Line],
    reviews: Sequence[Review] = (),
    events: Sequence[Event] = (),
    earlier: Earlier | None = None,
) -> Tracker:
    """Everything to do. now, before: the stages on the day and on the evening of ``since``, None where that lies before
    the academic year · reviews, events: as of the day · earlier: what a tracker made then said was due."""
    then = {(stage.urn, stage.upn): stage for stage in before or ()}
    due = {(review.urn, review.upn): review for review in reviews}
    fell_due: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.on > since:
            fell_due.setdefault((event.urn, event.upn), []).append(event)
    rows = []
    for stage in now:
        key = (stage.urn, stage.upn)
        was = then.get(key)
        said = None if earlier is None else earlier.get(key, "")
        changed = (
            News()
            if before is None and said is None
            else news(policy, lines, since, now=stage, before=was, was_due=said)
        )
        task = Task(stage, due.get(key), was.counts if was else None, changed, tuple(fell_due.get(key, ())))
        if _is_one(task):
            rows.append(task)
    done = sum(len(done_since(stage, since)) for stage in now if not stage.left)
    here, schools = {(stage.urn, stage.upn) for stage in now}, {stage.urn for stage in now}
    gone = sum(bool(step) and key[0] in schools and key not in here for key, step in (earlier or {}).items())
    return Tracker(tuple(sorted(rows, key=_urgency)), None if before is None else since, done, gone)


def _is_one(task: Task) -> bool:
    stage = task.stage
    if stage.left:
        return bool(task.news.withdrawn)
    return bool(stage.due or task.review or stage.hold or stage.doubtful or task.news.words or task.events)


def _urgency(task: Task) -> tuple[object, ...]:
    return task.stage.urn, task.due_on or date.max, bool(task.stage.hold), not task.news.withdrawn, task.stage.upn
