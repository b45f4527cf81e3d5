"""Which families have several pupils on roll in the city, of whom at least one is a concern?

A family is a household of the pupils table. Each child stands once, with every school at which it is on roll.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from attendlib.casework.households import households
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.errors import RuleError
from attendlib.yamlfile import did_you_mean


@dataclass(frozen=True)
class Child:
    """One child. stages: its enrolments, the one with most possible sessions first · level: the highest step that is
    due, kept back by a hold, or on record at any of them; empty for none · concern: that step is at the level asked
    about or above it."""

    upn: str
    stages: tuple[Stage, ...]
    level: str
    concern: bool

    @property
    def stage(self) -> Stage:
        """The enrolment with most possible sessions."""
        return self.stages[0]


@dataclass(frozen=True)
class Family:
    """A household with its children, those of concern first, then least attendance. phases: of their schools."""

    household: str
    children: tuple[Child, ...]
    schools: tuple[str, ...]
    phases: tuple[str, ...]

    @property
    def concerns(self) -> int:
        """How many children are a concern."""
        return sum(child.concern for child in self.children)

    @property
    def across(self) -> str:
        """``schools and phases``, ``schools``, or empty where all are at one school."""
        if len(self.schools) < 2:
            return ""
        return "schools and phases" if len(self.phases) > 1 else "schools"


def families(
    city: City, policy: Policy, stages: Sequence[Stage], on: date, *, level: str = "", urns: Sequence[str] | None = None
) -> tuple[Family, ...]:
    """The families with a concern, those with most of them first; only those with a child at one of the schools
    ``urns``, if some are named. ``level``: the lowest step that makes a concern, the policy's first where empty.

    ``stages``: of all schools at which the children are (``schools_of_families``). Raises RuleError for a level that is
    no step of the policy."""
    order = [step.step for step in policy.says.steps]
    if level and level not in order:
        raise RuleError(f'{policy.name} has no step "{level}": {did_you_mean(level, order)}')
    of = {(stage.urn, stage.upn): stage for stage in stages}
    phases = {school.urn: school.phase for school in city.schools}
    found: list[Family] = []
    for household, spells in households(city, on).items():
        held: dict[str, list[Stage]] = {}
        for spell in spells:
            if (spell.urn, spell.upn) in of:
                held.setdefault(spell.upn, []).append(of[spell.urn, spell.upn])
        here = tuple(dict.fromkeys(spell.urn for spell in spells))
        if len(held) < 2 or (urns is not None and not set(here) & set(urns)):
            continue
        children = [_child(upn, own, order, level) for upn, own in held.items()]
        if any(child.concern for child in children):
            ordered = tuple(sorted(children, key=_worst_first))
            found.append(Family(household, ordered, here, tuple(dict.fromkeys(phases[urn] for urn in here))))
    return tuple(sorted(found, key=lambda family: (-family.concerns, _worst_first(family.children[0]))))


def schools_of_families(city: City, on: date, urns: Sequence[str]) -> list[str]:
    """Those schools, and every other one at which a pupil of theirs has somebody of the same household on roll."""
    homes = [spells for spells in households(city, on).values() if any(spell.urn in urns for spell in spells)]
    return sorted({spell.urn for spells in homes for spell in spells} | set(urns))


def _child(upn: str, own: Sequence[Stage], order: Sequence[str], level: str) -> Child:
    seen = {step for stage in own for step in (stage.would_be, *(done.step for done in stage.done)) if step in order}
    highest = max((order.index(step) for step in seen), default=-1)
    least = order.index(level) if level else 0
    first = sorted(own, key=lambda stage: (-stage.counts.possible, stage.urn))
    return Child(upn, tuple(first), order[highest] if seen else "", highest >= least)


def _worst_first(child: Child) -> tuple[object, ...]:
    return not child.concern, child.stage.counts.share, child.upn
