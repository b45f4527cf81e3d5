"""How many would each cut-off bring in, and where are the lines of a policy?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import PUPILS, Unit, at_both_widths, rows_of, without_figures
from attendlib.report.charts.layout import LINE, Scale, ticks, wrap
from attendlib.report.charts.lines import TOP, tick_texts
from attendlib.report.charts.sheet import Sheet, text_width
from attendlib.report.style import BLUE, PLUM, QUIET, RULE
from attendlib.report.words import listed
from attendlib.report.written import NONE

if TYPE_CHECKING:
    import pandas as pd

Mark = tuple[str, float, int]
"""A line of a policy: its name, the attendance in percent (no two alike), and how many are below it."""

FINEST = 4
"""Decimals of a cut-off at most."""

_HEIGHT, _RIGHT, _FOOT = 270.0, 20.0, 60.0


def cut_offs(
    frame: "pd.DataFrame",
    cut_off: str,
    below: str,
    title: str,
    *,
    marks: Sequence[Mark] = (),
    note: str = "",
    empty: str = "no enrolment can be measured.",
) -> Chart:
    """A line that rises with the cut-off, and a policy's lines straight up with their names and counts.

    frame: a row per cut-off · cut_off: its column, in percent · below: whole numbers. Raises BlockError."""
    rows = sorted(rows_of(frame, cut_off, below), key=lambda row: row[cut_off])
    named = {cut: name for name, cut, _ in marks}
    unit = Unit("percent", next(places for places in range(FINEST + 1) if _fits(rows, cut_off, places)))
    columns = [unit.column(cut_off, "Attendance below"), PUPILS.column(below, "Enrolments")]
    columns += [Column("line", "Line of the policy")] if marks else []
    table = Table(title, columns, [row | {"line": named.get(float(row[cut_off]), NONE)} for row in rows], empty)
    points = [(float(row[cut_off]), float(row[below])) for row in rows]
    if not points:
        return without_figures(title, empty, table)
    ordered = sorted(marks, key=lambda mark: mark[1])
    drawn = at_both_widths(lambda width: _draw(points, ordered, width))
    return Chart(title, _said(points, marks, unit), table=table, note=note, **drawn)


def _draw(points: Sequence[tuple[float, float]], marks: Sequence[Mark], width: int) -> str:
    head = TOP + LINE * len(marks)
    with Sheet(_HEIGHT + head, width) as sheet:
        levels = ticks(0, max([1.0, *(count for _, count in points), *(count for _, _, count in marks)]))
        texts = tick_texts(levels, "count")
        left, foot = max(text_width(text) for text in texts) + 16, sheet.height - _FOOT
        right = sheet.width - _RIGHT
        up = Scale(levels[0], levels[-1], foot, head)
        for level, text in zip(levels, texts, strict=True):
            sheet.line([left, right], [up(level)] * 2, RULE, width=1, layer="grid")
            sheet.text(left - 8, up(level) + 5.5, text, "right", color=QUIET)
        low, high = (end(x for x, *_ in (*points, *(mark[1:] for mark in marks))) for end in (min, max))
        across = Scale(low, max(high, low + 1), left + 8, right)
        _base(sheet, ticks(low, high, width // 96), across, (low, high))
        sheet.line([across(x) for x, _ in points], [up(y) for _, y in points], BLUE, width=3.2)
        sheet.dots([across(x) for x, _ in points], [up(y) for _, y in points], BLUE, size=6.5)
        edges = [*(across(cut) for _, cut, _ in marks), sheet.width - 4.0]
        for place, (name, cut, count) in enumerate(marks):
            x, y = across(cut), LINE * (len(marks) - place - 0.1)
            sheet.line([x, x], [y - LINE * 0.6, foot], PLUM, width=1.8, dash=(0, (5, 2)))
            sheet.dots([x], [up(count)], PLUM, size=9, shape="D")
            _label(sheet, name, PUPILS.shown(count), y, (x, edges[place + 1]))
        return sheet.svg()


def _label(sheet: Sheet, name: str, count: str, y: float, lines: tuple[float, float]) -> None:
    """A mark's name and count before its line, or, where there is more room, between it and the next."""
    before, after = lines[0] - 8, lines[1] - lines[0] - 16
    figure = f": {count}"
    (short,) = wrap(name, max(before, after) - text_width(figure), lines=1)
    at = (before, "right") if before >= after else (lines[0] + 8, "left")
    sheet.text(at[0], y, f"{short}{figure}", at[1])


def _base(sheet: Sheet, wanted: Sequence[float], across: Scale, ends: tuple[float, float]) -> None:
    foot = sheet.height - _FOOT
    inside = [mark for mark in wanted if ends[0] <= mark <= ends[1]]
    for mark, text in zip(inside, tick_texts(inside, "percent"), strict=True):
        sheet.line([across(mark)] * 2, [foot, foot + 5], QUIET, width=1, layer="grid")
        sheet.text(across(mark), foot + 21, text, "center", color=QUIET)
    sheet.text(sheet.width - _RIGHT, foot + 42, "attendance below", "right", color=QUIET)


def _fits(rows: Sequence[dict[str, Any]], column: str, places: int) -> bool:
    return places == FINEST or all(round(float(row[column]), places) == float(row[column]) for row in rows)


def _said(points: Sequence[tuple[float, float]], marks: Sequence[Mark], unit: Unit) -> str:
    (first, few), (last, many) = points[0], points[-1]
    said = (
        f"Line chart of enrolments below each cut-off: from {PUPILS.shown(few)} below {unit.shown(first)} to "
        f"{PUPILS.shown(many)} below {unit.shown(last)}."
    )
    lines = [f"{name} at {unit.shown(cut)}: {PUPILS.shown(count)}" for name, cut, count in marks]
    return f"{said} Lines of the policy: {listed(lines)}." if lines else said
