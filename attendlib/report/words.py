"""How does a report say a day, a share or a difference?"""

import re
from collections.abc import Sequence
from datetime import date

from attendlib.rounding import half_up

_CODE = re.compile(r"`([^`]+)`")
PHASES = {"pru": "pupil referral unit"}
"""What a phase is called in words, where its name in the schools table is not the word."""


def day(when: date) -> str:
    """``3 September 2025``."""
    return f"{when.day} {when:%B %Y}"


def days(one: date, other: date) -> str:
    """``3 September 2025``, or ``3 to 7 September 2025`` where the two differ."""
    if one == other:
        return day(one)
    first = str(one.day) if (one.year, one.month) == (other.year, other.month) else day(one)
    return f"{first} to {day(other)}"


def share(part: int, whole: int, noun: str = "enrolments") -> str:
    """``18 of 120 enrolments``."""
    return f"{int(part):,} of {int(whole):,} {noun}"


def points(change: float, against: str) -> str:
    """``0.4 percentage points above last year``; ``the same as last year``."""
    if change == 0:
        return f"the same as {against}"
    size = half_up(abs(change), 1)
    unit = "percentage point" if size == 1 else "percentage points"
    return f"{size} {unit} {'above' if change > 0 else 'below'} {against}"


def plural(count: int, noun: str) -> str:
    """``1 pupil``, ``2 pupils``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def sentence(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def quoted(words: str) -> str:
    """``a `name` in it`` with quotation marks: a report is read by people who do not write code."""
    return _CODE.sub(r"“\1”", words)


def phase_name(phase: str) -> str:
    """``primary``, ``pupil referral unit``."""
    return PHASES.get(phase, phase)


def schools(phase: str, count: int = 2) -> str:
    """``primary schools``, ``pupil referral units``; ``schools`` for all phases. Of one, ``primary school``."""
    one = "school" if phase == "all" else PHASES.get(phase, f"{phase} school")
    return one if count == 1 else f"{one}s"


def listed(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
