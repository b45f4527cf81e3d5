"""How many sessions that were due have no mark that could be used?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attendlib.measures.asked import Window
    from attendlib.measures.sources import Sources


@dataclass(frozen=True)
class Unmarked:
    """Sessions due for pupils on roll on days on which their school held sessions, and accepted marks of any category.
    A record accepted always stands in a session that was due, so ``without`` is never negative."""

    expected: int
    marked: int

    @property
    def without(self) -> int:
        """Sessions due without an accepted mark."""
        return self.expected - self.marked


def unmarked(sources: "Sources", urns: Sequence[str], window: "Window") -> Unmarked:
    """The sessions due and marked of some schools in a window."""
    expected = 0
    for urn in urns:
        days = sources.city.calendar.of(urn).days
        days = days[(days >= np.datetime64(window.start)) & (days <= np.datetime64(window.end))]
        expected += 2 * int(sources.city.roll.of(urn).on_roll(days).sum())
    marks = sources.marks
    held = marks.filter(marks.urn.isin(list(urns)) & marks.date.between(window.start, window.end))
    return Unmarked(expected, int(held.count().execute()))
