"""How many pupils are in each band of attendance?"""

from typing import TYPE_CHECKING

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.bars import Bar, grouped
from attendlib.report.charts.figures import PUPILS, rows_of
from attendlib.report.escape import plain

if TYPE_CHECKING:
    import pandas as pd


def bands(
    frame: "pd.DataFrame",
    title: str,
    *,
    band: str = "band",
    pupils: str = "pupils",
    group: str = "",
    note: str = "",
    empty: str = "no pupil had possible sessions.",
) -> Chart:
    """Bars per band in the frame's order, under up to three headings.

    frame: a row per band, such as 95 to 100% · pupils: whole numbers, or a mark · group: a column that heads bands
    together, such as Persistently absent; the rows of one group stand together."""
    rows = rows_of(frame, band, pupils, *([group] if group else []))
    groups = list(dict.fromkeys(plain(row[group]) for row in rows)) if group else [""]
    columns = [
        Column(band, "Share of sessions missed"),
        *([Column(group, "Class")] if group else []),
        PUPILS.column(pupils, "Enrolments"),
    ]
    made = [
        Bar(
            plain(row[band]),
            PUPILS.number(row[pupils]),
            PUPILS.shown(row[pupils]),
            groups.index(plain(row[group])) if group else 0,
        )
        for row in rows
    ]
    table = Table(title, columns, rows, empty)
    return grouped(made, groups, "enrolments in each band of absence", table, note=note, empty=empty)
