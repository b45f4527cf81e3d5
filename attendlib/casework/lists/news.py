"""What has changed for one enrolment since an earlier day, in words?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from attendlib.casework.done import Done
from attendlib.casework.lists.line import Line
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy

CLASSES = {"persistent_absence": "persistently absent", "severe_absence": "severely absent"}


def label(policy: Policy, step: str) -> str:
    """A step's short name: what stands before the colon of its name; of a record, which has a whole sentence for its
    name, the word that it goes by: Plan meeting."""
    names = {one.step: one.name for one in policy.says.steps}
    return names.get(step, step.replace("-", " ").capitalize()).partition(":")[0]


def due_here(stage: Stage) -> str:
    """The step that is due, empty for none: nothing is to be done at a school that the pupil has left."""
    return "" if stage.left else stage.due


@dataclass(frozen=True)
class News:
    """What changed. taken: what was put on record · words: what came of itself · newly: a step due that was not then ·
    withdrawn: a step that was due then and is no longer, though nobody took it."""

    taken: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    newly: str = ""
    withdrawn: str = ""


def done_since(stage: Stage, since: date) -> tuple[Done, ...]:
    """What was put on record after a day."""
    return tuple(done for done in stage.done if done.date > since)


def news(
    policy: Policy, lines: Sequence[Line], since: date, *, now: Stage, before: Stage | None, was_due: str | None = None
) -> News:
    """What changed since the evening of ``since``. before: the enrolment then by the marks as they are now, None where
    it had not begun · was_due: the step that was due by a list made then (empty for none), where there is such a list.

    A mark that was corrected meanwhile shows only against such a list."""
    due_then = (due_here(before) if before else "") if was_due is None else was_due
    fate = _fate(policy, now, since, due_then, before)
    words, newly = [fate] if fate else [], due_here(now) if now.due != due_then else ""
    if not now.left:
        words += [f"{label(policy, newly)} newly due"] if newly else []
        words += [*_holds(now, before), *_lists(policy, now, before), *_classes(lines, now, before)]
    taken = (
        f"{label(policy, done.step)} {done.how} on {done.date}"
        for done in done_since(now, since)
        if done.step != policy.says.hold.record
    )
    return News(tuple(taken), tuple(words), newly, due_then if fate else "")


def _fate(policy: Policy, now: Stage, since: date, due_then: str, before: Stage | None) -> str:
    """Why a step that was due is so no longer; empty where it was taken, or another one has come in its place."""
    if not due_then or due_here(now) or any(done.step == due_then for done in done_since(now, since)):
        return ""
    name = label(policy, due_then)
    if now.left:
        return f"{name} was due; the pupil left on {now.left}"
    if now.hold:
        return f"{name} was due and is kept back by the hold"
    overtaking = {other for step in policy.says.steps if step.step == due_then for other in step.unless_done}
    if any(done.step in overtaking for done in done_since(now, since)):
        return ""
    if before and due_here(before) == due_then:
        better = now.improvement and not now.improvement.none and now.improvement.since
        why = f", better since {label(policy, better.step)} of {better.date}" if better else ""
        return f"{name} was due at {before.percent}% and is no longer at {now.percent}%{why}"
    return f"{name} was due by the earlier list and is not by the marks as they are now"


def _holds(now: Stage, before: Stage | None) -> Iterator[str]:
    then = before.hold if before else ""
    if now.hold and not then:
        yield f"put on hold ({now.hold})"
    if then and not now.hold:
        yield "hold ended"


def _lists(policy: Policy, now: Stage, before: Stage | None) -> Iterator[str]:
    names = {one.list: one.name for one in policy.says.lists}
    then = before.lists if before else ()
    yield from (f"now on: {names[one]}" for one in now.lists if one not in then)
    yield from (f"no longer on: {names[one]}" for one in then if one not in now.lists)


def _classes(lines: Sequence[Line], now: Stage, before: Stage | None) -> Iterator[str]:
    if before is None:
        return
    for line in lines:
        is_now, was = (line.reached(stage.counts.absent, stage.counts.possible) for stage in (now, before))
        if is_now != was:
            yield f"{'became' if is_now else 'no longer'} {CLASSES[line.rule]}"
