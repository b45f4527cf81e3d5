"""How do a few named amounts compare?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, at_both_widths, explained, extremes, rows_of, without_figures
from attendlib.report.charts.layout import LINE, wrap
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.escape import plain
from attendlib.report.style import BLUE, INK, ORANGE, PAPER, PLUM, QUIET, RULE
from attendlib.report.words import listed

if TYPE_CHECKING:
    import pandas as pd

_THICK, _APART, _BESIDE, _HEADING = 20.0, 13.0, 0.34, LINE * 1.9
LOOKS = ((BLUE, "", ""), (PAPER, "////", PLUM), (PAPER, "xxx", ORANGE))
"""Fill, hatch and edge of the first, second and third group: told apart in black and white."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, the figure drawn (None: a mark), the figure written, the position of its group, what it is
    compared with, and whether it stands out."""

    name: str
    value: float | None
    figure: str
    group: int = 0
    marker: float | None = None
    strong: bool = False


def bars(
    frame: "pd.DataFrame",
    label: str,
    value: str,
    title: str,
    *,
    label_name: str = "",
    value_name: str = "",
    kind: str = "percent",
    places: int = 1,
    marker: str = "",
    marker_name: str = "",
    highlight: str = "",
    ordered: bool = False,
    note: str = "",
    empty: str = "there is nothing to compare.",
) -> Chart:
    """Horizontal bars, longest first unless ``ordered`` keeps the frame's order.

    frame: a row per bar · label, value: columns of its name and rounded figure · label_name, value_name: what those
    are, for the table and in words · marker: a column to compare each bar with, drawn as a diamond that
    ``marker_name`` explains · highlight: the label of the bar to stand out. Raises BlockError."""
    unit = Unit(kind, places)
    rows = rows_of(frame, label, value, *([marker] if marker else []))
    if not ordered:
        rows.sort(key=lambda row: (-_size(unit.number(row[value])), str(row[label])))
    value_name, marker_name = value_name or _words(value), marker_name or _words(marker)
    columns = [Column(label, label_name or _words(label)), unit.column(value, value_name)]
    table = Table(title, columns + ([unit.column(marker, marker_name)] if marker else []), rows, empty)
    made = [
        Bar(
            name=plain(row[label]),
            value=unit.number(row[value]),
            figure=unit.shown(row[value]),
            marker=unit.number(row[marker]) if marker else None,
            strong=bool(highlight) and str(row[label]) == highlight,
        )
        for row in rows
    ]
    if all(bar.value is None for bar in made):
        return without_figures(title, empty, table)
    drawn = at_both_widths(lambda width: draw(made, width, marker_name=marker_name))
    said, small = _said(made, value_name, marker_name), explained(note, table)
    return Chart(title, said, table=table, note=small, **drawn)


def grouped(made: Sequence[Bar], groups: Sequence[str], what: str, table: Table, *, note: str, empty: str) -> Chart:
    """Bars under headings, with every figure said in words: for charts with few bars."""
    title = table.caption
    if all(bar.value is None for bar in made):
        return without_figures(title, empty, table)
    order = sorted(made, key=lambda bar: bar.group)
    parts = []
    for at, group in enumerate(groups):
        own = [f"{bar.name} {bar.figure}" for bar in order if bar.group == at]
        parts += [f"{group}: {listed(own)}." if group else f"{listed(own)}."] if own else []
    headings = groups if any(groups) else ()
    drawn = at_both_widths(lambda width: draw(order, width, headings))
    said, small = f"Bar chart of {what}. {' '.join(parts)}", explained(note, table)
    return Chart(title, said, table=table, note=small, **drawn)


def draw(made: Sequence[Bar], width: int, groups: Sequence[str] = (), marker_name: str = "") -> str:
    """The bars as SVG: names beside them when all are short for the width, above them when one is long; a heading
    before each of ``groups``. ``made`` must stand in the order of its groups."""
    beside = all(text_width(bar.name) <= _BESIDE * width for bar in made)
    widths = [text_width(bar.name, weight="bold" if bar.strong else "normal") for bar in made]
    left = max(widths) + 10 if beside else 0.0
    names = [[] if beside else wrap(bar.name, width - 4, weight="bold" if bar.strong else "normal") for bar in made]
    right = width - max(text_width(bar.figure, weight="bold") for bar in made) - 22
    longest = max([*(bar.value or 0 for bar in made), *(bar.marker or 0 for bar in made)]) or 1
    room = [_THICK + _APART + LINE * len(lines) for lines in names]
    heads = (_HEADING + _APART / 2) * len({bar.group for bar in made}) if groups else 0
    with Sheet(sum(room) + heads + (LINE * 1.5 if marker_name else 4), width) as sheet:
        y, group = 4.0, -1
        for bar, lines, tall in zip(made, names, room, strict=True):
            if groups and bar.group != group:
                y += 0 if group < 0 else _APART / 2
                group = bar.group
                sheet.text(0, y + LINE * 0.9, groups[group], weight="bold")
                y += _HEADING
            fill = LOOKS[bar.group % len(LOOKS)] if groups else (PLUM if bar.strong else BLUE, "", "")
            _bar(sheet, bar, lines, y, fill, span=(left, (right - left) / longest))
            y += tall
        if marker_name:
            sheet.dots([7], [y + 8], INK, size=9, shape="D")
            sheet.text(18, y + 13.5, marker_name, color=QUIET)
        return sheet.svg()


def _bar(sheet: Sheet, bar: Bar, above: Sequence[str], y: float, fill: Any, *, span: tuple[float, float]) -> None:
    left, unit = span
    weight = "bold" if bar.strong else "normal"
    for at, line in enumerate(above):
        sheet.text(0, y + 13 + at * LINE, line, weight=weight)
    y += LINE * len(above)
    if not above:
        sheet.text(left - 10, y + 15.5, bar.name, "right", weight=weight)
    sheet.line([left, left], [y - 3, y + _THICK + 3], RULE, width=1.5, layer="grid")
    end = width = (bar.value or 0) * unit
    if width:
        sheet.box((left, y, width, _THICK), fill[0], hatch=fill[1], edge=fill[2])
    if bar.marker is not None:
        sheet.dots([left + bar.marker * unit], [y + _THICK / 2], INK, size=9, shape="D")
        # The figure stands clear of a diamond that lies on or just beyond the bar's end.
        if -8 <= bar.marker * unit - width < text_width(bar.figure, weight="bold") + 14:
            end = max(width, bar.marker * unit + 5)
    sheet.text(left + end + 7, y + 15.5, bar.figure, weight="bold")


def _size(value: float | None) -> float:
    return float("-inf") if value is None else value


def _words(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _said(made: Sequence[Bar], value_name: str, marker_name: str) -> str:
    known = [bar for bar in made if bar.value is not None]
    high, low = extremes([{"bar": bar, "value": bar.value} for bar in known], "value")
    said = [
        f"Bar chart of {value_name}, {len(made)} bars: highest {high['bar'].name} at {high['bar'].figure}, "
        f"lowest {low['bar'].name} at {low['bar'].figure}."
    ]
    said += [f"{bar.name} is {bar.figure}." for bar in made if bar.strong]
    if marker_name:
        above = [bar.name for bar in known if bar.marker is not None and (bar.value or 0) > bar.marker]
        said.append(f"Higher than {marker_name}: {listed(above) if above else 'none'}.")
    hidden = [bar.name for bar in made if bar.value is None]
    return " ".join([*said, *([f"No figure for {listed(hidden)}."] if hidden else [])])
