"""Whose policy is a view's casework asked of, and what does it come to?

Everything is worked out once, when a section first asks for it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from attendlib.casework import Notices, Policy, Return, Stages, notices, returns, stages
from attendlib.casework import policy as policy_on
from attendlib.casework.by_school import SchoolCases, cases_by_school
from attendlib.errors import NotInForce
from attendlib.report.view import View


@dataclass(frozen=True, eq=False)
class Cases:
    """A view and a policy. against: another one beside it, None where none is named."""

    view: View
    policy: Policy
    against: Policy | None = None

    @property
    def on(self) -> date:
        """The day of the answers: the view's last."""
        return self.view.window.end

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policy, and the one beside it."""
        return (self.policy, self.against) if self.against else (self.policy,)

    @cached_property
    def stages(self) -> Stages:
        """The step due for everybody."""
        return stages(self.view.open.city, self.view.open.store, self.policy, self.on, self.view.urns)

    @cached_property
    def notices(self) -> Notices | None:
        """Who reached the threshold for a penalty notice; None on a day before there was one."""
        try:
            return notices(self.view.open.city, self.view.open.store, self.on, self.view.urns)
        except NotInForce:
            return None

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """The returns that the year's marks call for; none on a day before there were any."""
        try:
            return returns(self.view.open.city, self.view.open.store, self.on, self.view.urns)
        except NotInForce:
            return ()

    @cached_property
    def by_school(self) -> tuple[SchoolCases, ...]:
        """The same, school by school."""
        rows = self.notices.rows if self.notices else ()
        return cases_by_school(self.view.open.city, self.on, self.stages.rows, rows, self.returns)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The names of the view's schools of which no single mark is held, so that nothing can be due."""
        store, schools = self.view.open.store, self.view.open.city.schools
        return tuple(s.name for s in schools if s.urn in self.view.urns and not store.mark_files([s.urn]))


def cases(view: View, policy: str, against: str = "") -> Cases:
    """A view's casework by a policy, as it stood on the view's last day: its name, or the path of a policy file."""
    on, city = view.window.end, view.open.city
    beside = policy_on(against, on, city=city) if against else None
    return Cases(view, policy_on(policy, on, city=city), beside)
