"""Where do labels and ticks go, so that nothing is clipped and nothing collides?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from attendlib.report.charts.sheet import text_width
from attendlib.report.style import TEXT_SIZE

LINE = 19.0
"""Height of a line of text, in units."""


def wrap(words: str, widest: float, lines: int = 2, weight: str = "normal") -> list[str]:
    """``words`` in at most ``lines`` lines, none wider than ``widest`` units; what does not fit ends in an ellipsis."""
    made: list[str] = [""]
    for word in words.split():
        longer = f"{made[-1]} {word}".strip()
        if made[-1] and text_width(longer, TEXT_SIZE, weight) > widest:
            made.append(word)
        else:
            made[-1] = longer
    kept = made[:lines]
    if len(made) > lines:
        # Cut between words where that leaves one: "Hollyfast Edge…" reads better than "Hollyfast Edge Pri…".
        longer = f"{kept[-1]}…"
        kept[-1] = longer if text_width(longer, TEXT_SIZE, weight) <= widest else f"{kept[-1].rpartition(' ')[0]}…"
    return [_cut(line, widest, weight) for line in kept]


def _cut(line: str, widest: float, weight: str) -> str:
    if text_width(line, TEXT_SIZE, weight) <= widest:
        return line
    letters = line.rstrip("…")
    while letters and text_width(letters + "…", TEXT_SIZE, weight) > widest:
        letters = letters[: -max(1, len(letters) // 16)]
    return letters + "…"


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values, evenly apart, that enclose low to high: ``wanted`` steps or fewer, and one at either end, of 1, 2
    or 5 times a power of 10."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / wanted))
    step = next(size * power for size in (1, 2, 5, 10) if size * power * wanted >= span * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, max(last, first + 1) + 1)]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels of these ``heights``, as near to ``wanted`` as can be without overlap, between low and high."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    tops: dict[int, float] = {}
    edge = low
    for at in order:
        tops[at] = max(wanted[at] - heights[at] / 2, edge)
        edge = tops[at] + heights[at]
    edge = high
    for at in reversed(order):
        tops[at] = min(tops[at], edge - heights[at])
        edge = tops[at]
    return [tops[at] + heights[at] / 2 for at in range(len(wanted))]


@dataclass(frozen=True)
class Scale:
    """A straight scale from values to units: ``low`` falls on ``start``, ``high`` on ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Rect:
    """A box that a label or a point takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, field: "Rect") -> bool:
        """True when no part of it lies outside ``field``."""
        across = self.left >= field.left and self.right <= field.right
        return across and self.top >= field.top and self.bottom <= field.bottom

    def meets(self, other: "Rect") -> bool:
        """True when the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def place(
    point: tuple[float, float], lines: Sequence[str], taken: Sequence[Rect], field: Rect, *, weight: str = "normal"
) -> Rect | None:
    """A box for a label near the point that meets nothing in ``taken`` and stays in ``field``; None when there is
    no room. Close by before further away; right, left, above, below, then the corners."""
    x, y = point
    wide, high = max(text_width(line, weight=weight) for line in lines) + 4, LINE * len(lines)
    for gap in (9.0, 22.0, 40.0, 64.0, 90.0):
        right, over, centre, middle = x + gap, y - gap - high, x - wide / 2, y - high / 2
        left_of, under = x - gap - wide, y + gap
        sides = [(right, middle), (left_of, middle), (centre, over), (centre, under)]
        sides += [(right, over), (right, under), (left_of, over), (left_of, under)]
        for left, top in sides:
            box = Rect(left, top, left + wide, top + high)
            if box.inside(field) and not any(box.meets(other) for other in taken):
                return box
    return None
