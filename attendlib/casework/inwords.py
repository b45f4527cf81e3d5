"""What does a policy ask, step by step, in plain sentences?"""

from collections.abc import Iterator
from typing import Any

from attendlib.casework.lists.news import label
from attendlib.casework.shape import Step, When
from attendlib.casework.standing import Policy
from attendlib.casework.why import limits_in_words

OUTCOMES = {"done": "was done", "missed": "was missed", "either": "was done or missed"}
"""How something that is required must have ended, in words."""


def in_words(asked: Policy) -> list[str]:
    """The steps in order, then the lists, the prompts, what holds a pupil back and what is remembered."""
    says = asked.says
    return [
        *(f"{number}. {_step(step, asked)}" for number, step in enumerate(says.steps, start=1)),
        *(f"List: {one.name}: {_limits(one.when, asked)}." for one in says.lists),
        *(f"Prompt: {one.name}: {one.of(one.sessions)}. {one.who}." for one in says.prompts),
        f"No step is due while on hold ({', '.join(says.hold.reasons)}).",
        f"Steps of earlier academic years {'still' if says.remembered == 'always' else 'no longer'} count.",
    ]


def _step(step: Step, asked: Policy) -> str:
    needed = [f"after {label(asked, need.step)} {OUTCOMES[need.outcome]}" for need in step.requires]
    unless = [f"unless {label(asked, name)} was done" for name in step.unless_done]
    conditions = [_limits(step.when, asked), *needed, *_improvement(step.when, asked), *unless]
    review = [] if step.review_weeks is None else [f"Review: {_weeks(step.review_weeks, asked)} later."]
    letter = [f"Letter: {step.letter}."] if step.letter else []
    return " ".join([f"{step.name}: {', '.join(conditions)}.", f"{step.who}: {step.does}.", *letter, *review])


def _limits(when: When, asked: Policy) -> str:
    """How much is attended, and of whom; every attendance where no limit is named."""
    said = limits_in_words(when.limits, asked.limit) or ("by its rule" if when.misses else "whatever the attendance")
    siblings = " with a sibling on roll in the city" if when.siblings else ""
    where = f" (only {', '.join(when.phases)})" if when.phases else ""
    return f"{said}{siblings}{where}"


def _improvement(when: When, asked: Policy) -> Iterator[str]:
    if when.no_improvement:
        since, weeks = label(asked, when.no_improvement.since), when.no_improvement.after_weeks
        period = f"in the {_weeks(weeks, asked)} or more since {since}" if asked.limit(weeks) else f"since {since}"
        yield f"if attendance {period} is not higher than before"


def _weeks(limit: Any, asked: Policy) -> str:
    number = asked.limit(limit)
    return f"{float(number):g} week{'' if number == 1 else 's'}"
