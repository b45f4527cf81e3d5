"""How far apart do the schools of each kind lie?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, at_both_widths, explained, extremes, rows_of, without_figures
from attendlib.report.charts.layout import LINE, Scale
from attendlib.report.charts.lines import axis_marks, tick_texts
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.escape import plain
from attendlib.report.faults import BlockError
from attendlib.report.style import BLUE, GREY, PAPER, QUIET, RULE
from attendlib.report.words import listed

if TYPE_CHECKING:
    import pandas as pd

Points = Sequence[Mapping[str, Any]]
_SIDE, _HEAD, _APART, _FOOT = 22.0, LINE + 6, 14.0, 34.0
_SIZES, _EDGE, _TALLEST = (11.0, 9.0, 7.0, 5.0, 3.0, 2.0), 0.8, 130.0
"""How large a dot may be, its paper edge, and how tall a row may be: many dots in one place are drawn smaller."""


def strip(
    frame: "pd.DataFrame",
    title: str,
    *,
    group: str,
    whole: Mapping[str, float],
    name: str = "name",
    value: str = "rate",
    value_name: str = "Absence",
    whole_name: str = "together",
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "there are no schools to compare.",
) -> Chart:
    """A row of dots for each group, side by side where they would lie upon each other, with a line where the group lies
    as a whole.

    frame: a row per school · group: the column by which they are parted · whole: each group's own rounded figure, in
    the order of the rows · value: the rounded figure of a school. Raises BlockError."""
    unit, strange = Unit(kind, places), set(frame[group]) - set(whole)
    if strange:
        raise BlockError(f"A strip has no figure as a whole for {listed(sorted(strange))}. Give one for each group.")
    rows = sorted(rows_of(frame, group, name, value), key=lambda row: (list(whole).index(row[group]), str(row[name])))
    columns = [Column(name, "School"), Column(group, "Group"), unit.column(value, value_name)]
    table = Table(title, columns, rows, empty)
    points: dict[str, list[dict[str, Any]]] = {
        kept: [
            {"name": plain(row[name]), "value": n, "figure": unit.shown(row[value])}
            for row in rows
            if row[group] == kept and (n := unit.number(row[value])) is not None
        ]
        for kept in whole
    }
    points = {kept: held for kept, held in points.items() if held}
    if not points:
        return without_figures(title, empty, table)
    values = [point["value"] for held in points.values() for point in held]
    marks = axis_marks([*values, *whole.values()], kind)
    heads = {kept: f"{kept} ({len(held)}), {whole_name} {unit.shown(whole[kept])}" for kept, held in points.items()}
    drawn = at_both_widths(lambda width: _draw(points, heads, whole, marks, width, kind=kind))
    said = " ".join(f"{heads[kept]}: {_said(held)}." for kept, held in points.items())
    small = explained(f"Each dot is a school; the line is all of its row {whole_name}. {note}".strip(), table)
    return Chart(title, f"Rows of dots, {value_name} of schools. {said}", table=table, note=small, **drawn)


def _draw(
    points: Mapping[str, Points],
    heads: Mapping[str, str],
    whole: Mapping[str, float],
    marks: Sequence[float],
    width: int,
    *,
    kind: str,
) -> str:
    scale = Scale(marks[0], marks[-1], _SIDE, width - _SIDE)
    size, heights = _dot_size([[scale(p["value"]) for p in held] for held in points.values()])
    height = sum(_HEAD + tall + _APART for tall in heights) + _FOOT
    with Sheet(height, width) as sheet:
        foot = height - _FOOT
        for mark, text in zip(marks, tick_texts(marks, kind), strict=True):
            sheet.line([scale(mark)] * 2, [4, foot], RULE, width=1, layer="grid")
            half = text_width(text) / 2
            sheet.text(min(max(scale(mark), half), width - half), foot + 22, text, "center", color=QUIET)
        y = 4.0
        for (kept, held), tall in zip(points.items(), heights, strict=True):
            sheet.box((0, y, text_width(heads[kept], weight="bold") + 6, _HEAD - 4), PAPER, layer="plate")
            sheet.text(0, y + LINE - 3, heads[kept], weight="bold")
            sheet.line([scale(whole[kept])] * 2, [y + _HEAD, y + _HEAD + tall], GREY, width=2.2)
            _swarm(sheet, held, scale, (y + _HEAD, tall), size)
            y += _HEAD + tall + _APART
        return sheet.svg()


def _dot_size(rows: Sequence[Sequence[float]]) -> tuple[float, list[float]]:
    """The size of all dots, and how tall each row is: where most crowd together they have room above each other."""
    for size in _SIZES:
        apart = 1.05 * (size + _EDGE)  # how far from each other seaborn puts them
        crowds = [max(sum(abs(other - place) < apart for other in row) for place in row) for row in rows]
        heights = [(crowd + 1) * apart for crowd in crowds]
        if max(heights) <= _TALLEST:
            break
    return size, heights


def _swarm(sheet: Sheet, points: Points, scale: Scale, rows: tuple[float, float], size: float) -> None:
    # Where a dot goes that would lie upon another is what seaborn knows best; it is loaded only where this is drawn.
    import seaborn

    top, tall = rows
    axes = sheet.field((scale.start, top, scale.end - scale.start, tall))
    axes.set(xlim=(scale.low, scale.high))
    look: dict[str, Any] = {"color": BLUE, "edgecolor": PAPER, "linewidth": _EDGE, "clip_on": False}
    seaborn.swarmplot(x=[p["value"] for p in points], ax=axes, orient="h", size=size, **look)
    axes.set(xlim=(scale.low, scale.high), ylim=(0.4, -0.4))


def _said(points: Points) -> str:
    high, low = extremes(points, "value")
    if len(points) == 1:
        return f"only {low['name']} at {low['figure']}"
    return f"from {low['name']} at {low['figure']} to {high['name']} at {high['figure']}"
