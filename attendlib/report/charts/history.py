"""How do the last few years compare with the area and with England?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, extremes, rows_of, without_figures
from attendlib.report.charts.layout import Scale
from attendlib.report.charts.lines import LOOKS, End, axis_marks, axis_note, base_axis, name_ends, plot_end, value_axis
from attendlib.report.charts.sheet import Sheet
from attendlib.report.faults import BlockError
from attendlib.report.words import listed

if TYPE_CHECKING:
    import pandas as pd

Years = Mapping[int, float]
_HEIGHT, _APART = 300.0, 58.0


def history(
    frame: "pd.DataFrame",
    year: str,
    lines: Sequence[tuple[str, str]],
    title: str,
    *,
    apart: str = "",
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "no year has been published.",
) -> Chart:
    """A line per column over academic years, broken where a year has no figure or no row.

    frame: a row per year · year: its column, such as 2018/19 · lines: pairs of column and name, at most five, the
    school's own first · apart: a year that is not yet whole, drawn as an open mark that no line leads to. Raises
    BlockError."""
    if not 1 <= len(lines) <= len(LOOKS):
        raise BlockError(f"A history has 1 to {len(LOOKS)} lines; this one has {len(lines)}.")
    unit = Unit(kind, places)
    rows = sorted(rows_of(frame, year, *(column for column, _ in lines)), key=lambda row: _start(row[year]))
    columns = [Column(year, "Academic year"), *(unit.column(column, name) for column, name in lines)]
    table = Table(title, columns, rows, empty)
    drawn: list[tuple[str, Years]] = []
    for column, name in lines:
        read = ((_start(row[year]), unit.number(row[column])) for row in rows)
        drawn.append((name, {at: value for at, value in read if value is not None}))
    if not any(own for _, own in drawn):
        return without_figures(title, empty, table)
    span = range(_start(rows[0][year]), _start(rows[-1][year]) + 1)
    gaps = [_year(at) for at in span if not any(at in own for _, own in drawn)]
    missing = f"No figure for {listed(gaps)}." if gaps else ""
    part = _start(apart) if apart else None
    marks = axis_marks([value for _, own in drawn for value in own.values()], kind)
    svg = _draw(drawn, span, unit, part, marks)
    said = " ".join(_said(name, own, unit, part) for name, own in drawn)
    small = " ".join(filter(None, [note, missing, axis_note(marks, kind)]))
    return Chart(title, f"Line chart over academic years. {said} {missing}".strip(), svg, table, small)


def _draw(
    drawn: Sequence[tuple[str, Years]], span: range, unit: Unit, apart: int | None, marks: Sequence[float]
) -> str:
    with Sheet(_HEIGHT) as sheet:
        scale, left = value_axis(sheet, marks, unit.kind)
        across = Scale(span[0] - 0.35, max(span[-1], span[0] + 1) + 0.1, left, plot_end(sheet))
        base_axis(sheet, _marks(span, across))
        ends: list[End] = []
        for at, (name, own) in reversed(list(enumerate(drawn))):
            if not own:
                continue
            look, last = LOOKS[at], max(own)
            line = [scale(own[year]) if year in own and year != apart else None for year in span]
            sheet.line([across(year) for year in span], line, look.colour, width=look.width, dash=look.dash)
            for hollow in (False, True):
                known = [year for year in own if (year == apart) is hollow]
                xs, ys = [across(year) for year in known], [scale(own[year]) for year in known]
                if known:
                    size = 8.5 if at == 0 else 6.5
                    sheet.dots(xs, ys, look.colour, size=size, shape=look.shape, hollow=hollow)
            ends.insert(0, End(across(last) + 3, scale(own[last]), name, unit.shown(own[last]), look.colour))
        name_ends(sheet, ends)
        return sheet.svg()


def _start(year: object) -> int:
    text = str(year)[:4]
    if not text.isdecimal():
        raise BlockError("A history has a row whose year is not an academic year such as 2018/19.")
    return int(text)


def _year(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def _marks(span: range, across: Scale) -> list[tuple[float, str, str]]:
    # Counted back from the latest year, which is the one that people look for.
    made: list[tuple[float, str, str]] = []
    for year in reversed(span):
        if not made or made[-1][0] - across(year) >= _APART:
            made.append((across(year), _year(year)[2:], ""))
    return made


def _said(name: str, own: Years, unit: Unit, apart: int | None) -> str:
    if not own:
        return f"{name}: no figure."
    years = [{"value": own[at], "told": f"{unit.shown(own[at])} in {_year(at)}"} for at in sorted(own) if at != apart]
    to_date = f"{unit.shown(own[apart])} in {_year(apart)} to date" if apart is not None and apart in own else ""
    if not years:
        return f"{name}: {to_date}."
    high, low = extremes(years, "value")
    first, last = years[0]["told"], years[-1]["told"]
    ends = f"; {to_date}" if to_date else ""
    return f"{name}: from {first} to {last}, highest {high['told']}, lowest {low['told']}{ends}."
