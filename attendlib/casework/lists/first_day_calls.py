"""Whom does the office call this morning, in which order, and why?

Called are pupils without a mark, or with the code for a reason not yet established, in the day's first session, and
those on the school's first-day-calling list who are not there, whatever their code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from attendlib.casework.done import History
from attendlib.casework.figures import figures
from attendlib.casework.households import households
from attendlib.casework.lists.line import PERSISTENT, line
from attendlib.casework.lists.morning import Morning
from attendlib.casework.marks import marks_of
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.city.roll import Spell
from attendlib.measures.asked import year_to_date
from attendlib.policy import rule
from attendlib.store import Store

SOCIAL_WORKER, LOOKED_AFTER, CALLING, PERSISTENTLY_ABSENT, ON_RECORD = FIRST = (
    "has a social worker",
    "looked after",
    "on the first-day-calling list",
    "persistently absent",
    "earlier steps on record",
)
"""Why a pupil is called before others, the strongest reason first."""

YES = frozenset({"1", "yes", "y", "true"})
"""How the pupils table says that a pupil is in a group."""


@dataclass(frozen=True)
class Sibling:
    """Another pupil of the household who is not at school either. code: empty for no mark."""

    urn: str
    upn: str
    code: str


@dataclass(frozen=True)
class Call:
    """One pupil to call about.

    code: the mark of the first session, empty for none · first: which of FIRST apply · days: school days in a row, this
    one included, for no session of which a reason is known · days_missed: those since the pupil was last there on which
    a session was missed or nothing was marked · last_present: the last day with a session attended, None for none ·
    siblings: who else of the household is not there · hold: the reason of a hold: a person decides whether to call."""

    urn: str
    upn: str
    code: str
    first: tuple[str, ...]
    days: int
    days_missed: int
    last_present: date | None
    siblings: tuple[Sibling, ...]
    hold: str


@dataclass(frozen=True)
class FirstDayCalls:
    """The answer for some schools: the calls of each, those to make first at the top.

    not_taken: classes without a mark where others have them, as (URN, class, pupils) · closed: schools without a
    session that day · silent: schools without a single mark of the first session · has_list: the policy knows a record
    of who is on the first-day-calling list."""

    on: date
    rows: tuple[Call, ...]
    not_taken: tuple[tuple[str, str, int], ...]
    closed: tuple[str, ...]
    silent: tuple[str, ...]
    has_list: bool


def first_day_calls(
    city: City, store: Store, policy: Policy, known: History, on: date, *, urns: Sequence[str] | None = None
) -> FirstDayCalls:
    """The calls of a day at some schools, with the siblings who are absent at any school of the city. ``known``: what
    is on record as the policy understands it, earlier years included: in September it is they that tell of whom there
    was a concern. Raises NotInForce before the code for a reason not yet established had
    its rule."""
    calling = str(rule("school_lists").on(on)["calling_record"])
    first = year_to_date(city, on).start
    calls: list[Call] = []
    not_taken: list[tuple[str, str, int]] = []
    missing: dict[str, Mapping[str, str]] = {}
    shut: dict[bool, list[str]] = {True: [], False: []}
    for marks in marks_of(city, store, on, urns):
        morning = Morning(marks, on)
        missing[marks.urn] = morning.missing
        if morning.taken:
            calls += _calls(morning, policy, known, calling, first)
            not_taken += [(marks.urn, *group) for group in morning.not_taken]
        else:
            shut[morning.is_open].append(marks.urn)
    return FirstDayCalls(
        on=on,
        rows=tuple(sorted(_with_siblings(city, store, on, calls, missing), key=_urgency)),
        not_taken=tuple(not_taken),
        closed=tuple(shut[False]),
        silent=tuple(shut[True]),
        has_list=calling in policy.known,
    )


def _calls(morning: Morning, policy: Policy, known: History, calling: str, first: date) -> Iterator[Call]:
    marks, running = morning.marks, figures(morning.marks, first)
    persistent, hold = line(PERSISTENT, morning.on), policy.says.hold
    for pupil, spell in enumerate(marks.roll.latest):
        enrolment = (marks.urn, spell.upn)
        on_list = known.latest(enrolment, calling) is not None
        if not morning.unknown[pupil] and not (on_list and morning.absent[pupil]):
            continue
        counts, done = running.upto(pupil, morning.on), known.of.get(enrolment, ())
        holds = {
            SOCIAL_WORKER: spell.group("social_worker").lower() in YES,
            LOOKED_AFTER: spell.group("looked_after").lower() in YES,
            CALLING: on_list,
            PERSISTENTLY_ABSENT: persistent.reached(counts.absent, counts.possible),
            ON_RECORD: any(one.step not in (calling, hold.record) for one in done),
        }
        seen = morning.last_present(pupil)
        yield Call(
            urn=marks.urn,
            upn=spell.upn,
            code=morning.code_of(pupil),
            first=tuple(reason for reason in FIRST if holds[reason]),
            days=morning.days_without_reason(pupil),
            days_missed=morning.days_missed(pupil, seen),
            last_present=None if seen is None else marks.days[seen].item(),
            siblings=(),
            hold=known.hold(enrolment, hold),
        )


def _urgency(call: Call) -> tuple[object, ...]:
    return call.urn, tuple(reason not in call.first for reason in FIRST), -call.days, -call.days_missed, call.upn


def _with_siblings(
    city: City, store: Store, on: date, calls: Sequence[Call], missing: Mapping[str, Mapping[str, str]]
) -> Iterator[Call]:
    """The calls with who else of the household is not there. missing: by school, who is not, with their mark; the
    schools of siblings that are not among them are asked too."""
    families, spells = households(city, on), [_spell(city, call) for call in calls]
    homes = [families.get(spell.household, ()) for spell in spells]
    others = {other.urn for home in homes for other in home} - set(missing)
    elsewhere = {marks.urn: Morning(marks, on).missing for marks in marks_of(city, store, on, sorted(others))}
    asked = {**missing, **elsewhere}
    for call, home in zip(calls, homes, strict=True):
        found = (
            Sibling(other.urn, other.upn, asked[other.urn][other.upn])
            for other in home
            if other.upn != call.upn and other.upn in asked.get(other.urn, {})
        )
        yield replace(call, siblings=tuple(found))


def _spell(city: City, call: Call) -> Spell:
    roll = city.roll.of(call.urn)
    return roll.latest[roll.number[call.upn]]
