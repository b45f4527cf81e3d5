"""Which steps from one figure to another are told together, so that nobody can be told from them?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attendlib.disclosure import SmallNumbers
from attendlib.measures.steps import BOUNDARY, STEPS, UNKNOWN, Step


@dataclass(frozen=True)
class Way:
    """From a school's own figure (start) to this report's (here) and the official one (there), with the steps that
    change something. An end whose whole way is about too few pupils is None, and the steps to it are not there."""

    start: Step | None
    to_here: tuple[Step, ...]
    here: Step
    to_there: tuple[Step, ...]
    there: Step | None

    @property
    def parts(self) -> tuple[Step, ...]:
        """Every step that changes something."""
        return self.to_here + self.to_there


def way_to(steps: Sequence[Step], rule: SmallNumbers | None) -> Way:
    """The way through ``steps``, one for each of STEPS. By ``rule`` those about too few pupils go together with their
    neighbours; each is told where it is None."""
    middle = STEPS.index(UNKNOWN)
    before, after = (_parts(steps[one:other], rule) for one, other in ((0, middle + 1), (middle, len(STEPS))))
    return Way(
        None if before is None else steps[0],
        before or (),
        steps[middle],
        after or (),
        None if after is None else steps[-1],
    )


def _parts(steps: Sequence[Step], rule: SmallNumbers | None) -> tuple[Step, ...] | None:
    """The steps that change what stands before them; None where even together they are about too few."""
    moved = [(_gained(earlier, now), now) for earlier, now in pairwise(steps) if now.touched]
    while (
        rule
        and (at := next((i for i, (gained, now) in enumerate(moved) if _is_few(gained, now, rule)), None)) is not None
    ):
        if len(moved) == 1:
            return None
        first = max(at - 1, 0) if at == len(moved) - 1 else at
        (one, earlier), (other, later) = moved[first : first + 2]
        # Somebody may be touched twice, so that together they are about no fewer than the larger number.
        both = replace(later, reasons=earlier.reasons + later.reasons, touched=max(earlier.touched, later.touched))
        moved[first : first + 2] = [(one + other, both)]
    return tuple(now for _, now in moved)


def _gained(before: Step, now: Step) -> int:
    return now.persistently_absent - before.persistently_absent


def _is_few(gained: int, now: Step, rule: SmallNumbers) -> bool:
    """About so few enrolments, or changing the class of so few of them, that they could be told. Whoever is exactly at
    the line is in the class by that alone, which tells nothing more."""
    few = rule.is_small_group(now.touched)
    return few or (now.reasons != (BOUNDARY,) and rule.is_small_count(abs(gained), now.touched))
