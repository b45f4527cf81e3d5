"""Which figures does a chart draw, and how are they put in words?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.layout import LINE, wrap
from attendlib.report.charts.sheet import Sheet
from attendlib.report.escape import plain
from attendlib.report.faults import BlockError
from attendlib.report.style import QUIET, WIDE, WIDTH
from attendlib.report.written import LOW, write

if TYPE_CHECKING:
    import pandas as pd


def rows_of(frame: "pd.DataFrame", *columns: str) -> list[dict[str, Any]]:
    """The frame's rows, these columns only. Raises BlockError for a column that is not there."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise BlockError(
            f"The chart's frame has no column {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}."
        )
    values = [frame[column].tolist() for column in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


@dataclass(frozen=True)
class Unit:
    """What the figures of a chart are: a kind of column, and how many decimals they show."""

    kind: str = "percent"
    places: int = 1

    def number(self, value: object) -> float | None:
        """The figure to draw, exactly as precise as it is shown: what rounds to nothing is drawn as nothing. None for a
        missing or hidden one."""
        written = write(value, self.kind, self.places)
        if written.mark and written.shown == LOW:
            return 0.0
        return None if written.mark or written.value is None else float(written.value)

    def shown(self, value: object) -> str:
        """The figure as written beside the drawing."""
        return write(value, self.kind, self.places).shown

    def column(self, key: str, label: str) -> Column:
        """The column of the table behind the chart."""
        return Column(key, label, self.kind, self.places)


PUPILS = Unit("count", 0)


def day_of(value: Any) -> date:
    """A date from a date, a timestamp or text such as 2025-09-03. Raises BlockError."""
    written = write(value, "date")
    if written.mark:
        raise BlockError("A chart by date has a row without a date.")
    return date.fromisoformat(str(written.value))


def day_text(day: date) -> str:
    """3 Sep 2025."""
    return write(day, "date").shown


def at_both_widths(draw: Callable[[int], str]) -> dict[str, str]:
    """A drawing for beside others and for phones, and a wide one for a chart that stands alone."""
    return {"svg": draw(WIDTH), "wide": draw(WIDE)}


def without_figures(title: str, empty: str, table: Table) -> Chart:
    """A chart that says why it shows nothing."""
    sentence = f"Nothing to draw: {plain(empty)}"
    lines = wrap(sentence, WIDTH - 8, lines=4)
    with Sheet(12 + LINE * len(lines)) as sheet:
        for at, line in enumerate(lines):
            sheet.text(0, LINE * (at + 1), line, color=QUIET)
        return Chart(title, sentence, sheet.svg(), table)


def explained(note: str, table: Table) -> str:
    """The small print, with what the marks mean that the drawing shows in place of figures."""
    return " ".join(filter(None, [note, *(f"{mark}." for mark in table.marks)]))


def extremes(points: Sequence[Mapping[str, Any]], value: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The points with the highest and the lowest value, the first of equals."""
    return max(points, key=lambda point: point[value]), min(points, key=lambda point: point[value])
