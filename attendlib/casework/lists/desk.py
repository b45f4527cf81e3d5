"""What lies on the desk of whoever works with the lists of one school, or of a city?

The lists ask for one another's parts: stages of two days, reviews, events. Each is worked out once, when it is first
asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from attendlib.casework.done import History, history
from attendlib.casework.lists.caseload import Caseload, StepLoad, caseload, step_loads
from attendlib.casework.lists.discuss import Topic, discuss
from attendlib.casework.lists.earlier import Earlier
from attendlib.casework.lists.events import Event, events
from attendlib.casework.lists.families import Family, families, schools_of_families
from attendlib.casework.lists.first_day_calls import FirstDayCalls, first_day_calls
from attendlib.casework.lists.handover import Handover, handover
from attendlib.casework.lists.lateness import Late, lateness
from attendlib.casework.lists.line import Line, lines
from attendlib.casework.lists.moved import Moved, moved
from attendlib.casework.lists.persistent import Persistent, persistent
from attendlib.casework.lists.recognition import Recognition, recognition
from attendlib.casework.lists.reviews import Review, reviews
from attendlib.casework.lists.tracker import Tracker, tracker
from attendlib.casework.stage import Stage
from attendlib.casework.stages import Stages, stages
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.store import Store

WEEK = timedelta(days=7)


def week_before(day: date) -> date:
    """The same day of the week before, with which a tracker is usually compared."""
    return day - WEEK


@dataclass(frozen=True, eq=False)
class Desk:
    """The lists of some schools (all where None) by one policy, on the evening of ``on``, each compared with that of
    ``since``."""

    city: City
    store: Store
    policy: Policy
    on: date
    since: date
    urns: Sequence[str] | None = None

    @cached_property
    def lines(self) -> tuple[Line, Line]:
        """The lines of persistent and severe absence."""
        return lines(self.on)

    @cached_property
    def known(self) -> History:
        """What is on record as the policy understands it, and what is wrong with the table."""
        return history(self.city, self.policy.says, self.policy.known, self.on, self.urns)

    @cached_property
    def ever(self) -> History:
        """The same with what was done in earlier academic years, whatever the policy remembers."""
        return history(
            self.city, self.policy.says.model_copy(update={"remembered": "always"}), self.policy.known, self.on
        )

    @cached_property
    def now(self) -> Stages:
        """The step due for everybody."""
        return stages(self.city, self.store, self.policy, self.on, self.urns)

    @cached_property
    def before(self) -> tuple[Stage, ...] | None:
        """The same on the evening compared with; None where it lies before the academic year."""
        if self.since < year_to_date(self.city, self.on).start:
            return None
        return stages(self.city, self.store, self.policy, self.since, self.urns).rows

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews overdue or near."""
        return reviews(self.city, self.store, self.now.rows, self.on)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Notices to consider, returns to make and prompts of the year so far."""
        return events(self.city, self.store, self.policy, self.on, self.urns)

    def tracker(self, earlier: Earlier | None = None) -> Tracker:
        """What is to be done for whom. earlier: what a tracker written on the evening compared with said was due."""
        return tracker(
            self.policy,
            self.now.rows,
            self.before,
            self.since,
            lines=self.lines,
            reviews=self.reviews,
            events=self.events,
            earlier=earlier,
        )

    @cached_property
    def calls(self) -> FirstDayCalls:
        """Whom to call on the day."""
        return first_day_calls(self.city, self.store, self.policy, self.ever, self.on, urns=self.urns)

    @cached_property
    def persistent(self) -> Persistent:
        """How far everybody is from persistent and severe absence."""
        return persistent(self.city, self.store, self.on, self.urns)

    @cached_property
    def moved(self) -> Moved:
        """Who moved between bands this half term."""
        return moved(self.city, self.store, self.on, self.urns)

    @cached_property
    def recognition(self) -> Recognition:
        """Whom to praise."""
        return recognition(self.city, self.store, self.policy, self.known, self.on, urns=self.urns)

    @cached_property
    def lateness(self) -> tuple[Late, ...]:
        """Who was late this half term."""
        return lateness(self.city, self.store, self.on, self.urns)

    @cached_property
    def handover(self) -> tuple[Handover, ...]:
        """Who was a concern this year, for those who have the pupil next."""
        return handover(self.city, self.store, self.policy, self.on, lines=self.lines, urns=self.urns)

    @cached_property
    def caseload(self) -> Caseload:
        """How many are at each step and in each class, against the evening compared with."""
        return caseload(self.policy, self.now.rows, self.before or (), self.since, self.lines)

    @cached_property
    def step_loads(self) -> tuple[StepLoad, ...]:
        """How many are at each step alone, which needs no line of persistent absence."""
        return step_loads(self.policy, self.now.rows, self.before or (), self.since)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Whom school and authority should talk about."""
        return discuss(self.now.rows, self.before or (), self.lines, self.events)

    def families(self, level: str = "") -> tuple[Family, ...]:
        """The families with a concern from that step on, with a child at one of the schools."""
        others: Sequence[Stage] = ()
        if self.urns is not None:
            more = sorted(set(schools_of_families(self.city, self.on, self.urns)) - set(self.urns))
            others = stages(self.city, self.store, self.policy, self.on, more).rows
        return families(self.city, self.policy, [*self.now.rows, *others], self.on, level=level, urns=self.urns)
