"""How do the last few years compare with the area and with England?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import listed, number, rows_of, shown, without_figures
from attendlib.report.charts.layout import Scale
from attendlib.report.charts.lines import LOOKS, NAMES, End, axis_note, base_axis, name_ends, value_axis
from attendlib.report.charts.sheet import Sheet
from attendlib.report.faults import BlockError
from attendlib.report.style import WIDTH

if TYPE_CHECKING:
    import pandas as pd

_HEIGHT, _APART = 300.0, 58.0


def history(
    frame: "pd.DataFrame",
    *,
    year: str,
    lines: Sequence[tuple[str, str]],
    title: str,
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "no year has been published.",
) -> Chart:
    """A line per column over academic years, broken where a year has no figure or no row.

    frame: a row per year, such as 2018/19 · lines: pairs of column and name, at most five, the school's own first.
    Raises BlockError."""
    if not 1 <= len(lines) <= len(LOOKS):
        raise BlockError(f"A history has 1 to {len(LOOKS)} lines; this one has {len(lines)}.")
    rows = sorted(rows_of(frame, year, *(column for column, _ in lines)), key=lambda row: _start(row[year]))
    columns = [Column(year, "Academic year"), *(Column(column, name, kind, places) for column, name in lines)]
    table = Table(title, columns, rows, empty)
    figures = {column: {_start(row[year]): number(row[column], kind, places) for row in rows} for column, _ in lines}
    values = [value for own in figures.values() for value in own.values() if value is not None]
    if not values:
        return without_figures(title, empty, table)
    first, last = _start(rows[0][year]), _start(rows[-1][year])
    with Sheet(_HEIGHT) as sheet:
        scale, left = value_axis(sheet, values, kind, _HEIGHT)
        across = Scale(first - 0.35, max(last, first + 1) + 0.2, left, WIDTH - NAMES)
        base_axis(sheet, _years(first, last, across), _HEIGHT)
        ends = [
            end
            for at, (column, name) in reversed(list(enumerate(lines)))
            if (end := _line(sheet, at, name, figures[column], across, scale, (first, last), kind, places))
        ]
        name_ends(sheet, ends[::-1], _HEIGHT)
        gaps = [
            f"{at}/{(at + 1) % 100:02d}"
            for at in range(first, last + 1)
            if all(own.get(at) is None for own in figures.values())
        ]
        words = [note, f"No figure for {listed(gaps)}." if gaps else "", axis_note(scale, kind)]
        said = " ".join(_said(name, figures[column], kind, places) for column, name in lines)
        missing = f" No figure for {listed(gaps)}." if gaps else ""
        return Chart(
            title, f"Line chart over academic years. {said}{missing}", sheet.svg(), table, " ".join(filter(None, words))
        )


def _start(year: object) -> int:
    text = str(year)[:4]
    if not text.isdecimal():
        raise BlockError("A history has a row whose year is not an academic year such as 2018/19.")
    return int(text)


def _line(sheet: Sheet, at: int, name: str, own: dict[int, Any], across: Scale, scale: Scale, span: tuple[int, int],
          kind: str, places: int) -> End | None:  # fmt: skip
    colour, dash, width = LOOKS[at]
    years = list(range(span[0], span[1] + 1))
    ys = [None if own.get(year) is None else scale(own[year]) for year in years]
    known = [(across(year), y) for year, y in zip(years, ys, strict=True) if y is not None]
    if not known:
        return None
    sheet.line([across(year) for year in years], ys, colour, width, dash)
    sheet.dots([x for x, _ in known], [y for _, y in known], colour, 8 if at == 0 else 6, "osD^v"[at])
    last = max(year for year in years if own.get(year) is not None)
    return End(known[-1][0] + 3, known[-1][1], name, shown(own[last], kind, places), colour)


def _years(first: int, last: int, across: Scale) -> list[tuple[float, str, str]]:
    # Counted back from the latest year, which is the one that people look for.
    made: list[tuple[float, str, str]] = []
    for year in range(last, first - 1, -1):
        if not made or made[-1][0] - across(year) >= _APART:
            made.append((across(year), f"{year % 100:02d}/{(year + 1) % 100:02d}", ""))
    return made[::-1]


def _said(name: str, own: dict[int, Any], kind: str, places: int) -> str:
    known = {year: value for year, value in sorted(own.items()) if value is not None}
    if not known:
        return f"{name}: no figure."

    def told(year: int) -> str:
        return f"{shown(known[year], kind, places)} in {year}/{(year + 1) % 100:02d}"

    first, last = min(known), max(known)
    high, low = max(known, key=lambda year: known[year]), min(known, key=lambda year: known[year])
    return f"{name}: from {told(first)} to {told(last)}, highest {told(high)}, lowest {told(low)}."
