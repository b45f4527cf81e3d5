"""How do a few named amounts compare?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import extremes, listed, number, rows_of, shown, without_figures
from attendlib.report.charts.layout import LINE, wrap
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import BLUE, INK, ORANGE, PAPER, PLUM, QUIET, WIDTH
from attendlib.report.style import LINE as RULE

if TYPE_CHECKING:
    import pandas as pd

THICK, APART, BESIDE = 20.0, 12.0, 150.0
LOOKS = ((BLUE, "", ""), (PAPER, "////", PLUM), (PAPER, "....", ORANGE))
"""Fill, hatch and edge of the first, second and third group: told apart in black and white."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, the figure drawn (None: a mark), the figure written, the group it belongs to, and what it is
    compared with."""

    name: str
    value: float | None
    figure: str
    group: int = 0
    marker: float | None = None
    strong: bool = False


def bars(
    frame: "pd.DataFrame",
    *,
    label: str,
    value: str,
    title: str,
    label_name: str,
    value_name: str,
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

    frame: a row per bar · label, value: its name and rounded figure · label_name, value_name: what those are, for the
    table · marker: a column to compare each bar with, drawn as a dot that ``marker_name`` names · highlight: the
    label of the bar to stand out. Raises BlockError."""
    rows = rows_of(frame, label, value, *([marker] if marker else []))
    if not ordered:
        rows.sort(
            key=lambda row: (-(_n if (_n := number(row[value], kind, places)) is not None else -1e9), str(row[label]))
        )
    columns = [Column(label, label_name), Column(value, value_name, kind, places)]
    columns += [Column(marker, marker_name, kind, places)] if marker else []
    table = Table(title, columns, rows, empty)
    made = [
        Bar(
            name=str(row[label]),
            value=number(row[value], kind, places),
            figure=shown(row[value], kind, places),
            marker=number(row[marker], kind, places) if marker else None,
            strong=bool(highlight) and str(row[label]) == highlight,
        )
        for row in rows
    ]
    if all(bar.value is None for bar in made):
        return without_figures(title, empty, table)
    return Chart(title, _said(made, value_name, marker_name), draw(made, marker_name=marker_name), table, note)


def draw(made: Sequence[Bar], groups: Sequence[str] = (), marker_name: str = "") -> str:
    """The bars as SVG: names beside them when all are short, above them when one is long; a heading before each of
    ``groups``. ``made`` must stand in the order of its groups."""
    beside = all(text_width(bar.name) <= BESIDE for bar in made)
    left = max(text_width(bar.name) for bar in made) + 10 if beside else 0.0
    names = [[bar.name] if beside else wrap(bar.name, WIDTH - 4) for bar in made]
    right = WIDTH - max(text_width(bar.figure, weight="bold") for bar in made) - 10
    longest = max([*(bar.value or 0 for bar in made), *(bar.marker or 0 for bar in made)]) or 1
    room = [THICK + APART + (0 if beside else LINE * len(lines) + 2) for lines in names]
    heads = LINE * 1.9 * len({bar.group for bar in made}) if groups else 0
    with Sheet(sum(room) + heads + (LINE * 1.5 if marker_name else 4)) as sheet:
        y, group = 2.0, -1
        for bar, lines, tall in zip(made, names, room, strict=True):
            if groups and bar.group != group:
                group = bar.group
                sheet.text(0, y + LINE, groups[group], weight="bold")
                y += LINE * 1.9
            _bar(sheet, bar, lines, y, left, (right - left) / longest, plain_look=not groups)
            y += tall
        if marker_name:
            sheet.dots([7], [y + 10], INK, 9, "D")
            sheet.text(18, y + 15.5, marker_name, color=QUIET)
        return sheet.svg()


def _bar(sheet: Sheet, bar: Bar, lines: Sequence[str], y: float, left: float, unit: float, plain_look: bool) -> None:
    weight = "bold" if bar.strong else "normal"
    if left:
        sheet.text(left - 10, y + 15.5, lines[0], "right", weight=weight)
    else:
        for at, line in enumerate(lines):
            sheet.text(0, y + 14 + at * LINE, line, weight=weight)
        y += LINE * len(lines) + 2
    fill, hatch, edge = LOOKS[0] if plain_look else LOOKS[bar.group % len(LOOKS)]
    if plain_look and bar.strong:
        fill = PLUM
    sheet.line([left, left], [y - 3, y + THICK + 3], RULE, 1.5, layer="grid")
    width = (bar.value or 0) * unit
    if width:
        sheet.box(left, y, width, THICK, fill, hatch, edge)
    end = width
    if bar.marker is not None:
        sheet.dots([left + bar.marker * unit], [y + THICK / 2], INK, 9, "D")
        # The figure stands clear of a dot that lies just beyond the bar's end.
        end = bar.marker * unit + 4 if 0 <= bar.marker * unit - width < text_width(bar.figure) + 12 else width
    sheet.text(left + end + 7, y + 15.5, bar.figure, weight="bold")


def _said(made: Sequence[Bar], value_name: str, marker_name: str) -> str:
    known = [bar for bar in made if bar.value is not None]
    high, low = extremes([{"bar": bar, "value": bar.value} for bar in known], "value")
    said = f"Bar chart of {value_name} for {len(made)} groups: highest {high['bar'].name} at {high['bar'].figure}, "
    said += f"lowest {low['bar'].name} at {low['bar'].figure}."
    strong = [f"{bar.name} is {bar.figure}" for bar in made if bar.strong]
    above = [bar.name for bar in known if bar.marker is not None and bar.value is not None and bar.value > bar.marker]
    if marker_name:
        said += f" Above {marker_name}: {listed(above) if above else 'none'}."
    hidden = [bar.name for bar in made if bar.value is None]
    return " ".join([said, *(f"{line}." for line in strong), *([f"No figure for {listed(hidden)}."] if hidden else [])])


def grouped(
    made: Sequence[Bar], groups: Sequence[str], what: str, title: str, table: Table, note: str, empty: str
) -> Chart:
    """Bars under headings, with every figure said in words: for charts with few bars."""
    if all(bar.value is None for bar in made):
        return without_figures(title, empty, table)
    order = sorted(made, key=lambda bar: bar.group)
    parts = []
    for at, group in enumerate(groups):
        own = [f"{bar.name} {bar.figure}" for bar in order if bar.group == at]
        parts += [f"{group}: {listed(own)}." if group else f"{listed(own)}."] if own else []
    headings: Any = groups if any(groups) else ()
    return Chart(title, f"Bar chart of {what}. {' '.join(parts)}", draw(order, headings), table, note)
