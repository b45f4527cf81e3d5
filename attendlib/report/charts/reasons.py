"""Why were sessions missed?"""

from typing import TYPE_CHECKING

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.bars import Bar, grouped
from attendlib.report.charts.figures import Unit, rows_of
from attendlib.report.escape import plain

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("Authorised", "Unauthorised")


def reasons(
    frame: "pd.DataFrame",
    title: str,
    *,
    reason: str = "reason",
    value: str = "percent_of_possible",
    authorised: str = "authorised",
    value_name: str = "Share of possible sessions",
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "no session was missed.",
) -> Chart:
    """Bars per reason under the headings Authorised (solid) and Unauthorised (hatched), longest first in each.

    frame: a row per reason · reason: its name · value: rounded rate or count · authorised: True for authorised
    absence."""
    unit = Unit(kind, places)
    told = [
        {**row, authorised: GROUPS[0 if row[authorised] else 1]} for row in rows_of(frame, reason, value, authorised)
    ]
    told.sort(key=lambda row: (row[authorised], -(unit.number(row[value]) or 0), str(row[reason])))
    columns = [Column(reason, "Reason"), Column(authorised, "Authorised or not"), unit.column(value, value_name)]
    made = [
        Bar(plain(row[reason]), unit.number(row[value]), unit.shown(row[value]), GROUPS.index(row[authorised]))
        for row in told
    ]
    return grouped(made, GROUPS, value_name, Table(title, columns, told, empty), note=note, empty=empty)
