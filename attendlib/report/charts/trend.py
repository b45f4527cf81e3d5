"""How has a rate moved from week to week?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import (
    Unit,
    at_both_widths,
    day_of,
    day_text,
    extremes,
    rows_of,
    without_figures,
)
from attendlib.report.charts.layout import Scale
from attendlib.report.charts.lines import LOOKS, End, axis_marks, axis_note, base_axis, name_ends, plot_end, value_axis
from attendlib.report.charts.sheet import Sheet
from attendlib.report.faults import BlockError
from attendlib.report.words import listed

if TYPE_CHECKING:
    import pandas as pd

Point = dict[str, Any]
Points = list[Point]
_HEIGHT, _APART = 300.0, 46.0
_SHORT = timedelta(days=70)


def trend(
    frame: "pd.DataFrame",
    x: str,
    y: str,
    title: str,
    *,
    label: str,
    other: str = "",
    other_label: str = "",
    reference: Sequence[tuple[str, float | Decimal]] = (),
    kind: str = "percent",
    places: int = 1,
    gap_days: int = 7,
    note: str = "",
    empty: str = "there are no weeks with possible sessions.",
) -> Chart:
    """A line through the weeks, broken over holidays and where a figure is missing or hidden.

    frame: a row per week · x: its first day · y: the rounded figure · label: what the line is, written at its end ·
    other, other_label: a second column to compare with week by week · reference: up to three named figures drawn
    straight across · gap_days: weeks further apart than this are not joined. Raises BlockError."""
    if len(reference) > len(LOOKS) - 2:
        raise BlockError(f"A trend has at most {len(LOOKS) - 2} reference lines; this one has {len(reference)}.")
    unit = Unit(kind, places)
    names = {y: label, **({other: other_label or other} if other else {})}
    rows = sorted(rows_of(frame, x, *names), key=lambda row: day_of(row[x]))
    columns = [Column(x, "Week beginning", "date"), *(unit.column(key, name) for key, name in names.items())]
    table = Table(title, columns, rows, empty)
    lines = {key: _points(rows, x, key, unit) for key in names}
    known = {key: [point for point in points if point["value"] is not None] for key, points in lines.items()}
    if not known[y]:
        return without_figures(title, empty, table)
    values = [point["value"] for points in known.values() for point in points]
    marks = axis_marks([*values, *(float(value) for _, value in reference)], kind)

    def draw(width: int) -> str:
        with Sheet(_HEIGHT, width) as sheet:
            scale, left = value_axis(sheet, marks, kind)
            ends = _references(sheet, reference, scale, left, unit=unit)
            named = {name: lines[key] for key, name in names.items()}
            name_ends(sheet, [*_lines(sheet, named, scale, left, unit=unit, gap_days=gap_days), *ends])
            return sheet.svg()

    said = " ".join(_said(names[key], points, unit) for key, points in known.items() if points)
    beside = [f"{name} {unit.shown(value)}" for name, value in reference]
    compared = f" For comparison: {listed(beside)}." if beside else ""
    words = f"{note} {axis_note(marks, kind)}".strip()
    return Chart(title, f"Line chart by week. {said}{compared}", table=table, note=words, **at_both_widths(draw))


def _lines(
    sheet: Sheet, named: Mapping[str, Points], scale: Scale, left: float, *, unit: Unit, gap_days: int
) -> list[End]:
    """Draw the weeks of each line, the first on top, and the marks along the foot. Returns the ends of the lines."""
    own = next(iter(named.values()))
    first, last = own[0]["day"].toordinal(), own[-1]["day"].toordinal()
    across = Scale(first, max(last, first + 1), left + 12, plot_end(sheet) - 4)
    base_axis(sheet, _calendar(own[0]["day"], own[-1]["day"], across))
    ends: list[End] = []
    for at, (name, points) in reversed(list(enumerate(named.items()))):
        _weeks(sheet, points, across, scale, at, gap_days=gap_days)
        known = [point for point in points if point["value"] is not None]
        if known:
            where = across(known[-1]["day"].toordinal()), scale(known[-1]["value"])
            ends.insert(0, End(*where, name, unit.shown(known[-1]["raw"]), LOOKS[at].colour))
    return ends


def _points(rows: Sequence[Point], x: str, key: str, unit: Unit) -> Points:
    return [{"day": day_of(row[x]), "value": unit.number(row[key]), "raw": row[key]} for row in rows]


def _references(sheet: Sheet, reference: Any, scale: Scale, left: float, *, unit: Unit) -> list[End]:
    ends = []
    for (name, value), look in zip(reference, LOOKS[2:], strict=False):
        sheet.line([left, plot_end(sheet)], [scale(float(value))] * 2, look.colour, width=1.8, dash=look.dash)
        ends.append(End(plot_end(sheet), scale(float(value)), name, unit.shown(value), look.colour))
    return ends


def _weeks(sheet: Sheet, points: Points, across: Scale, scale: Scale, at: int, *, gap_days: int) -> None:
    joined: list[tuple[float, float | None]] = []
    for before, point in pairwise([None, *points]):
        x = across(point["day"].toordinal()) if point else 0.0
        if before and point and (point["day"] - before["day"]).days > gap_days:
            joined.append((x, None))
        if point:
            joined.append((x, None if point["value"] is None else scale(point["value"])))
    look = LOOKS[at]
    sheet.line([x for x, _ in joined], [y for _, y in joined], look.colour, width=look.width, dash=look.dash)
    if at == 0:
        seen = [(x, y) for x, y in joined if y is not None]
        sheet.dots([x for x, _ in seen], [y for _, y in seen], look.colour, size=6.5)


def _calendar(first: date, last: date, across: Scale) -> list[tuple[float, str, str]]:
    """Marks at the starts of months, or of weeks when there are few, as many as there is room for."""
    short = last - first <= _SHORT
    if short:
        days = [first + timedelta(days=step) for step in range(0, (last - first).days + 1, 7)]
    else:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        days = [max(date(month // 12, month % 12 + 1, 1), first) for month in months]
    made: list[tuple[float, str, str]] = []
    year = 0
    for day in days:
        at = across(day.toordinal())
        number, month, _ = day_text(day).split()
        if not made or at - made[-1][0] >= _APART:
            made.append((at, f"{number} {month}" if short else month, "" if day.year == year else str(day.year)))
            year = day.year
    return made


def _said(label: str, known: Points, unit: Unit) -> str:
    high, low = extremes(known, "value")

    def week(point: Mapping[str, Any]) -> str:
        return f"{unit.shown(point['raw'])} in the week of {day_text(point['day'])}"

    weeks = f"{len(known)} week{'' if len(known) == 1 else 's'}"
    said = f"{label} over {weeks}: from {week(known[0])} to {week(known[-1])};"
    return f"{said} highest {week(high)}, lowest {week(low)}."
