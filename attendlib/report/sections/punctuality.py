"""How many arrive late, when, and by how much?"""

from decimal import Decimal

from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import marks_alone, without_marks
from attendlib.report.view import PLACES, View
from attendlib.report.written import NOT_AVAILABLE
from attendlib.rounding import half_up, percents

NOTE = (
    "Late before the register closed counts as present; late after it closed is an unauthorised absence. Minutes: the "
    "mean of the late sessions whose minutes the register gives."
)


def punctuality(view: View) -> Table | Callout:
    """Late sessions before and after the register closed, by weekday, with the minutes recorded."""
    told = without_marks(view)
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
                "share": low(percents([late], [row.possible], PLACES), [late])[0],
                "minutes": _mean(row.minutes_late, row.late_with_minutes),
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
        note=f"{NOTE} {marks_alone(view)}".strip(),
    )


def _mean(minutes: int, sessions: int) -> Decimal | str:
    return half_up(minutes / sessions, 0) if sessions else NOT_AVAILABLE
