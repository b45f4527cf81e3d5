"""Which days of the year stood out?"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import day_of, extremes, number, rows_of, shown, without_figures
from attendlib.report.charts.shades import shade, shade_names, steps
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import INK, QUIET, SHADES, WIDTH

if TYPE_CHECKING:
    import pandas as pd

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_LEFT, _HEAD, _TALL, _KEY = 42.0, 26.0, 26.0, 46.0


def heatmap(
    frame: "pd.DataFrame",
    *,
    day: str,
    value: str,
    title: str,
    value_name: str,
    kind: str = "percent",
    places: int = 1,
    low_is_notable: bool = True,
    note: str = "",
    empty: str = "no day had possible sessions.",
) -> Chart:
    """A calendar: weeks across, weekdays down, darker for more; the lowest day (or highest) is ringed and named.

    frame: a row per school day · value: the rounded figure. Days without a row stay blank. Raises BlockError."""
    cells = {day_of(row[day]): row[value] for row in rows_of(frame, day, value)}
    table = _by_week(cells, title, kind, places, empty)
    known = [
        {"day": at, "raw": raw, "n": n}
        for at, raw in sorted(cells.items())
        if (n := number(raw, kind, places)) is not None
    ]
    if not known:
        return without_figures(title, empty, table)
    limits = steps([point["n"] for point in known], kind == "percent")
    high, low = extremes(known, "n")
    notable = low if low_is_notable else high
    first = min(cells) - timedelta(days=min(cells).weekday())
    weeks = (max(cells) - first).days // 7 + 1
    wide = min((WIDTH - _LEFT) / weeks, _TALL)
    with Sheet(_HEAD + _TALL * len(DAYS) + _KEY) as sheet:
        _calendar(sheet, first, weeks, wide)
        for point in known:
            x, y = _LEFT + (point["day"] - first).days // 7 * wide, _HEAD + point["day"].weekday() * _TALL
            ring = INK if point is notable else ""
            sheet.box(x + 0.6, y + 0.6, wide - 1.2, _TALL - 1.2, SHADES[shade(point["n"], limits)], edge=ring)
        _key(sheet, shade_names(limits, kind))
        told = f"{'Lowest' if low_is_notable else 'Highest'}, ringed: {_day(notable['day'])}, {shown(notable['raw'], kind, places)}."
        said = (
            f"Calendar of {value_name} on {len(known)} days. Highest {_day(high['day'])} at "
            f"{shown(high['raw'], kind, places)}, lowest {_day(low['day'])} at {shown(low['raw'], kind, places)}."
        )
        return Chart(title, said, sheet.svg(), table, f"{told} {note}".strip())


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {shown(day, 'date')}"


def _by_week(cells: dict[date, Any], title: str, kind: str, places: int, empty: str) -> Table:
    weeks: dict[date, dict[str, Any]] = {}
    for day, value in sorted(cells.items()):
        if day.weekday() < len(DAYS):
            start = day - timedelta(days=day.weekday())
            weeks.setdefault(start, {"week": start, **dict.fromkeys(DAYS)})[DAYS[day.weekday()]] = value
    columns = [Column("week", "Week beginning", "date"), *(Column(name, name, kind, places) for name in DAYS)]
    return Table(title, columns, list(weeks.values()), empty)


def _calendar(sheet: Sheet, first: date, weeks: int, wide: float) -> None:
    for down, name in enumerate(DAYS):
        sheet.text(_LEFT - 6, _HEAD + _TALL * (down + 0.5) + 5.5, name, "right", color=QUIET)
    edge, month = -1.0, 0
    for week in range(weeks):
        monday = first + timedelta(days=7 * week)
        x = _LEFT + week * wide
        if monday.month != month and x >= edge:
            name = shown(monday, "date").split()[1]
            if x + text_width(name) <= WIDTH:
                sheet.text(x, _HEAD - 8, name, color=QUIET)
                edge = x + text_width(name) + 6
        month = monday.month


def _key(sheet: Sheet, names: list[str]) -> None:
    y, wide = _HEAD + _TALL * len(DAYS) + 10, (WIDTH - _LEFT) / len(names)
    for at, name in enumerate(names):
        x = _LEFT + wide * at
        sheet.box(x, y, wide - 3, 12, SHADES[at])
        sheet.text(x, y + 29, name, color=QUIET)
