"""Are more away on the first and last days of half terms than on other days?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import marks_alone, without_marks
from attendlib.report.view import PLACES, View
from attendlib.report.words import schools
from attendlib.rounding import percents

FIRST, LAST, OTHER = "First day of a half term", "Last day of a half term", "All other days"
KINDS = (FIRST, LAST, OTHER)


def edges(view: View) -> Table | Callout:
    """Absence on the first and last school day of each half term beside all other days, with all schools of the phase
    on the same days."""
    told = without_marks(view)
    if told:
        return told
    frame = _by_kind(view, view.own("date"))
    heads = [
        Column("kind", "Day"),
        Column("days", "Days", "count"),
        Column("absence", "Absence", "percent"),
    ]
    if view.has_peers:
        peers = _by_kind(view, view.of_peers("date"))[["kind", "absence"]]
        frame = frame.merge(peers, on="kind", how="left", suffixes=("", "_peers"))
        heads.append(Column("absence_peers", f"All {schools(view.phase)}, same days", "percent"))
    return Table.from_frame(frame, "First and last days", heads, "no day has marks.", note=marks_alone(view))


def _by_kind(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Days by whether one of this school's half terms begins or ends on them, pooled: kind, days and absence."""
    firsts, lasts = (set(days) for days in zip(*_ends(view), strict=True))
    days = pd.to_datetime(frame.date).dt.date
    kind = [FIRST if day in firsts else LAST if day in lasts else OTHER for day in days]
    summed = frame.assign(kind=kind, days=1).groupby("kind")[["days", "absent", "possible"]].sum()
    summed = summed.reindex([kind for kind in KINDS if kind in summed.index]).reset_index()
    return summed.assign(absence=low(percents(summed.absent, summed.possible, PLACES), summed.absent))


def _ends(view: View) -> Iterator[tuple[object, object]]:
    """The first and the last school day of each half term of this school, begun or not."""
    calendar = view.open.city.calendar.of(view.urns[0])
    for _, period in calendar.half_terms:
        inside = (calendar.days >= np.datetime64(period.start)) & (calendar.days <= np.datetime64(period.end))
        if inside.any():
            days = calendar.days[inside]
            yield days[0].item(), days[-1].item()
