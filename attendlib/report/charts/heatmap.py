"""Which days of the year stood out?"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, day_of, day_text, extremes, rows_of, without_figures
from attendlib.report.charts.shades import shade, shade_names, steps
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import INK, QUIET, SHADES, WIDTH

if TYPE_CHECKING:
    import pandas as pd

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_LEFT, _HEAD, _TALL, _KEY = 42.0, 26.0, 26.0, 46.0


def heatmap(
    frame: "pd.DataFrame",
    day: str,
    value: str,
    title: str,
    *,
    value_name: str = "Attendance",
    kind: str = "percent",
    places: int = 1,
    ring_lowest: bool = True,
    note: str = "",
    empty: str = "no day had possible sessions.",
) -> Chart:
    """A calendar: weeks across, weekdays down, darker for more; the lowest day, or the highest, is ringed and named.

    frame: a row per school day · value: the rounded figure. Days without a row, and weekends, stay blank. Raises
    BlockError."""
    unit = Unit(kind, places)
    cells = {day_of(row[day]): row[value] for row in rows_of(frame, day, value)}
    cells = {at: cells[at] for at in sorted(cells) if at.weekday() < len(DAYS)}
    table = _by_week(cells, title, unit, empty)
    known = [{"day": at, "raw": raw, "n": n} for at, raw in cells.items() if (n := unit.number(raw)) is not None]
    if not known:
        return without_figures(title, empty, table)
    high, low = extremes(known, "n")
    ringed, word = (low, "Lowest") if ring_lowest else (high, "Highest")
    told = [f"{DAYS[p['day'].weekday()]} {day_text(p['day'])}, {unit.shown(p['raw'])}" for p in (high, low, ringed)]
    said = f"Calendar of {value_name} on {len(known)} days. Highest {told[0]}; lowest {told[1]}."
    small = f"Darker is higher. {word}, ringed: {told[2]}. {note}".strip()
    return Chart(title, said, _draw(known, ringed["day"], unit), table, small)


def _draw(known: list[dict[str, Any]], ringed: date, unit: Unit) -> str:
    limits = steps([point["n"] for point in known], unit.kind == "percent")
    first = known[0]["day"] - timedelta(days=known[0]["day"].weekday())
    weeks = (known[-1]["day"] - first).days // 7 + 1
    wide = min((WIDTH - _LEFT) / weeks, _TALL)
    with Sheet(_HEAD + _TALL * len(DAYS) + _KEY) as sheet:
        _calendar(sheet, first, weeks, wide)
        for point in known:
            x, y = _LEFT + (point["day"] - first).days // 7 * wide, _HEAD + point["day"].weekday() * _TALL
            ring, layer = (INK, "ring") if point["day"] == ringed else ("", "area")
            sheet.box(
                (x + 0.6, y + 0.6, wide - 1.2, _TALL - 1.2), SHADES[shade(point["n"], limits)], edge=ring, layer=layer
            )
        _key(sheet, shade_names(limits, unit.kind))
        return sheet.svg()


def _by_week(cells: dict[date, Any], title: str, unit: Unit, empty: str) -> Table:
    weeks: dict[date, dict[str, Any]] = {}
    for day, value in cells.items():
        start = day - timedelta(days=day.weekday())
        weeks.setdefault(start, {"week": start, **dict.fromkeys(DAYS)})[DAYS[day.weekday()]] = value
    columns = [Column("week", "Week beginning", "date"), *(unit.column(name, name) for name in DAYS)]
    return Table(title, columns, list(weeks.values()), empty)


def _calendar(sheet: Sheet, first: date, weeks: int, wide: float) -> None:
    for down, name in enumerate(DAYS):
        sheet.text(_LEFT - 6, _HEAD + _TALL * (down + 0.5) + 5.5, name, "right", color=QUIET)
    free = month = 0.0
    for week in range(weeks):
        monday = first + timedelta(days=7 * week)
        x, name = _LEFT + week * wide, day_text(monday).split()[1]
        if monday.month != month and x >= free and x + text_width(name) <= WIDTH:
            sheet.text(x, _HEAD - 8, name, color=QUIET)
            free = x + text_width(name) + 6
        month = monday.month


def _key(sheet: Sheet, names: list[str]) -> None:
    y, wide = _HEAD + _TALL * len(DAYS) + 10, (WIDTH - _LEFT) / len(names)
    for at, name in enumerate(names):
        x = _LEFT + wide * at
        sheet.box((x, y, wide - 3, 12), SHADES[at])
        sheet.text(x, y + 29, name, color=QUIET)
