"""What has already been done for whom, and which rows of the interventions table cannot be right?

A row that cannot be about this pupil or this policy is a finding and counts for nothing. A row with a doubtful date
or outcome is a finding too, but counts: a letter that may have gone out must not go out again before a person
has looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attendlib.casework.shape import Hold, PolicyValue
from attendlib.checks.finding import ERROR, WARNING, Finding, Rule
from attendlib.city import City
from attendlib.city.roll import Spell
from attendlib.city.tables import Intervention
from attendlib.policy import academic_year, academic_year_start
from attendlib.yamlfile import did_you_mean

TABLE = "interventions table"
"""What the interventions table is called in findings."""

NO_PUPIL = Rule(
    "intervention-unknown-pupil",
    ERROR,
    "the pupils table has no such pupil at this school",
    "correct the urn or upn; the row counts for nothing until then",
)
NO_STEP = Rule(
    "intervention-unknown-step",
    ERROR,
    "the policy knows no such step or record",
    "correct the step; the row counts for nothing until then",
)
NO_OUTCOME = Rule(
    "intervention-unknown-outcome",
    WARNING,
    "the policy knows no such outcome",
    "write one that it knows; until then the row counts as done",
)
IN_FUTURE = Rule(
    "intervention-in-future",
    ERROR,
    "the date is after the day asked about and the city's as_of",
    "correct the date; the row counts for nothing until that day",
)
TWICE = Rule(
    "intervention-twice", WARNING, "the same is recorded twice", "keep the row that is right; the first one counts"
)
BEFORE_ENTRY = Rule(
    "intervention-before-entry",
    WARNING,
    "the date is before the pupil's entry to this school",
    "correct the date or the school; until then the row counts",
)
AFTER_LEAVING = Rule(
    "intervention-after-leaving",
    WARNING,
    "the date is after the pupil left this school",
    "correct the date or the school; until then the row counts",
)
RULES = (NO_PUPIL, NO_STEP, NO_OUTCOME, IN_FUTURE, TWICE, BEFORE_ENTRY, AFTER_LEAVING)
"""Every rule of the interventions table, in the order in which it is applied."""

DONE, MISSED, VOID = "done", "missed", "void"

OTHER = "other"
"""A reason for a hold that the policy does not name: it may be a note about a child, so it is not repeated."""


class Done(NamedTuple):
    """One thing on record for an enrolment. ``how`` is DONE or MISSED; ``outcome`` as the table has it."""

    step: str
    date: date
    how: str
    outcome: str
    row: int


@dataclass(frozen=True)
class History:
    """What is on record up to a day, by enrolment (urn, upn), oldest first; and what is wrong with the table."""

    of: dict[tuple[str, str], tuple[Done, ...]]
    findings: tuple[Finding, ...]

    def latest(self, enrolment: tuple[str, str], step: str, how: Sequence[str] = (DONE,)) -> Done | None:
        """The latest record of a step that ended in one of those ways; None where there is none."""
        found = [done for done in self.of.get(enrolment, ()) if done.step == step and done.how in how]
        return found[-1] if found else None

    def hold(self, enrolment: tuple[str, str], asked: Hold) -> str:
        """The reason of the latest hold, OTHER where the policy does not name it; empty where there is none or it was
        ended."""
        latest = self.latest(enrolment, asked.record)
        if latest is None or latest.outcome in asked.ended:
            return ""
        return latest.outcome if latest.outcome in asked.reasons else OTHER

    def elsewhere(self, enrolment: tuple[str, str]) -> tuple[Done, ...]:
        """What is on record for the same pupil at other schools, with the school in front of the step."""
        urn, upn = enrolment
        others = [other for other in self._schools.get(upn, ()) if other != urn]
        return tuple(done._replace(step=f"{other} {done.step}") for other in others for done in self.of[other, upn])

    @cached_property
    def _schools(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for urn, upn in self.of:
            found.setdefault(upn, []).append(urn)
        return found


def history(city: City, says: PolicyValue, known: Sequence[str], on: date) -> History:
    """The interventions up to ``on`` as the policy understands them. ``known``: the steps and records it has."""
    spells = _spells(city)
    found: dict[tuple[str, str], list[Done]] = {}
    findings: list[Finding] = []
    seen: dict[tuple[str, str], dict[tuple[object, ...], int]] = {}
    first = academic_year_start(academic_year(on)) if says.remembered == "academic year" else date.min
    for one in sorted(city.interventions, key=lambda i: (i.date, i.row)):
        faults = _faults(one, spells.get((one.urn, one.upn), []), says, known, max(on, city.as_of))
        if any(rule.severity == ERROR for rule, _ in faults):
            findings += [_finding(one, rule, words) for rule, words in faults]
            continue
        enrolment, how = (one.urn, spells[one.urn, one.upn][0].upn), _how(one, says) or DONE
        same = seen.setdefault(enrolment, {})
        row = same.setdefault(_sameness(one, says, how), one.row)
        if row != one.row:
            faults.append((TWICE, f"row {row} has the same"))
        elif first <= one.date <= on:
            _note(found.setdefault(enrolment, []), same, one, how)
        findings += [_finding(one, rule, words) for rule, words in faults]
    return History({key: tuple(rows) for key, rows in found.items()}, tuple(sorted(findings, key=lambda f: f.row)))


def _spells(city: City) -> dict[tuple[str, str], list[Spell]]:
    """The spells on roll by school and by whatever the pupil may be called there."""
    found: dict[tuple[str, str], list[Spell]] = {}
    for spell in city.roll.spells:
        for known in spell.identifiers:
            found.setdefault((spell.urn, known), []).append(spell)
    return found


def _note(done: list[Done], same: dict[tuple[object, ...], int], one: Intervention, how: str) -> None:
    """One more thing on record; what is void takes away what was on record of that step, so that it can be done
    again."""
    if how != VOID:
        done.append(Done(one.step, one.date, how, one.outcome, one.row))
        return
    done[:] = [earlier for earlier in done if earlier.step != one.step]
    for key in [key for key in same if key[0] == one.step]:
        del same[key]


def _faults(
    one: Intervention, spells: Sequence[Spell], says: PolicyValue, known: Sequence[str], last: date
) -> list[tuple[Rule, str]]:
    """Everything wrong with one row alone: the rule, and words where it has more to say."""
    if not spells:
        return [(NO_PUPIL, "")]
    faults = []
    if one.step not in known:
        faults.append((NO_STEP, did_you_mean(one.step, list(known))))
    elif not _how(one, says):
        outcomes = [*says.outcomes.done, *says.outcomes.missed, *says.outcomes.void]
        faults.append((NO_OUTCOME, did_you_mean(one.outcome, outcomes)))
    if one.date > last:
        faults.append((IN_FUTURE, ""))
    if one.date < min(spell.entry for spell in spells):
        faults.append((BEFORE_ENTRY, ""))
    elif all(spell.leaving and spell.leaving < one.date for spell in spells):
        faults.append((AFTER_LEAVING, ""))
    return faults


def _how(one: Intervention, says: PolicyValue) -> str:
    """DONE, MISSED or VOID; empty where the policy has no such outcome. A hold's outcome is its reason."""
    if one.step == says.hold.record:
        return DONE
    kinds = ((DONE, says.outcomes.done), (MISSED, says.outcomes.missed), (VOID, says.outcomes.void))
    return next((kind for kind, outcomes in kinds if one.outcome in outcomes), "")


def _sameness(one: Intervention, says: PolicyValue, how: str) -> tuple[object, ...]:
    """What makes two rows of an enrolment the same: an action that is done once a year, anything else on one day."""
    once = any(step.step == one.step and step.kind == "action" for step in says.steps) and how == DONE
    return (one.step, how, academic_year(one.date)) if once else (one.step, one.outcome, one.date)


def _finding(one: Intervention, rule: Rule, words: str) -> Finding:
    column = {NO_PUPIL: "upn", NO_STEP: "step", NO_OUTCOME: "outcome", TWICE: ""}.get(rule, "date")
    message = f"{rule.says}: {words}" if words else rule.says
    return Finding(one.urn, TABLE, one.row, column, rule.name, rule.severity, message, rule.mend)
