"""At which levels of support are the pupils of each school, under one policy beside another?

The strategy of 2012 and today's guidance part pupils at other percentages, and the strategy looks at schools too. Of
pupils on roll on the day with a possible session, whether on hold or not; a school without single marks has none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from attendlib.casework.done import history
from attendlib.casework.focus import SchoolFocus, Sessions, schools_in_focus
from attendlib.casework.ladders import begun, ladders
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.rounding import percent
from attendlib.store import Store


@dataclass
class Levels:
    """One school under one policy: how many stand at each of its steps, and on each of its lists."""

    steps: Counter[str] = field(default_factory=Counter)
    lists: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class SchoolSupport:
    """One school. measured: enrolments on roll with a possible session · under: by name of the policy · focus: what
    each policy says of the school itself."""

    urn: str
    measured: int
    under: Mapping[str, Levels]
    focus: tuple[SchoolFocus, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        """The names of everything for which a policy asks the authority to concentrate on it."""
        return tuple(name for one in self.focus for name in one.focus)

    @property
    def attendance(self) -> Decimal | None:
        """Percent of the possible sessions of the year so far, all pupils together, two places."""
        return percent(self.focus[0].attended, self.focus[0].possible, 2)

    @property
    def trend(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Absence in percent by earlier academic year, oldest first, over the longest time that a policy looks at."""
        return max((one.trend for one in self.focus), key=len)


def support_by_school(
    city: City, store: Store, policies: Sequence[Policy], on: date, sessions: Mapping[str, Sessions]
) -> tuple[SchoolSupport, ...]:
    """Every school of the city. ``sessions``: as for ``schools_in_focus``. Raises as ``stages``."""
    asked = [(policy, history(city, policy.says, policy.known, on)) for policy in policies]
    focus = zip(*(schools_in_focus(city, policy, sessions) for policy in policies), strict=True)
    measured: Counter[str] = Counter()
    under = {school.urn: {policy.name: Levels() for policy in policies} for school in city.schools}
    for roll, standing in ladders(city, store, asked, on):
        here = roll.on_roll(np.array([on], dtype="datetime64[D]"))[:, 0].tolist()
        pupils = [p for p in begun(roll, on) if here[p] and standing[0].figures.now[p].possible]
        measured[roll.urn] = len(pupils)
        for ladder in standing:
            levels = under[roll.urn][ladder.policy.name]
            highest = (ladder.highest(pupil) for pupil in pupils)
            levels.steps.update(due.step.step for due in highest if due)
            levels.lists.update(name for pupil in pupils for name in ladder.lists(pupil))
    return tuple(
        SchoolSupport(school.urn, measured[school.urn], under[school.urn], of_school)
        for school, of_school in zip(city.schools, focus, strict=True)
    )
