"""How does a report say a day, a share or a difference?"""

from datetime import date

from attendlib.rounding import half_up


def day(when: date) -> str:
    """``3 September 2025``."""
    return f"{when.day} {when:%B %Y}"


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
