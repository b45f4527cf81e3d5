"""How did two groups move up to something that happened, and after it?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, at_both_widths, rows_of, without_figures
from attendlib.report.charts.layout import Scale
from attendlib.report.charts.lines import LOOKS, End, axis_marks, axis_note, base_axis, name_ends, plot_end, value_axis
from attendlib.report.charts.sheet import Sheet
from attendlib.report.faults import BlockError
from attendlib.report.style import INK

if TYPE_CHECKING:
    import pandas as pd

_HEIGHT = 300.0


def course(
    frame: "pd.DataFrame",
    stretch: str,
    lines: Sequence[tuple[str, str]],
    title: str,
    *,
    label_name: str,
    before: int,
    event: str,
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "there is nothing to compare.",
) -> Chart:
    """A line per column over stretches of time of the same length, with an upright where something happened.

    frame: a row per stretch, in order · stretch: what it is called, in two words that are written one below the other ·
    lines: pairs of column and name, the one that it happened to first · before: how many stretches come before it
    happened · event: what it is called. Raises BlockError."""
    if not 1 <= len(lines) <= len(LOOKS):
        raise BlockError(f"A course has 1 to {len(LOOKS)} lines; this one has {len(lines)}.")
    unit = Unit(kind, places)
    rows = rows_of(frame, stretch, *(column for column, _ in lines))
    table = Table(
        title, [Column(stretch, label_name), *(unit.column(column, name) for column, name in lines)], rows, empty
    )
    drawn = [(name, [unit.number(row[column]) for row in rows]) for column, name in lines]
    known = [value for _, values in drawn for value in values if value is not None]
    if not known:
        return without_figures(title, empty, table)
    marks, names = axis_marks(known, kind), [str(row[stretch]) for row in rows]

    def draw(width: int) -> str:
        with Sheet(_HEIGHT, width) as sheet:
            scale, left = value_axis(sheet, marks, kind)
            across = Scale(-0.5, len(rows) - 0.5, left, plot_end(sheet))
            base_axis(sheet, [(across(at), *words) for at, words in enumerate(_in_two_lines(names))])
            _upright(sheet, across(before - 0.5), event)
            name_ends(sheet, _lines(sheet, drawn, across, scale, unit))
            return sheet.svg()

    said = " ".join(_said(name, values, names, unit) for name, values in drawn)
    words = f"Line chart over {len(rows)} stretches; {event} after the first {before}. {said}"
    return Chart(title, words, table=table, note=f"{note} {axis_note(marks, kind)}".strip(), **at_both_widths(draw))


def _in_two_lines(names: Sequence[str]) -> list[tuple[str, str]]:
    """The first word of each, and the others below where they are not those of the one before."""
    parted = [(first, rest) for first, _, rest in (name.partition(" ") for name in names)]
    before = ["", *(rest for _, rest in parted)]
    return [(first, "" if rest == last else rest) for (first, rest), last in zip(parted, before, strict=False)]


def _upright(sheet: Sheet, x: float, event: str) -> None:
    sheet.line([x, x], [sheet.height - 46, 14], INK, width=1.4, dash=(0, (4, 3)))
    sheet.text(x + 6, 24, event)


def _lines(sheet: Sheet, drawn: Sequence[tuple[str, list[Any]]], across: Scale, scale: Scale, unit: Unit) -> list[End]:
    ends: list[End] = []
    for at, (name, values) in reversed(list(enumerate(drawn))):
        look, known = LOOKS[at], [place for place, value in enumerate(values) if value is not None]
        if not known:
            continue
        every, heights = range(len(values)), [None if value is None else scale(value) for value in values]
        sheet.line([across(place) for place in every], heights, look.colour, width=look.width, dash=look.dash)
        xs, ys = [across(place) for place in known], [scale(values[place]) for place in known]
        sheet.dots(xs, ys, look.colour, size=8.0 if at == 0 else 6.5, shape=look.shape)
        ends.insert(0, End(xs[-1] + 3, ys[-1], name, unit.shown(values[known[-1]]), look.colour))
    return ends


def _said(name: str, values: Sequence[Any], names: Sequence[str], unit: Unit) -> str:
    told = [f"{where} {unit.shown(value)}" for where, value in zip(names, values, strict=True) if value is not None]
    return f"{name}: {', '.join(told) or 'no figure'}."
