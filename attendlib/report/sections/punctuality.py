"""How many arrive late, when, and by how much?"""

from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.nothing import without_marks
from attendlib.report.view import PLACES, View
from attendlib.rounding import half_up, percents


def punctuality(view: View) -> Table | Callout:
    """Late sessions before and after the register closed, by weekday, with the minutes recorded."""
    told = without_marks(view, "No lateness")
    if told:
        return told
    frame = view.own("weekday")
    whole = frame.drop(columns="weekday").sum().to_frame().T.assign(weekday="All days")
    rows = []
    for row in (*frame.itertuples(), *whole.itertuples()):
        late = row.late_before_close + row.late_after_close
        rows.append(
            {
                "weekday": row.weekday,
                "before": int(row.late_before_close),
                "after": int(row.late_after_close),
                "share": float(percents([late], [row.possible], PLACES)[0]),
                "minutes": half_up(row.minutes_late / row.late_with_minutes, 0) if row.late_with_minutes else "x",
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
        "absence. Minutes: the mean of the late sessions whose minutes the register gives.",
    )
