"""In which words is a step, or its absence, explained to the person who decides?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attendlib.casework.done import Done
from attendlib.casework.due import Due, Improvement, Ladder
from attendlib.casework.figures import Counts
from attendlib.casework.onrecord import Record
from attendlib.rounding import percent

LIMITS = {"attendance_below": "below {}%", "attendance_at_most": "{}% or lower", "attendance_at_least": "{}% or higher"}


def reason(counts: Counts, due: Due | None, record: Record, left: date | None, ladder: Ladder) -> str:
    """Why the step is due, or why none is, from the figures and what is on record. ``left``: the last day on roll, if
    that has passed."""
    parts = [_attendance(counts)]
    if due:
        parts.append(_step(due, ladder))
    elif record.done:
        parts.append(f"nothing further is due; last on record: {told(record.done[-1:])}")
        if record.improvement:
            parts.append(_measured(record.improvement, ladder.on))
    if record.hold:
        parts.append(f"on hold ({record.hold}): a person decides")
    if left:
        parts.append(f"left the school on {left}")
    if record.doubtful:
        parts.append(f"by the marks as they are now there was no ground for {told(record.doubtful)}: look at it again")
    if record.elsewhere:
        parts.append(f"on record at another school: {told(record.elsewhere)}")
    return "; ".join(parts)


def limits_in_words(limits: Mapping[str, Any], number: Callable[[Any], Fraction]) -> str:
    """Limits of attendance, by key, in words: ``below 95% and 90% or higher``. number: what a limit stands for."""
    return " and ".join(LIMITS[key].format(_number(number(limit))) for key, limit in limits.items())


def told(done: Sequence[Done]) -> str:
    """What is on record, in a line."""
    return ", ".join(f"{one.step} {one.date} {one.how}" for one in done)


def _attendance(counts: Counts) -> str:
    if not counts.possible:
        return "no possible session this year"
    rate = percent(counts.attended, counts.possible, 2)
    return f"attended {counts.attended} of {counts.possible} sessions ({rate}%)"


def _step(due: Due, ladder: Ladder) -> str:
    step, law = due.step, ladder.policy.law
    by_rule = law.limits(step.when.misses) if step.when.misses else {}
    own = {key: limit for key, limit in step.when.limits.items() if key not in by_rule}
    asked = [f"attendance {limits_in_words(own, ladder.limit)}"] if own else []
    if step.when.misses and (of := law.words(step.when.misses)):
        asked = [of.missed, *asked]
    found = " and ".join(asked)
    if due.since:
        found += f"{' ' if found else ''}since {due.since}"
    if step.when.siblings:
        found += ", with a sibling on roll in the city"
    if due.needed:
        found += f", after {told(due.needed)}"
    if due.improvement:
        found += f", {_measured(due.improvement, ladder.on)}"
    return f"{step.step} is due: {found.strip(', ')}" if found else f"{step.step} is due"


def _measured(found: Improvement, on: date) -> str:
    since, before, after = found.since, found.before, found.after
    if not before.possible or not after.possible:
        return f"improvement since {since.step} of {since.date} cannot be measured yet"
    said = (
        f"attendance since {since.step} of {since.date} is {percent(after.attended, after.possible, 2)}% "
        f"({percent(before.attended, before.possible, 2)}% before)"
    )
    verdict = "no improvement" if found.none else "an improvement"
    early = "" if on >= found.measured_from else f", to be judged from {found.measured_from}"
    return f"{said}: {verdict}{early}"


def _number(limit: Fraction) -> str:
    return f"{float(limit):g}"
