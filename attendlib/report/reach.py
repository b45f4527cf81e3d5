"""How far do the figures of a school go into the days asked for?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from attendlib.calendar import WEEKDAYS
from attendlib.city import City
from attendlib.measures import Window
from attendlib.measures.asked import FROM_MARKS, FROM_TOTALS

A_WEEK = WEEKDAYS.index("Saturday")
"""School days of a usual school week. More than so many without a figure at either end of a period are worth saying."""


@dataclass(frozen=True)
class Reach:
    """first, last: the days of the first and the last session that counts; None where none does · last_mark: the last
    day with single marks, None where there are none · totals: some figures are termly totals of a census return ·
    before, after: school days with pupils on roll before the first and after the last."""

    first: date | None = None
    last: date | None = None
    last_mark: date | None = None
    totals: bool = False
    before: int = 0
    after: int = 0

    @property
    def begins_late(self) -> bool:
        """More than one school week has no figure at the beginning."""
        return self.before > A_WEEK

    @property
    def stops_early(self) -> bool:
        """More than one school week has no figure at the end."""
        return self.after > A_WEEK

    @property
    def totals_only(self) -> bool:
        """Nothing but termly totals."""
        return self.totals and not self.last_mark

    def within(self, window: Window) -> Window:
        """The part of the window that the figures cover: cut where they begin late or stop early."""
        start = self.first if self.begins_late and self.first else window.start
        return Window(start, self.last if self.stops_early and self.last else window.end)


def reach_by(city: City, urn: str, window: Window, rows: Sequence[Mapping[str, Any]]) -> Reach:
    """A school's reach. ``rows``: the school's of ``measures.reached`` over the window."""
    if not rows:
        return Reach()
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    ends = {row["kind"]: row["last"] for row in rows}
    days = city.calendar.of(urn).days
    days = days[(days >= np.datetime64(window.start)) & (days <= np.datetime64(window.end))]
    due = days[city.roll.of(urn).on_roll(days).any(axis=0)]
    before, after = int((due < np.datetime64(first)).sum()), int((due > np.datetime64(last)).sum())
    return Reach(first, last, ends.get(FROM_MARKS), FROM_TOTALS in ends, before, after)
