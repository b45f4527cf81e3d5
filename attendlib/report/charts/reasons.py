"""Why were sessions missed?"""

from typing import TYPE_CHECKING

from attendlib.report.blocks import Chart, Column, Table
from attendlib.report.charts.bars import Bar, grouped
from attendlib.report.charts.figures import number, rows_of, shown

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("Authorised", "Unauthorised")


def reasons(
    frame: "pd.DataFrame",
    *,
    reason: str,
    value: str,
    authorised: str,
    title: str,
    value_name: str,
    kind: str = "percent",
    places: int = 1,
    note: str = "",
    empty: str = "no session was missed.",
) -> Chart:
    """Bars per reason under the headings Authorised (solid) and Unauthorised (hatched), longest first in each.

    frame: a row per reason · reason: its name · value: rounded rate or count · authorised: True or False."""
    rows = rows_of(frame, reason, value, authorised)
    rows.sort(key=lambda row: (not row[authorised], -(number(row[value], kind, places) or 0), str(row[reason])))
    told = [{**row, authorised: GROUPS[0] if row[authorised] else GROUPS[1]} for row in rows]
    columns = [
        Column(reason, "Reason"),
        Column(authorised, "Authorised or not"),
        Column(value, value_name, kind, places),
    ]
    made = [
        Bar(
            str(row[reason]),
            number(row[value], kind, places),
            shown(row[value], kind, places),
            GROUPS.index(row[authorised]),
        )
        for row in told
    ]
    return grouped(made, GROUPS, value_name, title, Table(title, columns, told, empty), note, empty)
