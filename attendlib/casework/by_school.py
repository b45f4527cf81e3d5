"""How much casework has each school of a city?

Of pupils on roll on the day; whoever left with a step due is counted apart. Counts are of enrolments, except returns,
of which an enrolment may call for two.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from attendlib.casework.issued import FIRST, NONE, SECOND, issued_by_school
from attendlib.casework.notice import Notice
from attendlib.casework.returns import Return
from attendlib.casework.stage import Stage
from attendlib.city import City
from attendlib.errors import NotInForce
from attendlib.policy import academic_year, academic_year_start, rule


@dataclass(frozen=True)
class SchoolCases:
    """One school's casework on a day.

    on_roll: enrolments · measured: those with a possible session · steps: by step, for how many it is due · on_hold:
    kept out of every step · left_due: no longer on roll, with a step that was due · reached: who has ever reached the
    threshold for a notice · standing: those of them who still do · provisional: those of the latter with a session in
    the window now whose reason may still be found · following: by FIRST, SECOND or NONE, which notice would come next,
    for those standing by sessions after their latest notice · issued: notices of the academic year on record, not
    withdrawn, whether the pupil is still on roll or not · returns: by name, how many the year's marks call for ·
    going: by name, those that go on."""

    urn: str
    on_roll: int
    measured: int
    steps: Counter[str]
    on_hold: int
    left_due: int
    reached: int
    standing: int
    provisional: int
    following: Counter[str]
    issued: int
    returns: Counter[str]
    going: Counter[str]

    @property
    def due(self) -> int:
        """Enrolments on roll with a step due."""
        return self.steps.total()


def cases_by_school(
    city: City, on: date, stages: Sequence[Stage], notices: Sequence[Notice], returns: Sequence[Return]
) -> tuple[SchoolCases, ...]:
    """The casework of every school of the city, from its stages, notices and returns as of a day."""
    of_stages, of_notices, of_returns, issued = _parted(stages), _parted(notices), _parted(returns), _issued(city, on)
    return tuple(
        _of_school(
            urn, on, of_stages.get(urn, []), of_notices.get(urn, []), of_returns.get(urn, []), issued=issued[urn]
        )
        for urn in (school.urn for school in city.schools)
    )


def _issued(city: City, on: date) -> Counter[str]:
    """The notices of the academic year by school; none before there were any."""
    with suppress(NotInForce):
        return issued_by_school(city, rule("penalty_notices").on(on), academic_year_start(academic_year(on)), on)
    return Counter()


class _OfSchool(Protocol):
    @property
    def urn(self) -> str: ...


T = TypeVar("T", bound=_OfSchool)


def _parted(rows: Iterable[T]) -> dict[str, list[T]]:
    """The rows of each school."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(row.urn, []).append(row)
    return found


def _of_school(
    urn: str, on: date, stages: Sequence[Stage], notices: Sequence[Notice], returns: Sequence[Return], *, issued: int
) -> SchoolCases:
    here = [stage for stage in stages if not stage.left]
    upns = {stage.upn for stage in here}
    reached = [notice for notice in notices if notice.upn in upns]
    standing = [notice for notice in reached if notice.stands(on)]
    following = [notice for notice in standing if notice.to_consider(on)]
    called = [one for one in returns if one.upn in upns]
    return SchoolCases(
        urn,
        len(here),
        sum(stage.counts.possible > 0 for stage in here),
        Counter(stage.due for stage in here if stage.due),
        sum(bool(stage.hold) for stage in here),
        sum(bool(stage.would_be) for stage in stages if stage.left),
        len(reached),
        len(standing),
        sum(notice.provisional_now > 0 for notice in standing),
        Counter({name: sum(notice.next == name for notice in following) for name in (FIRST, SECOND, NONE)}),
        issued,
        Counter(one.name for one in called),
        Counter(one.name for one in called if one.going_on),
    )
