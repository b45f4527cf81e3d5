"""Which step is due for each enrolment of a city on a day, on which figures, and what has been done already?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendlib.casework.done import History, history
from attendlib.casework.due import Ladder
from attendlib.casework.figures import figures
from attendlib.casework.file import Policy
from attendlib.casework.households import households
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.onrecord import on_record
from attendlib.casework.stage import Stage
from attendlib.casework.why import reason
from attendlib.checks.finding import Finding
from attendlib.city import City, School, SchoolRoll
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
    window = year_to_date(city, on)
    known = history(city, policy.says, policy.known, on)
    families = {home: {spell.upn for spell in spells} for home, spells in households(city, on).items()}
    rows: list[Stage] = []
    for marks in marks_of(city, store, window.end, urns):
        rows += _of_school(
            _ladder(city, policy, marks, known, on=on, first=window.start, families=families), marks.roll
        )
    return Stages(tuple(rows), known.findings, policy.remark(on))


def _ladder(
    city: City,
    policy: Policy,
    marks: SchoolMarks,
    known: History,
    *,
    on: date,
    first: date,
    families: dict[str, set[str]],
) -> Ladder:
    school, upns = city.school(marks.urn), marks.roll.upns
    siblings = [bool(families.get(spell.household, set()) - {spell.upn}) for spell in marks.roll.latest]
    own = own_numbers(school)
    return Ladder(policy, figures(marks, first), known, on, marks.urn, upns, school.phase, own, tuple(siblings))


def own_numbers(school: School) -> Callable[[str], str]:
    """What a school's own row says of a setting of the policy, by column; empty where it has none."""
    return lambda column: str(getattr(school, column, "") or "")


def _of_school(ladder: Ladder, roll: SchoolRoll) -> list[Stage]:
    """A Stage for every enrolment of one school that has begun, in order of UPN."""
    entered: dict[str, date] = {}
    for spell in roll.spells:
        entered[spell.upn] = min(spell.entry, entered.get(spell.upn, spell.entry))
    order = sorted(range(len(roll.upns)), key=roll.upns.__getitem__)
    return [_stage(ladder, pupil, roll.latest[pupil]) for pupil in order if entered[roll.upns[pupil]] <= ladder.on]


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
