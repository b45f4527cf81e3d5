"""What in a policy can be so, and is seldom meant?

A limit that rises where steps escalate, a step without a limit, and one that waits for a letter to be missed.
"""

from collections.abc import Iterator
from typing import Any

from attendlib.casework.shape import PolicyValue, Step
from attendlib.casework.standing import Policy
from attendlib.casework.why import limits_in_words


def doubts(asked: Policy) -> list[str]:
    """A sentence for each, with what to do if it is not meant."""
    return [*_upside_down(asked), *_without_limit(asked.says), *_never_missed(asked.says)]


def _upside_down(asked: Policy) -> Iterator[str]:
    """Steps that begin at a higher attendance than one that comes before them."""
    before: tuple[Step, Any] | None = None
    for step in asked.says.steps:
        top = step.when.attendance_below if step.when.attendance_at_most is None else step.when.attendance_at_most
        if top is None or step.when.phases:
            continue
        if before and asked.limit(top) > asked.limit(before[1]):
            here, there = (limits_in_words(one.when.limits, asked.limit) for one in (step, before[0]))
            yield (
                f'"{step.step}" ({here}) comes after "{before[0].step}" ({there}), which begins lower: steps stand in '
                "order of escalation, so a later one mostly has the lower limit"
            )
        before = (step, top)


def _without_limit(says: PolicyValue) -> Iterator[str]:
    for step in says.steps:
        if not step.when.of_attendance:
            yield f'"{step.step}" has no limit of attendance: it is due whatever the attendance, once the rest holds'


def _never_missed(says: PolicyValue) -> Iterator[str]:
    letters = {step.step for step in says.steps if step.letter}
    for step in says.steps:
        for need in step.requires:
            if need.outcome == "missed" and need.step in letters:
                yield (
                    f'"{step.step}" waits for "{need.step}" to be missed, which has a letter: that is sent and never '
                    'missed, so it would never come; name the meeting under "records" and require that'
                )
