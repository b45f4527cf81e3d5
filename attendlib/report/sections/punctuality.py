"""How many arrive late, when, and by how much?"""

from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.days import TOTALS_ONLY
from attendlib.report.view import PLACES, View
from attendlib.rounding import half_up, percents


def punctuality(view: View) -> Table | Callout:
    """Late sessions before and after the register closed, by weekday, with the minutes recorded."""
    if not view.has_marks:
        return Callout("note", "No lateness", TOTALS_ONLY)
    frame = view.own("weekday")
    whole = view.own("city").assign(weekday="All days")
    rows = []
    for row in (*frame.itertuples(), *whole.itertuples()):
        late = row.late_before_close + row.late_after_close
        rows.append(
            {
                "weekday": row.weekday,
                "before": row.late_before_close,
                "after": row.late_after_close,
                "share": float(percents([late], [row.possible], PLACES)[0]),
                "minutes": half_up(row.minutes_late / late, 0) if late and row.minutes_late else None,
            }
        )
    columns = [
        Column("weekday", "Day"),
        Column("before", "Late, before the register closed", "sessions"),
        Column("after", "Late, after it closed", "sessions"),
        Column("share", "Late, share of possible", "percent"),
        Column("minutes", "Minutes late, mean where recorded", "number", 0),
    ]
    return Table(
        "Lateness by weekday",
        columns,
        rows,
        "nobody was late in this period.",
        total=True,
        note="Late before the register closed counts as present; late after it closed is an unauthorised "
        "absence. A dash under minutes: none recorded.",
    )
