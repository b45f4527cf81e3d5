"""Is absence heavier on some half days of the week?"""

from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import extremes, number, rows_of, shown, without_figures
from attendlib.report.charts.shades import ink_on, shade, steps
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import QUIET, SHADES, TEXT_SIZE, WIDTH

if TYPE_CHECKING:
    import pandas as pd

_TALL, _HEAD = 38.0, 28.0


def pattern(
    frame: "pd.DataFrame",
    *,
    day: str,
    session: str,
    value: str,
    title: str,
    value_name: str,
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "there are no possible sessions.",
) -> Chart:
    """A small table of shaded cells, days down and sessions across, each with its figure.

    frame: a row per day and session, in the order to show; a pair that is not there is left blank."""
    rows = rows_of(frame, day, session, value)
    days, sessions = (list(dict.fromkeys(str(row[key]) for row in rows)) for key in (day, session))
    cells: dict[tuple[str, str], Any] = {(str(row[day]), str(row[session])): row[value] for row in rows}
    columns = [Column("day", "Day"), *(Column(f"s{at}", name, kind, places) for at, name in enumerate(sessions))]
    told = [{"day": d, **{f"s{at}": cells.get((d, s)) for at, s in enumerate(sessions)}} for d in days]
    table = Table(title, columns, told, empty)
    known = [{**row, "n": n} for row in rows if (n := number(row[value], kind, places)) is not None]
    if not known:
        return without_figures(title, empty, table)
    limits = steps([row["n"] for row in known], kind == "percent")
    with Sheet(_HEAD + _TALL * len(days) + 2) as sheet:
        left = max(text_width(name) for name in days) + 12
        wide = min((WIDTH - left) / len(sessions), 150.0)
        for at, name in enumerate(sessions):
            sheet.text(left + wide * (at + 0.5), 18, name, "center", color=QUIET)
        for down, name in enumerate(days):
            y = _HEAD + _TALL * down
            sheet.text(left - 12, y + _TALL / 2 + 5.5, name, "right")
            for at, part in enumerate(sessions):
                _cell(sheet, cells.get((name, part)), left + wide * at, y, wide, limits, kind, places)
        high, low = extremes(known, "n")
        said = (
            f"Table of shaded cells, {value_name} by {'day and session'}: "
            f"highest {high[day]} {high[session]} at {shown(high[value], kind, places)}, "
            f"lowest {low[day]} {low[session]} at {shown(low[value], kind, places)}."
        )
        return Chart(title, said, sheet.svg(), table, note)


def _cell(
    sheet: Sheet, value: Any, x: float, y: float, wide: float, limits: list[float], kind: str, places: int
) -> None:
    amount = number(value, kind, places)
    at = 0 if amount is None else shade(amount, limits)
    if amount is not None:
        sheet.box(x + 1.5, y + 1.5, wide - 3, _TALL - 3, SHADES[at])
    sheet.text(x + wide / 2, y + _TALL / 2 + TEXT_SIZE / 3, shown(value, kind, places), "center", color=ink_on(at))
