"""How much learning was lost, in days and hours?"""

from itertools import accumulate

from attendlib.disclosure import small_numbers
from attendlib.measures.learning_lost import of_attendance, of_sessions
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, Table, Words
from attendlib.report.sections.measured import one
from attendlib.report.sections.nothing import without_figures
from attendlib.report.view import View
from attendlib.rounding import half_up, percent

SHOWN = (100, 97, 95, 90, 80, 50)
"""The attendance that the table for parents shows."""


def lost(view: View) -> Words | Callout:
    """What the sessions missed so far come to, in all and for each enrolment."""
    told = without_figures(view)
    if told:
        return told
    now = one(view.own("city"))
    if not now.enrolments:
        return Words(["No session was possible, so none was lost."])
    loss = of_sessions(int(now.absent), view.window.end)
    each = half_up(float(loss.days / int(now.enrolments)), 1)
    return Words(
        [
            f"Sessions missed so far come to {half_up(float(loss.days), 1):,} school days, about "
            f"{half_up(float(loss.hours), 0):,} taught hours: {each} days for each enrolment.",
            *filter(None, [half_by_few(view)]),
        ]
    )


def half_by_few(view: View) -> str:
    """How few missed half of all that was missed; empty where nothing was,
    and where so few may not be told of."""
    missed = sorted(view.own("enrolment").query("possible > 0").absent.astype(int), reverse=True)
    whole = sum(missed)
    if not whole:
        return ""
    few = next(at for at, so_far in enumerate(accumulate(missed), start=1) if 2 * so_far >= whole)
    rule = small_numbers(view.window.end) if view.public else None
    if rule and (rule.is_small_group(few) or rule.is_small_group(len(missed) - few)):
        return ""  # either part is a group whose figures are told
    return (
        f"Half of all that was missed was missed by {few:,} of {len(missed):,} enrolments "
        f"({percent(few, len(missed))}% of them)."
    )


def ready_reckoner(view: View) -> Table:
    """What attendance of a given percentage loses in a whole year, for talking with parents."""
    rows = []
    for attended in SHOWN:
        loss = of_attendance(attended, view.window.end)
        rows.append(
            {
                "attendance": attended,
                "days": half_up(float(loss.days), 1),
                "hours": half_up(float(loss.hours), 1),
                "life": int(half_up(float(loss.hours_in_school_life), 0)),
            }
        )
    held = rule("school_year").on(view.window.end)
    columns = [
        Column("attendance", "Attendance", "percent", 0),
        Column("days", "School days missed in a year", "number"),
        Column("hours", "Taught hours missed in a year", "number"),
        Column("life", f"Taught hours missed in {held['years']} years at school", "count"),
    ]
    return Table(
        "What attendance means in days and hours",
        columns,
        rows,
        "there is nothing to show.",
        note=f"For a year of {held['days_per_year']} school days of {held['hours_per_day']} taught hours.",
    )
