"""How is a line drawn with its name beside its end?"""

from collections.abc import Sequence
from dataclasses import dataclass

from attendlib.report.charts.layout import LINE, Rect, Scale, spread, ticks, wrap
from attendlib.report.charts.sheet import Dash, Sheet, text_width
from attendlib.report.style import BLUE, GREY, LILAC, PLUM, QUIET, RULE, TEXT_SIZE, TURQUOISE, WIDE, WIDTH
from attendlib.report.written import write

TOP, BOTTOM = 14.0, 46.0
NAMES = {WIDTH: 136.0, WIDE: 210.0}
"""Units kept free at the right for the names of lines, by the width of the sheet."""

_LEAST = 2.0
"""Percentage points that a scale spans at least."""


@dataclass(frozen=True)
class Look:
    """How one line is drawn, told apart from the others without colour too."""

    colour: str
    dash: Dash
    width: float
    shape: str


LOOKS = (
    Look(BLUE, "-", 3.2, "o"),
    Look(PLUM, (0, (5, 2)), 2.2, "s"),
    Look(GREY, (0, (1.5, 1.8)), 2.2, "D"),
    Look(TURQUOISE, "-", 2.0, "^"),
    Look(LILAC, "-.", 2.0, "v"),
)
"""The first to the fifth line; the first is what the chart is about."""


@dataclass(frozen=True)
class End:
    """The name at the end of a line: where the line ends and what to write, the figure in bold."""

    x: float
    y: float
    name: str
    figure: str
    colour: str


def plot_end(sheet: Sheet) -> float:
    """Where the plot ends and the names of its lines begin."""
    return sheet.width - NAMES[sheet.width]


def axis_marks(values: Sequence[float], kind: str, wanted: int = 4) -> list[float]:
    """Round figures for a scale that encloses ``values``: its first and last are the scale's ends."""
    low, high = min(values), max(values)
    if kind == "percent" and high - low < _LEAST:
        # A narrower scale would make mountains of a few tenths.
        low, high = (low + high - _LEAST) / 2, (low + high + _LEAST) / 2
    marks = ticks(low, high, wanted)
    return [mark for mark in marks if 0 <= mark <= 100] if kind == "percent" else marks


def value_axis(sheet: Sheet, marks: Sequence[float], kind: str) -> tuple[Scale, float]:
    """Draw the grid and its figures. Returns the scale and the left edge of the plot."""
    names = tick_texts(marks, kind)
    left = max(text_width(name) for name in names) + 8
    scale = Scale(marks[0], marks[-1], sheet.height - BOTTOM, TOP)
    for mark, name in zip(marks, names, strict=True):
        sheet.line([left, plot_end(sheet)], [scale(mark)] * 2, RULE, width=1, layer="grid")
        sheet.text(left - 8, scale(mark) + 5.5, name, "right", color=QUIET)
    return scale, left


def base_axis(sheet: Sheet, marks: Sequence[tuple[float, str, str]]) -> None:
    """Draw marks along the foot: position, label, and a second line such as the year."""
    foot = sheet.height - BOTTOM
    for x, label, under in marks:
        sheet.line([x, x], [foot, foot + 5], QUIET, width=1, layer="grid")
        sheet.text(x, foot + 21, label, "center", color=QUIET)
        if under:
            sheet.text(x, foot + 39, under, "center", color=QUIET)


def name_ends(sheet: Sheet, ends: Sequence[End]) -> list[Rect]:
    """Write each line's name and last figure right of the plot, moved apart where they would meet. Returns the
    boxes they take up."""
    left = plot_end(sheet) + 14
    lines = [[*wrap(end.name, sheet.width - left, lines=3), end.figure] for end in ends]
    heights = [LINE * len(words) + 4 for words in lines]
    foot = max(sheet.height - BOTTOM + 6, sum(heights))
    middles = spread([end.y for end in ends], heights, 0, foot)
    for end, words, tall, middle in zip(ends, lines, heights, middles, strict=True):
        sheet.line([end.x + 4, left - 4], [end.y, middle], end.colour, width=0.9)
        first = middle - tall / 2 + 2 + TEXT_SIZE
        for at, line in enumerate(words):
            sheet.text(left, first + at * LINE, line, weight="bold" if at == len(words) - 1 else "normal")
    return [Rect(left, mid - tall / 2, sheet.width, mid + tall / 2) for mid, tall in zip(middles, heights, strict=True)]


def tick_texts(marks: Sequence[float], kind: str) -> list[str]:
    """The figures along a scale, all with as many decimals as the finest of them needs."""
    places = next((places for places in (0, 1) if all(round(mark, places) == mark for mark in marks)), 2)
    kind = "percent" if kind == "percent" else "number"
    return [write(round(mark, places) if places else int(mark), kind, places).shown for mark in marks]


def axis_note(marks: Sequence[float], kind: str) -> str:
    """Small print for a scale that does not start at nothing, which makes differences look larger."""
    return f"The scale starts at {tick_texts(marks[:1], kind)[0]}, not at zero." if marks[0] > 0 else ""
