"""How much work would a policy be: how many enrolments at each of its steps, group by group?

Two answers stand beside each other: what is due with what is on record, and what would be if nothing had been done yet
(a clean start). Holds are kept in both: a child in grief is so under any policy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from attendlib.casework.done import history
from attendlib.casework.due import Ladder
from attendlib.casework.ladders import begun, ladders
from attendlib.casework.standing import Policy
from attendlib.casework.whatif.grouping import Group, groups_of, in_order
from attendlib.city import City, SchoolRoll
from attendlib.store import Store

NO_STEP, ON_HOLD, NO_SESSION, LEFT = "no step", "on hold", "no possible session", "left since"
"""Where an enrolment is that has no step due. No policy has a step of these names: theirs have no blanks."""
APART = (NO_STEP, ON_HOLD, NO_SESSION, LEFT)


@dataclass(frozen=True)
class Load:
    """One line of a caseload: a step of the policy, or one of APART. due: enrolments with what is on record · clean:
    the same from a clean start."""

    step: str
    name: str
    due: int
    clean: int

    @property
    def is_step(self) -> bool:
        """A step of the policy, so that somebody has something to do."""
        return self.step not in APART


@dataclass(frozen=True)
class Caseload:
    """What a policy asks for one group. Every enrolment of the group is in exactly one line of ``loads``: the steps in
    order of escalation, then APART."""

    group: Group
    policy: Policy
    loads: tuple[Load, ...]

    @property
    def enrolments(self) -> int:
        """All enrolments of the group."""
        return sum(load.due for load in self.loads)

    @property
    def due(self) -> int:
        """Those with a step due."""
        return sum(load.due for load in self.loads if load.is_step)

    @property
    def clean(self) -> int:
        """Those who would have a step due from a clean start."""
        return sum(load.clean for load in self.loads if load.is_step)


def caseloads(
    city: City,
    store: Store,
    policies: Sequence[Policy],
    on: date,
    *,
    by: Sequence[str],
    urns: Sequence[str] | None = None,
) -> tuple[Caseload, ...]:
    """A Caseload for each group, in order, and each policy, as given. Raises MeasureError before the city's academic
    year; RuleError for a school's own number that is none."""
    known = [history(city, one.says, one.known, on, urns) for one in policies]
    clean = [record.only(one.says.hold.record) for one, record in zip(policies, known, strict=True)]
    asked = [*zip(policies, known, strict=True), *zip(policies, clean, strict=True)]
    counted: dict[Group, dict[tuple[int, str], int]] = {}
    for roll, standing in ladders(city, store, asked, on, urns):
        groups, pupils = groups_of(city, roll, by), begun(roll, on)
        for number, ladder in enumerate(standing):
            for pupil, place in _places(ladder, roll, pupils):
                of_group = counted.setdefault(groups[pupil], {})
                of_group[number, place] = of_group.get((number, place), 0) + 1
    return tuple(
        _caseload(group, policy, number, number + len(policies), counted[group])
        for group in in_order(counted, by)
        for number, policy in enumerate(policies)
    )


def _places(ladder: Ladder, roll: SchoolRoll, pupils: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Each enrolment with the step that is due, or with one of APART."""
    here = roll.on_roll(np.array([ladder.on], dtype="datetime64[D]"))[:, 0].tolist()
    for pupil in pupils:
        highest = ladder.highest(pupil)
        if not here[pupil]:
            yield pupil, LEFT
        elif ladder.history.hold((ladder.urn, ladder.upns[pupil]), ladder.policy.says.hold):
            yield pupil, ON_HOLD
        elif highest:
            yield pupil, highest.step.step
        else:
            yield pupil, NO_STEP if ladder.figures.now[pupil].possible else NO_SESSION


def _caseload(group: Group, policy: Policy, due: int, clean: int, counted: dict[tuple[int, str], int]) -> Caseload:
    named = [*((step.step, step.name) for step in policy.says.steps), *((place, place) for place in APART)]
    return Caseload(
        group,
        policy,
        tuple(Load(place, name, counted.get((due, place), 0), counted.get((clean, place), 0)) for place, name in named),
    )
