"""How has a rate moved from week to week?"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import day_of, extremes, listed, number, rows_of, shown, without_figures
from attendlib.report.charts.layout import Scale
from attendlib.report.charts.lines import LOOKS, NAMES, End, axis_note, base_axis, name_ends, value_axis
from attendlib.report.charts.sheet import Sheet
from attendlib.report.style import BLUE, WIDTH
from attendlib.report.written import write

if TYPE_CHECKING:
    import pandas as pd

_HEIGHT = 300.0
_APART = 46.0
_SHORT = timedelta(days=70)


def trend(
    frame: "pd.DataFrame",
    *,
    x: str,
    y: str,
    title: str,
    label: str,
    reference: Sequence[tuple[str, float | Decimal]] = (),
    kind: str = "percent",
    places: int = 1,
    gap_days: int = 7,
    note: str = "",
    empty: str = "there are no weeks with possible sessions.",
) -> Chart:
    """A line through the weeks, broken over holidays and where a figure is missing or hidden.

    frame: a row per week · x: its first day · y: the rounded figure · label: what the line is, written at its end ·
    reference: up to four named figures to compare with, drawn across · gap_days: weeks further apart than this are
    not joined. Raises BlockError."""
    rows = sorted(rows_of(frame, x, y), key=lambda row: day_of(row[x]))
    table = Table(title, [Column(x, "Week beginning", "date"), Column(y, label, kind, places)], rows, empty)
    points = [{"day": day_of(row[x]), "value": number(row[y], kind, places), "raw": row[y]} for row in rows]
    known = [point for point in points if point["value"] is not None]
    if not known:
        return without_figures(title, empty, table)
    with Sheet(_HEIGHT) as sheet:
        compared = [(name, float(value)) for name, value in reference]
        scale, left = value_axis(sheet, [p["value"] for p in known] + [value for _, value in compared], kind, _HEIGHT)
        across = Scale(points[0]["day"].toordinal(), points[-1]["day"].toordinal() + 1, left + 6, WIDTH - NAMES)
        base_axis(sheet, _calendar(points[0]["day"], points[-1]["day"], across), _HEIGHT)
        ends = _references(sheet, reference, scale, left, kind, places)
        _weeks(sheet, points, across, scale, gap_days)
        last = known[-1]
        figure = shown(last["raw"], kind, places)
        ends.insert(0, End(across(last["day"].toordinal()), scale(last["value"]), label, figure, BLUE))
        name_ends(sheet, ends, _HEIGHT)
        return Chart(
            title,
            _said(label, known, reference, kind, places),
            sheet.svg(),
            table,
            f"{note} {axis_note(scale, kind)}".strip(),
        )


def _references(sheet: Sheet, reference: Any, scale: Scale, left: float, kind: str, places: int) -> list[End]:
    ends = []
    for (name, value), (colour, dash, width) in zip(reference, LOOKS[1:], strict=False):
        sheet.line([left, WIDTH - NAMES], [scale(float(value))] * 2, colour, width * 0.8, dash)
        ends.append(End(WIDTH - NAMES, scale(float(value)), name, shown(value, kind, places), colour))
    return ends


def _weeks(sheet: Sheet, points: list[dict[str, Any]], across: Scale, scale: Scale, gap_days: int) -> None:
    xs: list[float] = []
    ys: list[float | None] = []
    for before, point in zip([None, *points], points, strict=False):
        if before and (point["day"] - before["day"]).days > gap_days:
            xs.append(across(point["day"].toordinal()))
            ys.append(None)
        xs.append(across(point["day"].toordinal()))
        ys.append(None if point["value"] is None else scale(point["value"]))
    sheet.line(xs, ys, BLUE, LOOKS[0][2])
    seen = [(at, y) for at, y in zip(xs, ys, strict=True) if y is not None]
    sheet.dots([at for at, _ in seen], [y for _, y in seen], BLUE, 6.5)


def _calendar(first: date, last: date, across: Scale) -> list[tuple[float, str, str]]:
    """Marks at the starts of months, or of weeks when there are few, as many as there is room for."""
    if last - first <= _SHORT:
        days = [first + timedelta(days=step) for step in range(0, (last - first).days + 1, 7)]
        names = [write(day, "date").shown.rsplit(" ", 1)[0] for day in days]
    else:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        days = [max(date(month // 12, month % 12 + 1, 1), first) for month in months]
        names = [write(day, "date").shown.split()[1] for day in days]
    made: list[tuple[float, str, str]] = []
    year = 0
    for day, name in zip(days, names, strict=True):
        at = across(day.toordinal())
        if not made or at - made[-1][0] >= _APART:
            made.append((at, name, "" if day.year == year else str(day.year)))
            year = day.year
    return made


def _said(label: str, known: list[dict[str, Any]], reference: Any, kind: str, places: int) -> str:
    high, low = extremes(known, "value")

    def week(point: Any) -> str:
        return f"{shown(point['raw'], kind, places)} in the week of {shown(point['day'], 'date')}"

    weeks = f"{len(known)} week{'' if len(known) == 1 else 's'}"
    said = f"Line chart of {label} over {weeks}: from {week(known[0])} to {week(known[-1])}. "
    said += f"Highest {week(high)}, lowest {week(low)}."
    beside = [f"{name} {shown(value, kind, places)}" for name, value in reference]
    return f"{said} For comparison: {listed(beside)}." if beside else said
