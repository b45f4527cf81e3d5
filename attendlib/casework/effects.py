"""What does one entry of a register change in casework: a threshold, a return, a step's condition?

Everything of one enrolment is worked out twice, with the entry as it was and as it became, the rest as it stands now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from attendlib.casework.figures import Counts, figures
from attendlib.casework.marks import SchoolMarks
from attendlib.casework.notices import reached_in
from attendlib.casework.returns import called_for
from attendlib.casework.standing import OfSchool, Policy
from attendlib.checks.of_tables.amendments import NO_ENTRY
from attendlib.codes import Category, code_book
from attendlib.errors import NotInForce
from attendlib.policy import Held, rule

Entered = tuple[str, Category | None]
"""A code and its category on that day; None where no entry was made."""


@dataclass(frozen=True, eq=False)
class Against:
    """What an entry is held against. first: the first day of the academic year · of_school: the school's own
    numbers."""

    policy: Policy
    on: date
    first: date
    of_school: OfSchool

    @cached_property
    def threshold(self) -> Held | None:
        """The threshold for a penalty notice; None on a day before there was one, when there were no returns either."""
        try:
            return rule("penalty_notice_threshold").on(self.on)
        except NotInForce:
            return None


@dataclass(frozen=True)
class _Found:
    """What the marks of one enrolment come to."""

    threshold: date | None
    returns: dict[str, date]
    counts: Counts


def effects(
    one: SchoolMarks, place: tuple[date, str], original: Entered, amended: Entered, against: Against
) -> list[str]:
    """What an amendment of one enrolment's entry of a day and session changed, in words; nothing where it changed
    nothing."""
    before, after = (_found(one.with_mark(*place, *entry), against) for entry in (original, amended))
    born = one.roll.latest[0].born
    return [*_threshold(before, after), *_returns(before, after), *_steps(before, after, against, born)]


def entered(code: str, day: date) -> Entered | None:
    """A code with its category on a day; None where nothing is written or it is in no code set by then."""
    if code == NO_ENTRY:
        return code, None
    if not code or code_book().status(code, day) in ("unknown", "not yet in force"):
        return None
    return code, code_book().entry(code, day).category


def _found(one: SchoolMarks, against: Against) -> _Found:
    reached = reached_in(one, against.threshold) if against.threshold else []
    returns = called_for(one, against.first, against.on) if against.threshold else []
    return _Found(
        reached[0].first_met_on if reached else None,
        {each.name: each.reached_on for each in returns},
        figures(one, against.first).now[0],
    )


def _threshold(before: _Found, after: _Found) -> Iterator[str]:
    if before.threshold != after.threshold:
        yield f"threshold for a penalty notice: {_moved(before.threshold, after.threshold)}"


def _returns(before: _Found, after: _Found) -> Iterator[str]:
    for name in sorted(before.returns.keys() | after.returns.keys()):
        if before.returns.get(name) != after.returns.get(name):
            yield f"return {name}: {_moved(before.returns.get(name), after.returns.get(name))}"


def _moved(before: date | None, after: date | None) -> str:
    if before and after:
        return f"reached on {after} instead of {before}"
    return f"reached on {after}" if after else f"no longer reached (was on {before})"


def _steps(before: _Found, after: _Found, against: Against, born: date | None) -> Iterator[str]:
    policy = against.policy
    for step in policy.says.steps:
        if step.when.of_attendance:
            was, now = (
                policy.stands(step.when, found.counts.attended, found.counts.possible, against.of_school, born)
                for found in (before, after)
            )
            if was != now:
                yield f"{step.step} of {policy.name}: attendance is {'now' if now else 'no longer'} as it asks"
