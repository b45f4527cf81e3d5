"""Which schools differ from the rest by more than their size explains?"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import extremes, listed, number, rows_of, shown, without_figures
from attendlib.report.charts.layout import LINE, Rect, Scale, place, ticks, wrap
from attendlib.report.charts.lines import (
    BOTTOM,
    NAMES,
    TOP,
    End,
    axis_note,
    base_axis,
    name_ends,
    tick_texts,
    value_axis,
)
from attendlib.report.charts.sheet import Sheet
from attendlib.report.escape import plain
from attendlib.report.style import BLUE, GREY, PLUM, QUIET, TEXT_SIZE, WIDTH

if TYPE_CHECKING:
    import pandas as pd

LIMITS = ("low_998", "low_95", "high_95", "high_998")
_HEIGHT, _MOST, _LABEL = 400.0, 8, 150.0


def funnel(
    frame: "pd.DataFrame",
    *,
    name: str,
    size: str,
    rate: str,
    outside: str,
    limits: "pd.DataFrame",
    target: tuple[str, float | Decimal],
    title: str,
    rate_name: str,
    size_name: str = "Possible sessions",
    own: str = "",
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "there are no schools to compare.",
) -> Chart:
    """Schools by size, between curves that widen as schools get smaller.

    frame: a row per school · size: possible sessions · rate: the rounded figure · outside: True beyond the 99.8%
    limits, as decided from the counts · limits: rows of size, low_998, low_95, high_95 and high_998 · target: name
    and figure of the middle line · own: the school to stand out. Schools beyond the limits are named as far as there
    is room; the rest are named in the note. Raises BlockError."""
    rows = rows_of(frame, name, size, rate, outside)
    columns = [Column(name, "School"), Column(size, size_name, "count"), Column(rate, rate_name, kind, places)]
    told = [{**row, "beyond": "yes" if row[outside] else "no"} for row in rows]
    table = Table(title, [*columns, Column("beyond", "Outside the 99.8% limits")], told, empty)
    points = [
        {**row, "y": y, "x": float(row[size])} for row in rows if (y := number(row[rate], kind, places)) is not None
    ]
    if not points:
        return without_figures(title, empty, table)
    curves = [row for row in rows_of(limits, "size", *LIMITS) if row["size"] >= min(point["x"] for point in points)]
    with Sheet(_HEIGHT) as sheet:
        heights = [point["y"] for point in points] + [
            float(row[key]) for row in curves for key in (LIMITS[0], LIMITS[3])
        ]
        scale, left = value_axis(sheet, [*heights, float(target[1])], kind, _HEIGHT)
        across = _sizes(sheet, [point["x"] for point in points], left, size_name)
        _curves(sheet, curves, across, scale, target, kind, places)
        for point in points:
            point.update(px=across(point["x"]), py=scale(point["y"]), own=bool(own) and str(point[name]) == own)
        left_out = _schools(sheet, points, name, outside, left)
        extra = [note, f"Also outside the limits: {listed(left_out)}." if left_out else "", axis_note(scale, kind)]
        said = _said(points, name, rate, outside, target, rate_name, kind, places)
        return Chart(title, said, sheet.svg(), table, " ".join(filter(None, extra)))


def _sizes(sheet: Sheet, sizes: list[float], left: float, size_name: str) -> Scale:
    marks = ticks(0, max(sizes), 4)
    across = Scale(0, max(max(sizes) * 1.03, marks[-2] if len(marks) > 1 else 1), left, WIDTH - NAMES)
    seen = [mark for mark in marks if mark <= across.high]
    base_axis(
        sheet, [(across(mark), text, "") for mark, text in zip(seen, tick_texts(seen, "count"), strict=True)], _HEIGHT
    )
    sheet.text((left + WIDTH - NAMES) / 2, _HEIGHT - 6, size_name, "center", color=QUIET)
    return across


def _curves(sheet: Sheet, curves: Any, across: Scale, scale: Scale, target: Any, kind: str, places: int) -> None:
    kept = sorted((row for row in curves if row["size"] <= across.high), key=lambda row: row["size"])
    xs = [across(row["size"]) for row in kept]
    sheet.line([across.start, across.end], [scale(float(target[1]))] * 2, GREY, 1.6)
    ends = [End(across.end, scale(float(target[1])), target[0], shown(target[1], kind, places), GREY)]
    for key in LIMITS:
        dash = (0, (1.5, 1.8)) if key.endswith("95") else (0, (6, 2.5))
        sheet.line(xs, [scale(float(row[key])) for row in kept], QUIET, 1.3, dash)  # type: ignore[arg-type]
    if kept:
        last = kept[-1]
        for key, words in (("high_998", "Limit"), ("high_95", "Limit")):
            ends.append(End(xs[-1], scale(float(last[key])), words, "99.8%" if key == "high_998" else "95%", QUIET))
    name_ends(sheet, ends, _HEIGHT - BOTTOM)


def _schools(sheet: Sheet, points: list[dict[str, Any]], name: str, outside: str, left: float) -> list[str]:
    """Draw the points and names; returns the names that found no room."""
    inside = [point for point in points if not point[outside] and not point["own"]]
    beyond = [point for point in points if point[outside] and not point["own"]]
    mine = [point for point in points if point["own"]]
    sheet.dots([p["px"] for p in inside], [p["py"] for p in inside], BLUE, 7)
    sheet.dots([p["px"] for p in beyond], [p["py"] for p in beyond], PLUM, 10, "D")
    sheet.dots(
        [p["px"] for p in mine], [p["py"] for p in mine], PLUM if any(p[outside] for p in mine) else BLUE, 15, "*"
    )
    taken = [Rect(p["px"] - 4, p["py"] - 4, p["px"] + 4, p["py"] + 4) for p in [*mine, *beyond, *inside]]
    field = Rect(left, TOP - 12, WIDTH - NAMES + 8, _HEIGHT - BOTTOM)
    missed: list[str] = []
    middle = sum(point["y"] for point in points) / len(points)
    for at, point in enumerate([*mine, *sorted(beyond, key=lambda p: -abs(p["y"] - middle))]):
        words = wrap(plain(point[name]), _LABEL, lines=2)
        own_dot = Rect(point["px"] - 4, point["py"] - 4, point["px"] + 4, point["py"] + 4)
        others = [box for box in taken if box != own_dot]
        box = place(point["px"], point["py"], words, others, field) if at < _MOST + len(mine) else None
        if box is None:
            missed.append(plain(point[name]))
            continue
        taken.append(box)
        weight = "bold" if point["own"] else "normal"
        rightward = box.left >= point["px"]
        for line, text in enumerate(words):
            foot = box.top + line * LINE + TEXT_SIZE
            sheet.text(
                box.left + 2 if rightward else box.right - 2,
                foot,
                text,
                "left" if rightward else "right",
                weight=weight,
            )
    return missed


def _said(points: Any, name: str, rate: str, outside: str, target: Any, rate_name: str, kind: str, places: int) -> str:
    high, low = extremes(points, "y")
    beyond = [f"{point[name]} ({shown(point[rate], kind, places)})" for point in points if point[outside]]
    said = f"Funnel plot of {rate_name} by size for {len(points)} schools around {target[0]} {shown(target[1], kind, places)}. "
    said += f"Highest {high[name]} at {shown(high[rate], kind, places)}, lowest {low[name]} at {shown(low[rate], kind, places)}. "
    said += f"Outside the 99.8% limits: {listed(beyond)}." if beyond else "No school lies outside the 99.8% limits."
    mine = next((point for point in points if point["own"]), None)
    if mine:
        where = "outside" if mine[outside] else "inside"
        said += f" {mine[name]} is at {shown(mine[rate], kind, places)}, {where} the limits."
    return said
