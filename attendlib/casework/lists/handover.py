"""Who was a concern this year, so that those who have the pupil next know before the year begins?

For the contact in the summer holidays, and for the school that a pupil joins: it is told of its newcomers by what is on
record at the school that they leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from attendlib.casework.done import Done
from attendlib.casework.lists.line import SEVERE, Line
from attendlib.casework.stage import Stage
from attendlib.casework.stages import stages
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.policy import rule
from attendlib.store import Store

SEVERELY, PERSISTENTLY, STEPS, HELD = WHY = (
    "severely absent",
    "persistently absent",
    "steps of the policy on record",
    "on hold",
)
"""Why a pupil is on the list, the strongest reason first."""


@dataclass(frozen=True)
class Handover:
    """One pupil. urn: the school whose list it is on · stage: as it stands at the school that the pupil is at · why:
    which of WHY apply · steps: what is on record, holds and the calling list apart · joins: the day on which the pupil
    joins this school, None for one who is here · goes: the next school of the city and the day, None where the tables
    name none."""

    urn: str
    stage: Stage
    why: tuple[str, ...]
    steps: tuple[Done, ...]
    joins: date | None
    goes: tuple[str, date] | None


def handover(
    city: City, store: Store, policy: Policy, on: date, *, lines: Sequence[Line], urns: Sequence[str] | None = None
) -> tuple[Handover, ...]:
    """Those of each school who are on roll on ``on``, then those who join it later from another school of the city; in
    each the strongest reason first, then least attendance."""
    to_come = [spell for spell in city.roll.spells if spell.entry > on]
    asked = {school.urn for school in city.schools} if urns is None else set(urns)
    at = {spell.upn: spell.urn for spell in city.roll.spells if spell.holds_on(on)}
    leaving = {at[spell.upn] for spell in to_come if spell.urn in asked and spell.upn in at}
    found = stages(city, store, policy, on, sorted(asked | leaving)).rows
    apart = {policy.says.hold.record, str(rule("school_lists").on(on)["calling_record"])}
    concerns = {(one.urn, one.upn): _why(one, lines, apart) for one in found if not one.left}
    rows = []
    for one in found:
        why = concerns.get((one.urn, one.upn), ())
        later = next((spell for spell in to_come if spell.upn == one.upn and spell.urn != one.urn), None)
        steps = tuple(done for done in one.done if done.step not in apart)
        if why and one.urn in asked:
            rows.append(Handover(one.urn, one, why, steps, None, (later.urn, later.entry) if later else None))
        if why and later and later.urn in asked:
            rows.append(Handover(later.urn, one, why, steps, later.entry, None))
    return tuple(sorted(rows, key=_urgency))


def _why(stage: Stage, lines: Sequence[Line], apart: set[str]) -> tuple[str, ...]:
    counts = stage.counts
    reached = {line.rule: line.reached(counts.absent, counts.possible) for line in lines}
    severe = reached.pop(SEVERE, False)
    holds = {
        SEVERELY: severe,
        PERSISTENTLY: not severe and any(reached.values()),
        STEPS: any(done.step not in apart for done in stage.done),
        HELD: bool(stage.hold),
    }
    return tuple(reason for reason in WHY if holds[reason])


def _urgency(one: Handover) -> tuple[object, ...]:
    return one.urn, one.joins is not None, WHY.index(one.why[0]), one.stage.counts.share, one.stage.upn
