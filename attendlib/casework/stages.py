"""Which step is due for each enrolment of a city on a day, on which figures, and what has been done already?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendlib.casework.done import history
from attendlib.casework.due import Ladder
from attendlib.casework.ladders import begun, ladders
from attendlib.casework.onrecord import on_record
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy
from attendlib.casework.why import reason
from attendlib.checks.finding import Finding
from attendlib.city import City, SchoolRoll
from attendlib.city.roll import Spell
from attendlib.measures.asked import year_to_date
from attendlib.store import Store


@dataclass(frozen=True)
class Stages:
    """The answer for a city: a Stage per enrolment in order of school and UPN, the findings of the interventions table,
    and what to know before reading it."""

    rows: tuple[Stage, ...]
    findings: tuple[Finding, ...]
    remark: str

    @property
    def held(self) -> tuple[Stage, ...]:
        """The pupils on hold, for a person to decide about."""
        return tuple(stage for stage in self.rows if stage.hold)


def stages(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None = None) -> Stages:
    """The step due for every enrolment whose entry is not after ``on``, by the marks up to and including ``on``.

    Raises MeasureError before the city's academic year; RuleError for a school's own number that is none."""
    known = history(city, policy.says, policy.known, on, urns)
    rows: list[Stage] = []
    for roll, (ladder,) in ladders(city, store, [(policy, known)], on, urns):
        rows += _of_school(ladder, roll)
    asked = policy.over(year_to_date(city, on), city.calendar)
    return Stages(tuple(rows), known.findings, asked.remark(on))


def _of_school(ladder: Ladder, roll: SchoolRoll) -> list[Stage]:
    """A Stage for every enrolment of one school that has begun, in order of UPN."""
    order = sorted(begun(roll, ladder.on), key=roll.upns.__getitem__)
    return [_stage(ladder, pupil, roll.latest[pupil]) for pupil in order]


def _stage(ladder: Ladder, pupil: int, spell: Spell) -> Stage:
    highest, record, counts = ladder.highest(pupil), on_record(ladder, pupil), ladder.figures.now[pupil]
    left = spell.leaving if spell.leaving and spell.leaving < ladder.on else None
    return Stage(
        urn=ladder.urn,
        upn=spell.upn,
        due=highest.step.step if highest and not record.hold else "",
        would_be=highest.step.step if highest else "",
        since=highest.since if highest else None,
        counts=counts,
        days_missed=Decimal(counts.absent) / ladder.sessions_per_day,
        needed=highest.needed if highest else (),
        done=record.done,
        elsewhere=record.elsewhere,
        improvement=highest.improvement if highest else record.improvement,
        review=record.review,
        doubtful=record.doubtful,
        lists=tuple(ladder.lists(pupil)),
        hold=record.hold,
        left=left,
        who=highest.step.who if highest and not record.hold else "",
        reason=reason(counts, highest, record, left, ladder),
    )
