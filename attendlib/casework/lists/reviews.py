"""Which reviews of a step are due, and how has attendance been since it was taken?

A review stays due until one is on record, or anything for the pupil from its day on: what came of it is recorded, or it
has not happened. Where it has led to a step that is due, the step stands in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from attendlib.casework.done import Done
from attendlib.casework.figures import Counts, figures
from attendlib.casework.marks import marks_of
from attendlib.casework.stage import Stage
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.policy import rule
from attendlib.store import Store


@dataclass(frozen=True)
class Review:
    """One review that is due. done: the step or record to review · on: its day · before, after: the pupil's sessions up
    to the day on which it was done and after it."""

    urn: str
    upn: str
    done: Done
    on: date
    before: Counts
    after: Counts

    @property
    def no_improvement(self) -> bool:
        """Attendance since the step is no higher than before it, where both can be measured."""
        return self.after.no_better_than(self.before)


def reviews(city: City, store: Store, stages: Sequence[Stage], on: date) -> tuple[Review, ...]:
    """The reviews of pupils on roll that are overdue or fall due within the days that the rule ``school_lists`` looks
    ahead, the oldest first. ``stages``: as of ``on``."""
    until = on + timedelta(days=rule("school_lists").on(on)["review_ahead_days"])
    first = year_to_date(city, on).start
    due: dict[str, list[tuple[str, Done, date]]] = {}
    for stage in stages:
        if stage.review and not stage.left and stage.review[1] <= until and _open(stage, *stage.review):
            due.setdefault(stage.urn, []).append((stage.upn, *stage.review))
    found: list[Review] = []
    for marks in marks_of(city, store, on, list(due)):
        running = figures(marks, first)
        for upn, done, day in due[marks.urn]:
            pupil = marks.roll.number[upn]
            before, after = running.upto(pupil, done.date), running.after(pupil, done.date)
            found.append(Review(marks.urn, upn, done, day, before, after))
    return tuple(sorted(found, key=lambda review: (review.urn, review.on, review.upn)))


def _open(stage: Stage, reviewed: Done, day: date) -> bool:
    led_on = stage.due and reviewed in stage.needed
    return not led_on and all(done.date < day for done in stage.done)
