"""How many pupils are in each band of attendance?"""

from typing import TYPE_CHECKING

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.bars import Bar, grouped
from attendlib.report.charts.figures import number, rows_of, shown

if TYPE_CHECKING:
    import pandas as pd


def bands(
    frame: "pd.DataFrame",
    *,
    band: str,
    pupils: str,
    title: str,
    group: str = "",
    note: str = "",
    empty: str = "no pupil had possible sessions.",
) -> Chart:
    """Bars per band in the frame's order, under up to three headings.

    frame: a row per band, such as 95 to 100% · pupils: whole numbers, or a mark · group: a column that heads bands
    together, such as Persistently absent; rows of one group stand together."""
    rows = rows_of(frame, band, pupils, *([group] if group else []))
    groups = list(dict.fromkeys(str(row[group]) for row in rows)) if group else [""]
    columns = [
        Column(band, "Attendance"),
        *([Column(group, "Class")] if group else []),
        Column(pupils, "Pupils", "count"),
    ]
    made = [
        Bar(
            str(row[band]),
            number(row[pupils], "count"),
            shown(row[pupils], "count"),
            groups.index(str(row[group])) if group else 0,
        )
        for row in rows
    ]
    return grouped(
        made, groups, "pupils in each band of attendance", title, Table(title, columns, rows, empty), note, empty
    )
