"""Who is near persistent absence, and who can still get out of it this year?"""

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from attendlib.casework.lists import Headroom, Persistent
from attendlib.casework.lists.line import PERSISTENT, SEVERE, line
from attendlib.casework.lists.persistent import NEAR, near_from, persistent
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.sections.measured import columns
from attendlib.report.sections.named import NAMED, named
from attendlib.report.sections.nothing import without_marks
from attendlib.report.sections.thresholds import of_share
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, plural
from attendlib.rounding import percents


@lru_cache(maxsize=2)
def headroom_of(view: View) -> Persistent | None:
    """How far everybody on roll is from the lines; None without single marks, and in years in which persistent absence
    was a count for whole terms."""
    if not (view.has_marks and view.told_by_share):
        return None
    return persistent(view.open.city, view.open.store, view.window.end, view.urns)


def near_the_line(view: View) -> PupilList | Callout | None:
    """The pupils on roll who are near persistent absence, those who would reach it soonest first, with what they may
    still miss. None in a report for everybody, and where headroom cannot be told."""
    if view.public:
        return None
    told, found = without_marks(view), headroom_of(view)
    if told or found is None:
        return told
    on = view.window.end
    edge, sessions = near_from(line(PERSISTENT, on), on), rule("school_lists").on(on)["near_sessions"]
    there = of_share(PERSISTENT, on).missed
    heads = [
        *NAMED,
        *columns("attendance_percent", "absent"),
        Column("row", "May miss in a row", "sessions"),
        Column("term", "May miss by the end of term", "sessions"),
        Column("year_left", "By the end of the year", "sessions"),
    ]
    return PupilList.from_frame(
        named(view, _frame(found.of(NEAR))),
        "Near persistent absence",
        heads,
        "nobody is near it.",
        note=f"From {edge}% of sessions missed on, not yet persistently absent ({there}), and no more than {sessions} "
        "sessions missed in a row would change that. May miss: of the sessions to come, all others attended, and still "
        "not be in the class.",
    )


def ways_out(view: View) -> dict[str, tuple[str, str]]:
    """Of each pupil on roll who is persistently absent, by UPN: how many sessions they may still miss this year, and
    the day on which they are out of it if they attend them all. Nothing where headroom cannot be told."""
    found = headroom_of(view)
    rows = found.of(PERSISTENT, SEVERE) if found else ()
    return {
        row.upn: (_left(row), day(row.persistent.out_on) if row.persistent.out_on else "not this year") for row in rows
    }


def what_headroom_asks(view: View) -> Iterator[str]:
    """How many are near the line, and how many beyond it can still get back, in sentences."""
    found = headroom_of(view)
    if found is None:
        return
    near, there = found.of(NEAR), found.of(PERSISTENT, SEVERE)
    if near:
        soonest, verb = min(row.persistent.in_a_row or 0 for row in near), "is" if len(near) == 1 else "are"
        at_once = sum(not row.persistent.in_a_row for row in near)
        first = f"the nearest may miss {plural(soonest, 'session')} more in a row"
        if at_once:
            first = f"the next session missed would be too many for {at_once:,} of them"
        yield f"Talk to families in time. {plural(len(near), 'pupil')} {verb} near persistent absence; {first}."
    back = sum(row.persistent.avoidable for row in there)
    if there:
        whom = f"{back:,} of the {len(there):,} persistently absent pupils on roll can still"
        if len(there) == 1:
            whom = f"The one persistently absent pupil on roll can {'still' if back else 'no longer'}"
        yield f"{whom} get out of it this year."


def _left(row: Headroom) -> str:
    left = row.persistent.by_year
    return "too late this year" if left is None else plural(left, "session")


def _frame(rows: tuple[Headroom, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            (row.urn, row.upn, row.counts.absent, row.counts.possible, there.in_a_row, there.by_term, there.by_year)
            for row in rows
            for there in [row.persistent]
        ],
        columns=["urn", "upn", "absent", "possible", "row", "term", "year_left"],
    )
    frame["attendance_percent"] = percents(frame.possible - frame.absent, frame.possible, PLACES)
    return frame
