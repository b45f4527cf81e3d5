"""What does a policy ask, step by step, in plain sentences?"""

from collections.abc import Iterator
from typing import Any

from attendlib.casework.lists.news import label
from attendlib.casework.shape import Outcomes, Step, When
from attendlib.casework.standing import Policy
from attendlib.casework.why import limits_in_words

OUTCOMES = {"done": "was done", "missed": "was missed", "either": "was done or missed"}
"""How something that is required must have ended, in words."""

REMEMBERED = {
    "academic year": "What was done in an earlier academic year no longer counts, but for a hold: each begins anew.",
    "always": "What was done in an earlier academic year still counts.",
}
"""How far back a policy looks, in words."""


def in_words(asked: Policy) -> list[str]:
    """The steps in order, then the lists, the prompts, what holds a pupil back, how outcomes are understood and what is
    remembered. A rule that a condition names is told as one, with what it says."""
    says = asked.written
    return [
        *(f"{number}. {_step(step, asked)}" for number, step in enumerate(says.steps, start=1)),
        *(f"List: {one.name}. {_whom(one.when, asked)}." for one in says.lists),
        *(f"Prompt: {one.name}: {one.of(one.sessions)}. {one.who}." for one in says.prompts),
        f"No step is due while on hold ({', '.join(says.hold.reasons)}).",
        f"On record as {'; as '.join(_outcomes(says.outcomes))}.",
        REMEMBERED[says.remembered],
    ]


def _outcomes(said: Outcomes) -> Iterator[str]:
    for kind, words in (("done", said.done), ("missed", said.missed), ("taken back", said.void)):
        yield f"{kind}: {', '.join(words) or 'nothing'}"


def conditions(step: Step, asked: Policy) -> str:
    """When a step is due: how much is attended, what has to be on record, and what must not be."""
    needed = [f"after {label(asked, need.step)} {OUTCOMES[need.outcome]}" for need in step.requires]
    unless = [f"unless {label(asked, name)} was done" for name in step.unless_done]
    return ", ".join([_whom(step.when, asked), *needed, *_improvement(step.when, asked), *unless])


def _step(step: Step, asked: Policy) -> str:
    review = [] if step.review_weeks is None else [f"Review: {_weeks(step.review_weeks, asked)} later."]
    letter = [f"Letter: {step.letter}."] if step.letter else []
    return " ".join([f"{step.name}. {conditions(step, asked)}.", f"{step.who}: {step.does}.", *letter, *review])


def _whom(when: When, asked: Policy) -> str:
    """How much is attended, and of whom; every attendance where no limit is named."""
    limits = f"attendance is {limits_in_words(when.limits, asked.limit)}" if when.limits else ""
    parts = [part for part in (_by_rule(when, asked), limits) if part]
    said = f"When {', and '.join(parts)}" if parts else "Whatever the attendance"
    siblings = " with a sibling on roll in the city" if when.siblings else ""
    where = f" (only {', '.join(when.phases)})" if when.phases else ""
    return f"{said}{siblings}{where}"


def _by_rule(when: When, asked: Policy) -> str:
    """What the rule says that a condition names, in the latest academic year that it speaks of; nothing without one."""
    if not when.misses:
        return ""
    words = asked.law.words(when.misses)
    return f"a pupil {words.they_missed if words else 'missed as much'}, as the rule {when.misses} says"


def _improvement(when: When, asked: Policy) -> Iterator[str]:
    if when.no_improvement:
        since, weeks = label(asked, when.no_improvement.since), when.no_improvement.after_weeks
        period = f"in the {_weeks(weeks, asked)} or more since {since}" if asked.limit(weeks) else f"since {since}"
        yield f"if attendance {period} is not higher than before"


def _weeks(limit: Any, asked: Policy) -> str:
    number = asked.limit(limit)
    return f"{float(number):g} week{'' if number == 1 else 's'}"
