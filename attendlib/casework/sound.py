"""Can every step of a policy happen, and does each have a place of its own?

Found: a name that nobody declared, a name used twice, a circle of requirements, a requirement that comes later or can
never be met, conditions that no pupil can satisfy, a step that another one always hides, a letter of a step that is
never done, weeks that run backwards, an outcome that means two things.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attendlib.casework.byrule import WHOLE
from attendlib.casework.order import Fault, Place, out_of_order
from attendlib.casework.shape import PolicyValue, Step, When, exact
from attendlib.codes import code_book
from attendlib.yamlfile import did_you_mean


def unsound(says: PolicyValue, rules: Sequence[str]) -> Iterator[Fault]:
    """Each fault as (place below the value, what is wrong and how to mend it). ``rules``: the names of all rules."""
    names = [*(s.step for s in says.steps), *(r.record for r in says.records), says.hold.record]
    yield from _repeated(says)
    yield from _undeclared(says, list(dict.fromkeys(names)))
    for position, duty in enumerate(says.duties):
        if duty not in rules:
            yield ("duties", position), f'there is no rule "{duty}": {did_you_mean(duty, rules)}'
    for position, prompt in enumerate(says.prompts):
        for i, code in enumerate(prompt.codes):
            if not code_book().periods(code):
                yield ("prompts", position, "codes", i), "this is in no code set: write a code of the register"
        if prompt.sessions < 1:
            yield ("prompts", position, prompt.way), "it takes at least one session: correct the number"
    for position, step in enumerate(says.steps):
        if step.letter and step.kind == "level":
            what = f'"{step.step}" is a level, so it is never done and its letter would go out every day: take it out'
            yield ("steps", position, "letter"), what
        if step.review_weeks is not None and step.kind == "level":
            what = f'"{step.step}" is a level, so it is never done and no review follows: give one to what is recorded'
            yield ("steps", position, "review_weeks"), what
    yield from _outcomes(says)
    faults = list(_limits(says))
    yield from faults
    yield from out_of_order(says)
    if not faults:
        yield from _hidden(says)


def _repeated(says: PolicyValue) -> Iterator[Fault]:
    for part, names in (
        ("steps", [*(s.step for s in says.steps)]),
        ("records", [*(r.record for r in says.records)]),
        ("lists", [*(one.list for one in says.lists)]),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                second = [i for i, other in enumerate(names) if other == name][1]
                yield (part, second), f'"{name}" stands twice: give each its own name'
    for name in {s.step for s in says.steps} & {r.record for r in says.records}:
        yield ("records",), f'"{name}" is both a step and a record: keep one of them'


def _undeclared(says: PolicyValue, names: list[str]) -> Iterator[Fault]:
    for position, step in enumerate(says.steps):
        place = ("steps", position)
        mentioned: list[tuple[Place, str]] = [(("requires", i), need.step) for i, need in enumerate(step.requires)]
        mentioned += [(("unless_done", i), name) for i, name in enumerate(step.unless_done)]
        if step.when.no_improvement:
            mentioned.append((("when", "no_improvement", "since"), step.when.no_improvement.since))
        for where, name in mentioned:
            if name not in names:
                what = f'"{name}" is neither a step nor a record of this policy: {did_you_mean(name, names)}'
                yield (*place, *where), what
            if name == step.step:
                yield (*place, *where), f'"{name}" cannot depend on itself: take this line out'
        for name in {need.step for need in step.requires if need.outcome == "done"} & set(step.unless_done):
            yield (*place, "unless_done"), f'"{step.step}" requires "{name}" and is not due once it is done: keep one'


def _outcomes(says: PolicyValue) -> Iterator[Fault]:
    """Outcomes that mean two things, and requirements of an outcome that there is not."""
    meant = (
        ("outcomes", {"done": says.outcomes.done, "missed": says.outcomes.missed, "void": says.outcomes.void}),
        ("hold", {"reasons": says.hold.reasons, "ended": says.hold.ended}),
    )
    for part, kinds in meant:
        for outcome, count in Counter(one for words in kinds.values() for one in dict.fromkeys(words)).items():
            if count > 1:
                both = " and ".join(kind for kind, words in kinds.items() if outcome in words)
                yield (part,), f'"{outcome}" stands under {both}: leave it under one of them'
    for position, step in enumerate(says.steps):
        for i, need in enumerate(step.requires):
            if need.outcome == "missed" and not says.outcomes.missed:
                yield ("steps", position, "requires", i), "nothing can be on record as missed: no outcome means it"


def _limits(says: PolicyValue) -> Iterator[Fault]:
    """Settings that are not there or not used, weeks that run backwards, and percentages that no pupil can have."""
    used: set[str] = set()
    weeks = list(_weeks(says))
    limits = [
        *weeks,
        *(((*at, "when", key), limit) for at, _, when in says.whens for key, limit in when.limits.items()),
    ]
    for place, limit in limits:
        used |= {limit} if isinstance(limit, str) else set()
        if isinstance(limit, str) and limit not in says.settings:
            near = did_you_mean(limit, list(says.settings)) if says.settings else 'add it under "settings"'
            number = limit.removesuffix("%").strip()
            sign = number != limit and number.replace(".", "", 1).isdecimal()
            yield place, f"write {number}, without the sign" if sign else f'there is no setting "{limit}": {near}'
    for name in says.settings:
        if name not in used:
            yield ("settings", name), f'nothing uses the setting "{name}": use it, or take it out'
    if used <= set(says.settings):
        yield from (
            (place, "weeks cannot run backwards: correct the number") for place, n in weeks if _number(n, says) < 0
        )
        yield from (((*at, "when"), what) for at, name, when in says.whens for what in _impossible(when, name, says))


def _weeks(says: PolicyValue) -> Iterator[tuple[Place, Any]]:
    """Every number of weeks with its place."""
    for position, step in enumerate(says.steps):
        if step.review_weeks is not None:
            yield ("steps", position, "review_weeks"), step.review_weeks
        if step.when.no_improvement:
            yield ("steps", position, "when", "no_improvement", "after_weeks"), step.when.no_improvement.after_weeks
    for position, record in enumerate(says.records):
        if record.review_weeks is not None:
            yield ("records", position, "review_weeks"), record.review_weeks


def _impossible(when: When, name: str, says: PolicyValue) -> Iterator[str]:
    lowest, highest = _interval(when, says)
    numbers = [_number(limit, says) for limit in when.limits.values()]
    if any(not 0 <= number <= WHOLE for number in numbers):
        yield f'a percentage of "{name}" is not between 0 and {WHOLE}: correct it'
    elif any(0 < number <= 1 for number in numbers):
        yield f'a percentage of "{name}" is a share: write 95 for 0.95'
    elif lowest > highest or (lowest == highest and when.attendance_below is not None):
        yield f'no attendance is at once that low and that high for "{name}": exchange or correct the limits'


def _interval(when: When, says: PolicyValue) -> tuple[Fraction, Fraction]:
    """The lowest and highest attendance that a condition lets in."""
    top = [_number(k, says) for k in (when.attendance_below, when.attendance_at_most) if k is not None]
    low = when.attendance_at_least
    return Fraction(0) if low is None else _number(low, says), min(top, default=Fraction(WHOLE))


def _number(limit: Any, says: PolicyValue) -> Fraction:
    return exact(says.settings[limit].value if isinstance(limit, str) else limit)


def _hidden(says: PolicyValue) -> Iterator[Fault]:
    """Steps that can never be the highest one due, because a later step is due whenever they are."""
    for position, lower in enumerate(says.steps):
        for higher in says.steps[position + 1 :]:
            if _hides(higher, lower, says):
                what = (
                    f'"{lower.step}" overlaps with "{higher.step}", which stands higher and lets in every pupil that '
                    f'"{lower.step}" does, so "{lower.step}" would never come first: part their limits'
                )
                yield ("steps", position, "when"), what


def _hides(higher: Step, lower: Step, says: PolicyValue) -> bool:
    bars = higher.requires or higher.unless_done or higher.when.siblings or higher.when.no_improvement
    untold = higher.when.misses and not higher.when.limits
    phases = not higher.when.phases or set(lower.when.phases or ["every phase"]) <= set(higher.when.phases)
    waits = any(need.step == higher.step for need in lower.requires)
    if bars or untold or not phases or waits:
        return False
    low, high = _interval(lower.when, says), _interval(higher.when, says)
    strict = high[1] == low[1] and higher.when.attendance_below is not None and lower.when.attendance_below is None
    return high[0] <= low[0] and low[1] <= high[1] and not strict
