"""How many pupils are at each step and in each class, and how has that changed since an earlier day?

Of pupils on roll on each of the two days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from attendlib.casework.done import DONE, Done
from attendlib.casework.lists.line import Line
from attendlib.casework.lists.news import done_since, due_here
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy


@dataclass(frozen=True)
class StepLoad:
    """One step of the policy. due, due_then: pupils for whom it is and was the step due · new: pupils for whom it is
    due and was not then · held: pupils on hold for whom it would be due · taken: pupils for whom it was done since ·
    had: pupils for whom it was ever done, as far back as the policy remembers · at, at_then: pupils whose latest step
    on record it is and was."""

    step: str
    due: int
    due_then: int
    new: int
    held: int
    taken: int
    had: int
    at: int
    at_then: int


@dataclass(frozen=True)
class ClassLoad:
    """One class of absence. now, then: pupils in it · joined: in it now and not then · recovered: in it then, still on
    roll and not in it now · gone: in it then and no longer on roll."""

    rule: str
    now: int
    then: int
    joined: int
    recovered: int
    gone: int


@dataclass(frozen=True)
class Caseload:
    """The answer: steps in the policy's order, then the classes; pupils on hold now and then, and pupils on roll."""

    steps: tuple[StepLoad, ...]
    classes: tuple[ClassLoad, ...]
    on_hold: int
    on_hold_then: int
    on_roll: int
    on_roll_then: int


def caseload(
    policy: Policy, now: Sequence[Stage], before: Sequence[Stage], since: date, lines: Sequence[Line]
) -> Caseload:
    """The counts of one school or several. now, before: the stages on the day and on the evening of ``since``."""
    here = [stage for stage in now if not stage.left]
    then = [stage for stage in before if not stage.left]
    return Caseload(
        step_loads(policy, here, then, since),
        tuple(_class(line, here, then) for line in lines),
        sum(bool(stage.hold) for stage in here),
        sum(bool(stage.hold) for stage in then),
        len(here),
        len(then),
    )


def step_loads(policy: Policy, now: Sequence[Stage], before: Sequence[Stage], since: date) -> tuple[StepLoad, ...]:
    """The steps alone, in the policy's order, of pupils on roll."""
    here = [stage for stage in now if not stage.left]
    then = [stage for stage in before if not stage.left]
    return tuple(_step(step.step, policy, here, then, since) for step in policy.says.steps)


def _step(step: str, policy: Policy, now: Sequence[Stage], before: Sequence[Stage], since: date) -> StepLoad:
    steps = {one.step for one in policy.says.steps}

    def at(stage: Stage) -> bool:
        return next((done.step for done in reversed(stage.done) if done.step in steps and done.how == DONE), "") == step

    due, due_then = ({(s.urn, s.upn) for s in stages if due_here(s) == step} for stages in (now, before))
    return StepLoad(
        step,
        due=len(due),
        due_then=len(due_then),
        new=len(due - due_then),
        held=sum(bool(stage.hold) and stage.would_be == step for stage in now),
        taken=sum(_has(step, done_since(stage, since)) for stage in now),
        had=sum(_has(step, stage.done) for stage in now),
        at=sum(at(stage) for stage in now),
        at_then=sum(at(stage) for stage in before),
    )


def _has(step: str, done: Sequence[Done]) -> bool:
    return any(one.step == step and one.how == DONE for one in done)


def _class(line: Line, now: Sequence[Stage], before: Sequence[Stage]) -> ClassLoad:
    is_in, was_in = (
        {(s.urn, s.upn) for s in stages if line.reached(s.counts.absent, s.counts.possible)} for stages in (now, before)
    )
    here = {(stage.urn, stage.upn) for stage in now}
    return ClassLoad(
        line.rule,
        len(is_in),
        len(was_in),
        len(is_in - was_in),
        len((was_in & here) - is_in),
        len(was_in - here),
    )
