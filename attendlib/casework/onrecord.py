"""What is on record for one enrolment, and what follows from it?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from attendlib.casework.done import Done
from attendlib.casework.due import Improvement, Ladder


class Record(NamedTuple):
    """What is on record for one enrolment.

    elsewhere: the same at other schools · hold: why it is kept out of every step, empty where it is not · review: the
    latest thing done that has a review, and its day, until
    a review is on record · doubtful: steps done whose attendance condition held, by the marks
    as they are now, neither on the day nor on the school day before · improvement: what the highest step that asks for
    one measures, due or not."""

    done: tuple[Done, ...]
    elsewhere: tuple[Done, ...]
    hold: str
    review: tuple[Done, date] | None
    doubtful: tuple[Done, ...]
    improvement: Improvement | None


NOTHING = Record((), (), "", None, (), None)


def on_record(ladder: Ladder, pupil: int) -> Record:
    """The record of one enrolment, up to the day asked about."""
    enrolment = (ladder.urn, ladder.upns[pupil])
    done, elsewhere = ladder.recorded(pupil), ladder.history.elsewhere(enrolment)
    if not done:
        return NOTHING._replace(elsewhere=elsewhere) if elsewhere else NOTHING
    hold = ladder.history.hold(enrolment, ladder.policy.says.hold)
    doubtful = tuple(one for one in done if one.step in ladder.steps and not ladder.held_by(one, pupil))
    return Record(done, elsewhere, hold, _review(ladder, done), doubtful, _waiting_for(ladder, pupil))


def _review(ladder: Ladder, record: Sequence[Done]) -> tuple[Done, date] | None:
    """The latest thing on record that has a review, and when it falls to be reviewed; None once that was held."""
    for done in reversed(record):
        if done.step in ladder.reviewed_after:
            later = ladder.reviewed_after[done.step]
            return (done, done.date + later) if later else None
    return None


def _waiting_for(ladder: Ladder, pupil: int) -> Improvement | None:
    """The improvement that the highest step which asks for one measures, due or not."""
    asking = [step for step in reversed(ladder.policy.says.steps) if step.when.no_improvement]
    measured = (ladder.improvement(step, pupil) for step in asking)
    return next((found for found in measured if found), None)
