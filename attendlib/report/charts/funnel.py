"""Which schools differ from the rest by more than their size explains?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.figures import Unit, at_both_widths, extremes, rows_of, without_figures
from attendlib.report.charts.layout import LINE, Rect, Scale, place, ticks, wrap
from attendlib.report.charts.lines import (
    BOTTOM,
    TOP,
    End,
    axis_marks,
    axis_note,
    base_axis,
    name_ends,
    plot_end,
    tick_texts,
    value_axis,
)
from attendlib.report.charts.sheet import Dash, Sheet
from attendlib.report.escape import plain
from attendlib.report.style import BLUE, GREY, PAPER, PLUM, QUIET, TEXT_SIZE
from attendlib.report.words import listed

if TYPE_CHECKING:
    import pandas as pd

Points = list[dict[str, Any]]
LIMITS: dict[str, Dash] = {
    "low_998": (0, (6, 2.5)),
    "low_95": (0, (1.5, 1.8)),
    "high_95": (0, (1.5, 1.8)),
    "high_998": (0, (6, 2.5)),
}
"""The columns of the control limits, and how each curve is drawn."""

_HEIGHT, _MOST, _LABEL = 400.0, 8, 150.0


def funnel(
    frame: "pd.DataFrame",
    limits: "pd.DataFrame",
    title: str,
    *,
    target: tuple[str, float | Decimal],
    rate_name: str,
    name: str = "name",
    size: str = "possible",
    rate: str = "rate",
    outside: str = "outside",
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
    unit = Unit(kind, places)
    rows = rows_of(frame, name, size, rate, outside)
    columns = [Column(name, "School"), Column(size, size_name, "count"), unit.column(rate, rate_name)]
    columns.append(Column("beyond", "Outside the 99.8% limits"))
    table = Table(title, columns, [{**row, "beyond": "yes" if row[outside] else "no"} for row in rows], empty)
    points: Points = [
        {"name": plain(row[name]), "x": float(row[size]), "y": y, "figure": unit.shown(row[rate]),
         "outside": bool(row[outside]), "own": bool(own) and str(row[name]) == own}
        for row in rows
        if (y := unit.number(row[rate])) is not None
    ]  # fmt: skip
    if not points:
        return without_figures(title, empty, table)
    smallest = min(point["x"] for point in points)
    curves = [row for row in rows_of(limits, "size", *LIMITS) if row["size"] >= smallest]
    curves.sort(key=lambda row: row["size"])
    edges = [float(row[key]) for row in curves for key in LIMITS]
    marks = axis_marks([*(point["y"] for point in points), *edges, float(target[1])], kind, wanted=6)
    unnamed: dict[int, list[str]] = {}

    def draw(width: int) -> str:
        with Sheet(_HEIGHT, width) as sheet:
            scale, left = value_axis(sheet, marks, kind)
            across = _sizes(sheet, [point["x"] for point in points], left, size_name)
            ends = _curves(sheet, curves, across, scale, target, unit=unit)
            placed = [{**point, "px": across(point["x"]), "py": scale(point["y"])} for point in points]
            _dots(sheet, placed)
            unnamed[width] = _names(sheet, placed, left, ends)
            return sheet.svg()

    drawn = at_both_widths(draw)
    missed = [point["name"] for point in points if any(point["name"] in names for names in unnamed.values())]
    also = f"Also outside the limits: {listed(missed)}." if missed else ""
    small = " ".join(filter(None, [note, also, axis_note(marks, kind)]))
    told = f"Funnel plot of {rate_name} by size for {len(points)} schools around {target[0]} {unit.shown(target[1])}."
    return Chart(title, f"{told} {_said(points)}", table=table, note=small, **drawn)


def _sizes(sheet: Sheet, sizes: list[float], left: float, size_name: str) -> Scale:
    across = Scale(0, max(sizes) * 1.03, left, plot_end(sheet))
    marks = [mark for mark in ticks(0, max(sizes), 3) if mark <= across.high]
    base_axis(sheet, [(across(at), text, "") for at, text in zip(marks, tick_texts(marks, "count"), strict=True)])
    sheet.text((left + plot_end(sheet)) / 2, sheet.height - 6, size_name, "center", color=QUIET)
    return across


def _curves(sheet: Sheet, curves: Points, across: Scale, scale: Scale, target: Any, *, unit: Unit) -> list[Rect]:
    kept = [row for row in curves if row["size"] <= across.high]
    xs = [across(row["size"]) for row in kept]
    middle = scale(float(target[1]))
    sheet.line([across.start, across.end], [middle] * 2, GREY, width=1.6)
    ends = [End(across.end, middle, target[0], unit.shown(target[1]), GREY)]
    for key, dash in LIMITS.items():
        ys = [scale(float(row[key])) for row in kept]
        sheet.line(xs, ys, QUIET, width=1.4, dash=dash)
        if kept and key.startswith("high"):
            ends.append(End(xs[-1], ys[-1], "Limit", "99.8%" if key == "high_998" else "95%", QUIET))
    return name_ends(sheet, ends)


def _dots(sheet: Sheet, points: Points) -> None:
    looks = {(False, False): (BLUE, 7, "o"), (True, False): (PLUM, 10, "D"), (False, True): (BLUE, 20, "*"),
             (True, True): (PLUM, 20, "*")}  # fmt: skip
    for (outside, own), (colour, size, shape) in looks.items():
        kept = [point for point in points if point["outside"] == outside and point["own"] == own]
        sheet.dots([p["px"] for p in kept], [p["py"] for p in kept], colour, size=size, shape=shape)


def _names(sheet: Sheet, points: Points, left: float, ends: Sequence[Rect]) -> list[str]:
    """Name the school's own point and those beyond the limits; returns the names that found no room."""
    dots = {id(point): Rect(point["px"] - 4, point["py"] - 4, point["px"] + 4, point["py"] + 4) for point in points}
    field = Rect(left, TOP - 12, sheet.width, sheet.height - BOTTOM)
    labels: list[Rect] = list(ends)
    missed: list[str] = []
    middle = sum(point["y"] for point in points) / len(points)
    # The own school's name comes last but is always written: only another name can push it further away.
    wanted = sorted(
        (point for point in points if point["own"] or point["outside"]),
        key=lambda point: (point["own"], -abs(point["y"] - middle), point["name"]),
    )
    for at, point in enumerate(wanted):
        words, spot = wrap(point["name"], _LABEL), (point["px"], point["py"])
        weight = "bold" if point["own"] else "normal"
        taken = [*labels, *(box for key, box in dots.items() if key != id(point))]
        box = place(spot, words, taken, field, weight=weight) if at < _MOST or point["own"] else None
        if box is None and point["own"]:
            box = place(spot, words, labels, field, weight=weight)
        if box is None:
            missed += [point["name"]] if point["outside"] else []
            continue
        labels.append(box)
        _name(sheet, point, box, words)
    return missed


def _name(sheet: Sheet, point: dict[str, Any], box: Rect, words: list[str]) -> None:
    """Write a name on a plate that covers curves and grid, and tie it to its point when it stands apart."""
    x, y = point["px"], point["py"]
    tie = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    sheet.line([x, tie[0]], [y, tie[1]], GREY, width=0.9)
    sheet.box((box.left, box.top, box.right - box.left, box.bottom - box.top), PAPER, layer="plate")
    at_right = tie[0] >= x
    for line, text in enumerate(words):
        foot, weight = box.top + line * LINE + TEXT_SIZE - 1, "bold" if point["own"] else "normal"
        edge, at = (box.left + 2, "left") if at_right else (box.right - 2, "right")
        sheet.text(edge, foot, text, at, weight=weight)


def _said(points: Points) -> str:
    high, low = extremes(points, "y")
    beyond = [f"{point['name']} ({point['figure']})" for point in points if point["outside"]]
    said = [f"Highest {high['name']} at {high['figure']}, lowest {low['name']} at {low['figure']}."]
    said.append(f"Outside the 99.8% limits: {listed(beyond)}." if beyond else "None lies outside the 99.8% limits.")
    for point in points:
        if point["own"]:
            where = "outside" if point["outside"] else "inside"
            said.append(f"{point['name']} is at {point['figure']}, {where} the limits.")
    return " ".join(said)
