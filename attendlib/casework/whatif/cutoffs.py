"""How many enrolments would each cut-off of attendance bring in, group by group?

Those on roll on the day, by the year so far, on whole sessions: exactly the cut-off is not below it. An enrolment
without a possible session is below none, and is counted apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.done import History
from attendlib.casework.due import Ladder
from attendlib.casework.ladders import begun, ladders
from attendlib.casework.standing import Policy
from attendlib.casework.whatif.grouping import Group, groups_of, in_order
from attendlib.city import City, SchoolRoll
from attendlib.rounding import percent
from attendlib.store import Store

NOTHING_DONE = History({}, ())


@dataclass(frozen=True)
class CutOff:
    """One cut-off for one group.

    enrolments = measured + without (no possible session) + left (no longer on roll) · below: those measured whose
    attendance is below the cut-off · now: those measured whose attendance is as some step of the policy asks, at their
    school's own numbers · new: below and not among ``now`` · gone: among ``now`` and not below · exactly: those
    measured whose attendance is the cut-off itself. So below = now + new - gone."""

    group: Group
    cut_off: Fraction
    enrolments: int
    measured: int
    without: int
    left: int
    below: int
    now: int
    new: int
    gone: int
    exactly: int

    @property
    def share(self) -> Decimal | None:
        """Those below in percent of those measured, two places."""
        return percent(self.below, self.measured, 2)


Counted = NDArray[np.int64]
"""Four rows over the enrolments of a group: sessions attended, sessions possible, whether on roll, and whether some
step that asks about attendance stands for it (0 or 1)."""


def cut_offs(
    city: City,
    store: Store,
    policy: Policy,
    on: date,
    *,
    cuts: Sequence[Fraction],
    by: Sequence[str],
    urns: Sequence[str] | None = None,
) -> tuple[CutOff, ...]:
    """A CutOff for each group, in order, and each of ``cuts``, as given. Raises MeasureError before the city's academic
    year."""
    parts: dict[Group, list[Counted]] = {}
    for roll, (ladder,) in ladders(city, store, [(policy, NOTHING_DONE)], on, urns):
        of_school, groups = _of_school(ladder, roll), groups_of(city, roll, by)
        members: dict[Group, list[int]] = {}
        for pupil in begun(roll, on):
            members.setdefault(groups[pupil], []).append(pupil)
        for group, pupils in members.items():
            parts.setdefault(group, []).append(of_school[:, pupils])
    whole = {group: np.concatenate(held, axis=1) for group, held in parts.items()}
    return tuple(_cut(group, cut, whole[group]) for group in in_order(whole, by) for cut in cuts)


def _of_school(ladder: Ladder, roll: SchoolRoll) -> Counted:
    counts = ladder.figures.now
    here = roll.on_roll(np.array([ladder.on], dtype="datetime64[D]"))[:, 0]
    stands = [any(step.when.of_attendance for step in steps) for steps in ladder.standing]
    return np.array([[c.attended for c in counts], [c.possible for c in counts], here, stands], dtype=np.int64)


def _cut(group: Group, cut: Fraction, of: Counted) -> CutOff:
    attended, possible, here = of[0], of[1], of[2] > 0
    measured = here & (possible > 0)
    has, asked = 100 * cut.denominator * attended, cut.numerator * possible
    below = measured & (has < asked)
    now = measured & (of[3] > 0)
    counted = (measured, here & ~measured, ~here, below, now, below & ~now, now & ~below, measured & (has == asked))
    return CutOff(group, cut, of.shape[1], *(int(np.count_nonzero(each)) for each in counted))
