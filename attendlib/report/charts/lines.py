"""How is a line drawn with its name beside its end?"""

from collections.abc import Sequence
from dataclasses import dataclass

from attendlib.report.charts.figures import shown
from attendlib.report.charts.layout import LINE, Scale, spread, ticks, wrap
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import BLUE, GREY, LILAC, PLUM, QUIET, TEXT_SIZE, TURQUOISE, WIDTH
from attendlib.report.style import LINE as RULE

TOP, BOTTOM, NAMES = 14.0, 46.0, 132.0
LOOKS = (
    (BLUE, "-", 3.2),
    (PLUM, (0, (5, 2)), 2.2),
    (GREY, (0, (1.5, 1.8)), 2.2),
    (TURQUOISE, "-", 2.0),
    (LILAC, "-.", 2.0),
)
"""Colour, dash and width of the first to the fifth line: told apart without colour too."""


@dataclass(frozen=True)
class End:
    """The name at the end of a line: where the line ends and what to write, the figure in bold."""

    x: float
    y: float
    name: str
    figure: str
    colour: str


def value_axis(sheet: Sheet, values: Sequence[float], kind: str, height: float, wanted: int = 4) -> tuple[Scale, float]:
    """Draw the grid and its figures for ``values``. Returns the scale and the left edge of the plot."""
    marks = ticks(min(values), max(values), wanted)
    if kind == "percent":
        marks = [mark for mark in marks if 0 <= mark <= 100]
    names = tick_texts(marks, kind)
    left = max(text_width(name) for name in names) + 8
    scale = Scale(marks[0], marks[-1], height - BOTTOM, TOP)
    for mark, name in zip(marks, names, strict=True):
        sheet.line([left, WIDTH - NAMES], [scale(mark)] * 2, RULE, 1, layer="grid")
        sheet.text(left - 8, scale(mark) + 5.5, name, "right", color=QUIET)
    return scale, left


def base_axis(sheet: Sheet, marks: Sequence[tuple[float, str, str]], height: float) -> None:
    """Draw marks along the foot: position, label, and a second line such as the year."""
    foot = height - BOTTOM
    for x, label, under in marks:
        sheet.line([x, x], [foot, foot + 5], QUIET, 1, layer="grid")
        at = "left" if x - text_width(label) / 2 < 0 else "center"
        sheet.text(x, foot + 21, label, at, color=QUIET)
        if under:
            sheet.text(x, foot + 39, under, at, color=QUIET)


def name_ends(sheet: Sheet, ends: Sequence[End], height: float) -> None:
    """Write each line's name and last figure right of the plot, moved apart where they would meet."""
    left = WIDTH - NAMES + 14
    lines = [[*wrap(end.name, WIDTH - left, lines=2), end.figure] for end in ends]
    heights = [LINE * len(words) + 4 for words in lines]
    middles = spread([end.y for end in ends], heights, 0, height)
    for end, words, tall, middle in zip(ends, lines, heights, middles, strict=True):
        sheet.line([end.x + 4, left - 4], [end.y, middle], end.colour, 0.9)
        foot = middle - tall / 2 + 2 + TEXT_SIZE
        for at, line in enumerate(words):
            sheet.text(left, foot + at * LINE, line, weight="bold" if at == len(words) - 1 else "normal")


def tick_texts(marks: Sequence[float], kind: str) -> list[str]:
    """The figures along a scale, all with as many decimals as the finest of them needs."""
    places = next((places for places in (0, 1) if all(round(mark, places) == mark for mark in marks)), 2)
    return [shown(round(mark, places), "percent" if kind == "percent" else "number", places) for mark in marks]


def axis_note(scale: Scale, kind: str) -> str:
    """Small print for a scale that does not start at nothing, which makes differences look larger."""
    return f"The scale starts at {tick_texts([scale.low], kind)[0]}, not at zero." if scale.low > 0 else ""
