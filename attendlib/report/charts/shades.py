"""How does a shade stand for an amount, so that the amount can still be read?"""

from collections.abc import Sequence
from itertools import pairwise

from attendlib.report.charts.layout import ticks
from attendlib.report.charts.lines import tick_texts
from attendlib.report.style import INK, PAPER, SHADES


def steps(values: Sequence[float], percent: bool) -> list[float]:
    """Round limits that part ``values`` into at most five shades."""
    low, high = min(values), max(values)
    marks = ticks(low, high, 4)
    if percent:
        marks = [min(mark, 100) for mark in marks if mark >= 0]
    return marks[: len(SHADES) + 1] if len(marks) <= len(SHADES) + 1 else [*marks[: len(SHADES)], marks[-1]]


def shade(value: float, limits: Sequence[float]) -> int:
    """Which shade ``value`` has: 0 is the lightest."""
    return max(0, min(sum(value >= limit for limit in limits[1:-1]), len(SHADES) - 1))


def ink_on(at: int) -> str:
    """The colour of text on a shade."""
    return INK if at <= 2 else PAPER


def shade_names(limits: Sequence[float], kind: str) -> list[str]:
    """What each shade means: 88–90%."""
    texts = tick_texts(limits, kind)
    return [f"{low.removesuffix('%')}–{high}" for low, high in pairwise(texts)]
