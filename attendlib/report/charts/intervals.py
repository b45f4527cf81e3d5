"""How sure is each of a few figures, and how do they stand to each other?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, explained, rows_of, without_figures
from attendlib.report.charts.layout import LINE, Scale, ticks, wrap
from attendlib.report.charts.lines import tick_texts
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.escape import plain
from attendlib.report.style import BLUE, INK, PLUM, QUIET, RULE, WIDTH

if TYPE_CHECKING:
    import pandas as pd

_ROW, _AXIS, _KEY = LINE + 25.0, 34.0, LINE * 1.5


@dataclass(frozen=True)
class Drawn:
    """One figure: its name, what is drawn, how it is written, and what it is set beside (None: nothing)."""

    name: str
    value: float
    low: float
    high: float
    figure: str
    marker: float | None = None


def intervals(
    frame: "pd.DataFrame",
    label: str,
    value: str,
    title: str,
    *,
    low: str = "low",
    high: str = "high",
    label_name: str,
    value_name: str,
    reference: tuple[str, float | Decimal] | None = None,
    marker: str = "",
    marker_name: str = "",
    kind: str = "number",
    places: int = 1,
    note: str = "",
    empty: str = "there is nothing to compare.",
) -> Chart:
    """A dot with its interval for each row, in the frame's order.

    frame: a row per figure · label: its name · value, low, high: rounded figures; a row without a value is in the table
    alone · reference: a named line to see them against, such as no difference · marker: a column to set each beside,
    drawn as a diamond that ``marker_name`` explains. Raises BlockError."""
    unit = Unit(kind, places)
    columns = (value, low, high, *([marker] if marker else []))
    rows = rows_of(frame, label, *columns)
    named = dict(zip(columns, (value_name, "From", "To", marker_name), strict=False))
    told = Table(title, [Column(label, label_name), *(unit.column(key, named[key]) for key in columns)], rows, empty)
    made = [one for row in rows if (one := _drawn(row, label, columns, unit)) is not None]
    if not made:
        return without_figures(title, empty, told)
    said = " ".join(_said(one, unit, marker_name) for one in made)
    against = f" {reference[0]} is at {unit.shown(reference[1])}." if reference else ""
    alt = f"{value_name} with intervals, {len(made)} rows. {said}{against}"
    return Chart(title, alt, _draw(made, kind, reference, marker_name), told, explained(note, told))


def _drawn(row: dict[str, Any], label: str, columns: Sequence[str], unit: Unit) -> Drawn | None:
    value, low, high, *more = (unit.number(row[key]) for key in columns)
    if value is None or low is None or high is None:
        return None
    ends = f"{unit.shown(row[columns[1]])} to {unit.shown(row[columns[2]])}"
    return Drawn(
        plain(row[label]), value, low, high, f"{unit.shown(row[columns[0]])} ({ends})", more[0] if more else None
    )


def _draw(made: Sequence[Drawn], kind: str, reference: tuple[str, float | Decimal] | None, marker_name: str) -> str:
    names = [wrap(one.name, WIDTH - text_width(one.figure, weight="bold") - 16) for one in made]
    tall = [_ROW + LINE * (len(lines) - 1) for lines in names]
    foot, keys = sum(tall), sum(bool(words) for words in (reference, marker_name))
    marks = _marks(made, reference)
    across = Scale(marks[0], marks[-1], 22, WIDTH - 26)
    with Sheet(foot + _AXIS + _KEY * keys) as sheet:
        y = 0.0
        for one, lines, high in zip(made, names, tall, strict=True):
            for at, line in enumerate(lines):
                sheet.text(0, y + 16 + at * LINE, line)
            sheet.text(WIDTH, y + 16, one.figure, "right", weight="bold")
            y += high
            # The grid stands behind each interval alone, so that it runs through no text.
            _strip(sheet, y - 13, marks, across, reference)
            _interval(sheet, one, y - 13, across)
        for mark, text in zip(marks, tick_texts(marks, kind), strict=True):
            sheet.text(across(mark), foot + 20, text, "center", color=QUIET)
        _keys(sheet, reference, marker_name, foot + _AXIS)
        return sheet.svg()


def _marks(made: Sequence[Drawn], reference: tuple[str, float | Decimal] | None) -> list[float]:
    ends = [end for one in made for end in (one.low, one.high, one.marker) if end is not None]
    ends += [float(reference[1])] if reference else []
    return ticks(min(ends), max(ends), 5)


def _strip(
    sheet: Sheet, middle: float, marks: Sequence[float], across: Scale, reference: tuple[str, float | Decimal] | None
) -> None:
    ends = [middle - 8, middle + 8]
    for mark in marks:
        sheet.line([across(mark)] * 2, ends, RULE, width=1, layer="grid")
    if reference:
        sheet.line([across(float(reference[1]))] * 2, ends, INK, width=1.8, layer="area")


def _interval(sheet: Sheet, one: Drawn, middle: float, across: Scale) -> None:
    sheet.line([across(one.low), across(one.high)], [middle] * 2, BLUE, width=3)
    sheet.dots([across(one.value)], [middle], BLUE, size=9)
    if one.marker is not None:
        sheet.dots([across(one.marker)], [middle], PLUM, size=9, shape="D")


def _keys(sheet: Sheet, reference: tuple[str, float | Decimal] | None, marker_name: str, y: float) -> None:
    if reference:
        sheet.line([12, 12], [y, y + 18], INK, width=1.8)
        sheet.text(30, y + 14, reference[0], color=QUIET)
        y += _KEY
    if marker_name:
        sheet.dots([12], [y + 9], PLUM, size=10, shape="D")
        sheet.text(30, y + 14, marker_name, color=QUIET)


def _said(one: Drawn, unit: Unit, marker_name: str) -> str:
    beside = "" if one.marker is None else f", {marker_name} {unit.shown(one.marker)}"
    return f"{one.name}: {one.figure}{beside}."
