"""Whose due step is a letter, and what became of everybody else?

Nobody who was looked at is lost: each enrolment is in exactly one of OUTCOMES, and the numbers add up.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from attendlib.casework.stage import Stage
from attendlib.casework.stages import stages
from attendlib.casework.standing import Policy
from attendlib.checks.finding import Finding
from attendlib.city import City
from attendlib.city.roll import Spell
from attendlib.errors import RuleError
from attendlib.store import Store

LETTER, NO_STEP, NO_LETTER, HELD, LEFT = "letters", "no step due", "step is not a letter", "on hold", "left the school"
OUTCOMES = (LETTER, NO_STEP, NO_LETTER, HELD, LEFT)


@dataclass(frozen=True)
class Numbered:
    """One letter that is due. number: its place among the school's letters, from 1: by step, then year, tutor group and
    name, as they are handed to those who read them."""

    number: int
    stage: Stage
    spell: Spell


@dataclass(frozen=True)
class LettersDue:
    """The letters due in a city on a day.

    of_school: by URN, in order of number · held: by URN, the pupils on hold, about whom no letter is made · outcomes:
    how many enrolments came to which of OUTCOMES · findings: of the interventions table · remark: what to know first.
    """

    policy: Policy
    on: date
    of_school: dict[str, tuple[Numbered, ...]]
    held: dict[str, tuple[Stage, ...]]
    outcomes: dict[str, int]
    findings: tuple[Finding, ...]
    remark: str

    @property
    def looked_at(self) -> int:
        """Enrolments in all."""
        return sum(self.outcomes.values())

    @cached_property
    def households(self) -> dict[str, list[tuple[str, int]]]:
        """The letters, as URN and number, by household."""
        found: dict[str, list[tuple[str, int]]] = {}
        for urn, letters in self.of_school.items():
            for letter in letters:
                if letter.spell.household:
                    found.setdefault(letter.spell.household, []).append((urn, letter.number))
        return found

    @property
    def schools(self) -> tuple[str, ...]:
        """The schools with a letter or a pupil on hold, in order of URN."""
        return tuple(sorted(self.of_school.keys() | self.held.keys()))


def letters_due(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None = None) -> LettersDue:
    """What the stages of that day come to. Raises as ``stages``, and RuleError for a policy without any letter."""
    if not any(step.letter for step in policy.says.steps):
        raise RuleError(
            f"{policy.name} has no step with a letter. Use one that has, such as coventry-2024, or name the letter in "
            "a policy of your own: `letter: letter-a` under its step."
        )
    found = stages(city, store, policy, on, urns)
    schools = {stage.urn for stage in found.rows}
    spells = {(urn, spell.upn): spell for urn in schools for spell in city.roll.of(urn).latest}
    parted: dict[str, dict[str, list[Stage]]] = {name: {} for name in OUTCOMES}
    for stage in found.rows:
        parted[_outcome(stage, policy)].setdefault(stage.urn, []).append(stage)
    order = {step.step: place for place, step in enumerate(policy.says.steps)}
    letters: dict[str, tuple[Numbered, ...]] = {}
    for urn, due in parted[LETTER].items():
        pairs = sorted(((s, spells[s.urn, s.upn]) for s in due), key=lambda p: (order[p[0].due], *_place(p[1])))
        letters[urn] = tuple(Numbered(number, *pair) for number, pair in enumerate(pairs, start=1))
    outcomes = Counter({name: sum(map(len, schools.values())) for name, schools in parted.items()})
    held = {urn: tuple(on_hold) for urn, on_hold in parted[HELD].items()}
    return LettersDue(policy, on, letters, held, dict(outcomes), found.findings, found.remark)


def _outcome(stage: Stage, policy: Policy) -> str:
    if stage.left:
        return LEFT
    if stage.hold:
        return HELD
    if not stage.due:
        return NO_STEP
    return LETTER if policy.step(stage.due).letter else NO_LETTER


def _place(spell: Spell) -> tuple[int, str, str, str, str]:
    year = spell.group("year_group")
    name = (spell.surname.casefold(), spell.forename.casefold())
    return (int(year) if year.isascii() and year.isdigit() else -1, spell.group("tutor_group"), *name, spell.upn)
