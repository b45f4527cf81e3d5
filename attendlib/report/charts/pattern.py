"""Is absence heavier on some half days of the week?"""

from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, explained, extremes, rows_of, without_figures
from attendlib.report.charts.shades import ink_on, shade, steps
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.escape import plain
from attendlib.report.style import QUIET, SHADES, TEXT_SIZE, WIDTH

if TYPE_CHECKING:
    import pandas as pd

_TALL, _HEAD = 38.0, 28.0


def pattern(
    frame: "pd.DataFrame",
    day: str,
    session: str,
    value: str,
    title: str,
    *,
    value_name: str = "Absence",
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "there are no possible sessions.",
) -> Chart:
    """A small table of shaded cells, days down and sessions across, each with its figure; darker is more.

    frame: a row per day and session, in the order to show; a pair that is not there is shown as –."""
    unit = Unit(kind, places)
    rows = [{**row, "n": unit.number(row[value])} for row in rows_of(frame, day, session, value)]
    days, sessions = (list(dict.fromkeys(plain(row[key]) for row in rows)) for key in (day, session))
    cells: dict[tuple[str, str], Any] = {(plain(row[day]), plain(row[session])): row[value] for row in rows}
    columns = [Column("day", "Day"), *(unit.column(f"s{at}", name) for at, name in enumerate(sessions))]
    told = [{"day": name, **{f"s{at}": cells.get((name, s)) for at, s in enumerate(sessions)}} for name in days]
    table = Table(title, columns, told, empty)
    known = [row for row in rows if row["n"] is not None]
    if not known:
        return without_figures(title, empty, table)
    drawn = _draw(cells, days, sessions, steps([row["n"] for row in known], kind == "percent"), unit=unit)
    high, low = (f"{row[day]} {row[session]} at {unit.shown(row[value])}" for row in extremes(known, "n"))
    said = f"Table of shaded cells, {value_name} by day and session: highest {high}, lowest {low}."
    return Chart(title, said, drawn, table, explained(note, table))


def _draw(cells: Any, days: list[str], sessions: list[str], limits: list[float], *, unit: Unit) -> str:
    left = max(text_width(name) for name in days) + 12
    wide = min((WIDTH - left) / len(sessions), 150.0)
    with Sheet(_HEAD + _TALL * len(days) + 2) as sheet:
        for at, name in enumerate(sessions):
            sheet.text(left + wide * (at + 0.5), 18, name, "center", color=QUIET)
        for down, day in enumerate(days):
            y = _HEAD + _TALL * down
            sheet.text(left - 12, y + _TALL / 2 + 5.5, day, "right")
            for at, name in enumerate(sessions):
                value, x = cells.get((day, name)), left + wide * at
                amount = unit.number(value)
                dark = 0 if amount is None else shade(amount, limits)
                if amount is not None:
                    sheet.box((x + 1.5, y + 1.5, wide - 3, _TALL - 3), SHADES[dark])
                foot = y + _TALL / 2 + TEXT_SIZE / 3
                sheet.text(x + wide / 2, foot, unit.shown(value), "center", color=ink_on(dark))
        return sheet.svg()
