"""What does one school's register look like while it is being filled in?

``Sheet.cells`` holds a mark for each enrolment and session: a row per enrolment, two columns per weekday, AM then PM.
Whoever paints, paints over what stood there; only sessions that were held while the pupil was on roll are kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.facts import having, mark
from attendlib.synth.terms import Days

AM, PM, BOTH = (0,), (1,), (0, 1)


@dataclass
class Sheet:
    """``cells``: uint8, a position in ``facts.marks()`` · ``minutes``: uint8, minutes late, 0 where not late."""

    cells: NDArray[np.uint8]
    minutes: NDArray[np.uint8]
    days: Days

    @property
    def enrolments(self) -> int:
        return len(self.cells)

    def day_block(self, row: int, first: int, length: int, role: str, halves: tuple[int, ...] = BOTH) -> None:
        """Paint ``length`` open days of one enrolment, from the open day at or after position ``first``."""
        where = self.days.positions
        where = where[where >= first][:length]
        for half in halves:
            self.cells[row, 2 * where + half] = mark(role)

    def scatter(self, chance: NDArray[np.float64], role: str, over: tuple[str, ...], rng: np.random.Generator) -> None:
        """Paint single sessions, each with its own chance (broadcast to the shape of ``cells``), over marks of the
        roles ``over`` only."""
        hit = rng.random(self.cells.shape, dtype=np.float32) < chance
        self.cells[hit & having(*over)[self.cells]] = mark(role)


def fresh(enrolments: int, days: Days) -> Sheet:
    """Everybody there every session."""
    cells = np.empty((enrolments, 2 * len(days.days)), dtype=np.uint8)
    cells[:, 0::2], cells[:, 1::2] = mark("present_am"), mark("present_pm")
    return Sheet(cells, np.zeros_like(cells), days)


def held(days: Days, entry: NDArray[np.datetime64], leaving: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """Enrolment by session: True where the school held it and the pupil was on roll."""
    on_roll = (days.days >= entry[:, None]) & (np.isnat(leaving)[:, None] | (days.days <= leaving[:, None]))
    return np.repeat(on_roll & days.open, 2, axis=1)
