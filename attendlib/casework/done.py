"""What has already been done for whom, and which rows of the interventions table cannot be right?

A row that cannot be about this pupil or this policy is a finding and counts for nothing; one of another policy is a
note, for a city may keep one table for schools of several. A row with a doubtful date or outcome is a finding too, but
counts: a letter that may have gone out must not go out again before a person has looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attendlib.casework.file import policies_with
from attendlib.casework.shape import Hold, PolicyValue
from attendlib.checks.finding import ERROR, NOTE, WARNING, Finding, Rule
from attendlib.checks.of_tables import interventions as checked
from attendlib.city import City
from attendlib.city.tables import Intervention
from attendlib.policy import academic_year, academic_year_start
from attendlib.yamlfile import did_you_mean

NO_STEP = Rule(
    "intervention-unknown-step",
    ERROR,
    "the policy knows no such step or record",
    "correct the step; the row counts for nothing until then",
)
OF_ANOTHER = Rule(
    "intervention-of-another-policy",
    NOTE,
    "a step or record of another policy",
    "nothing, where one table serves both; under this policy the row counts for nothing",
)
NO_OUTCOME = Rule(
    "intervention-unknown-outcome",
    WARNING,
    "the policy knows no such outcome",
    "write one that it knows; until then the row counts as done",
)
NOT_MISSED = Rule(
    "intervention-letter-missed",
    WARNING,
    "a letter is sent, and a meeting is missed",
    "record the meeting by its own name; until then the letter counts as sent",
)
TWICE = Rule(
    "intervention-twice",
    WARNING,
    "the same is recorded twice",
    "keep the row that is right, or name in the column parent to whom each was done; the first one counts",
)

FORGOTTEN = "it is of an earlier academic year, which this policy does not remember, and counts for nothing"
"""What becomes of a row that is too old to count, in place of what would become of it in this year."""

DONE, MISSED, VOID = "done", "missed", "void"

OTHER = "other"
"""A reason for a hold that the policy does not name: it may be a note about a child, so it is not repeated."""


class Done(NamedTuple):
    """One thing on record for an enrolment. ``how`` is DONE or MISSED; ``outcome`` and ``parent`` as the table has
    them."""

    step: str
    date: date
    how: str
    outcome: str
    row: int
    parent: str = ""


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

    def only(self, step: str) -> "History":
        """The same as if nothing but this step or record had ever been done."""
        kept = {key: tuple(one for one in rows if one.step == step) for key, rows in self.of.items()}
        return History({key: rows for key, rows in kept.items() if rows}, self.findings)

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


def history(
    city: City, says: PolicyValue, known: Sequence[str], on: date, urns: Sequence[str] | None = None
) -> History:
    """The interventions up to ``on`` as the policy understands them, as far back as it remembers; a hold lasts until it
    is ended, however long ago it was placed. Of some schools, and of their pupils elsewhere, if ``urns`` are named.
    ``known``: the steps and records it has."""
    spells = city.roll.by_identifier
    found: dict[tuple[str, str], list[Done]] = {}
    findings: list[Finding] = [*checked.unreadable(city)]
    seen: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
    first = academic_year_start(academic_year(on)) if says.remembered == "academic year" else date.min
    for one in sorted(_about(city, urns), key=lambda i: (i.date, i.row)):
        own = spells.get((one.urn, one.upn), ())
        faults = [checked.told(one, rule) for rule in checked.faults(one, own, max(on, city.as_of))]
        faults += _faults(one, says, known) if own else []
        if any(fault.severity == ERROR or fault.rule == OF_ANOTHER.name for fault in faults):
            findings += faults
            continue
        enrolment, how = (one.urn, own[0].upn), _how(one, says) or DONE
        same = seen.setdefault(enrolment, {})
        remembered = first <= one.date or one.step == says.hold.record
        row = same.setdefault(_sameness(one, says, how), one.row)
        if row != one.row:
            faults.append(checked.told(one, TWICE, "", f"row {row} has the same"))
        elif one.date <= on and remembered:
            _note(found.setdefault(enrolment, []), same, one, how)
        findings += faults if remembered else map(_forgotten, faults)
    return History({key: tuple(rows) for key, rows in found.items()}, tuple(sorted(findings, key=lambda f: f.row)))


def _forgotten(fault: Finding) -> Finding:
    """The same of a row that is too old to count, whatever is wrong with it."""
    return fault._replace(mend=f"{fault.mend.partition('; ')[0]}; {FORGOTTEN}")


def _about(city: City, urns: Sequence[str] | None) -> Sequence[Intervention]:
    """The rows about pupils of these schools, also at others. A row of no school of the city may be about anybody."""
    others = {school.urn for school in city.schools} - set(urns if urns is not None else ())
    if urns is None or not others:
        return city.interventions
    own = [one for urn, rows in city.interventions_by_school.items() if urn not in others for one in rows]
    here = {upn for urn in urns for upn in city.roll.of(urn).upns}
    of_pupils = [one for upn in here for one in city.interventions_by_pupil.get(upn, ())]
    return own + [one for one in of_pupils if one.urn in others]


def _note(done: list[Done], same: dict[tuple[str, ...], int], one: Intervention, how: str) -> None:
    """One more thing on record; what is void takes away what was on record of that step, of the parent it names if it
    names one, so that it can be done again."""
    if how != VOID:
        done.append(Done(one.step, one.date, how, one.outcome, one.row, one.parent))
        return
    done[:] = [earlier for earlier in done if earlier.step != one.step or _other(earlier.parent, one.parent)]
    for key in [key for key in same if key[0] == one.step and not _other(key[1], one.parent)]:
        del same[key]


def _other(parent: str, named: str) -> bool:
    """Whether what was done to a parent is not meant by a row that names one."""
    return bool(named) and parent not in ("", named)


def _faults(one: Intervention, says: PolicyValue, known: Sequence[str]) -> list[Finding]:
    """What the policy finds wrong with one row."""
    if one.step not in known and (others := policies_with(one.step)):
        return [checked.told(one, OF_ANOTHER, "step", ", ".join(others))]
    if one.step not in known:
        return [checked.told(one, NO_STEP, "step", did_you_mean(one.step, list(known)))]
    if one.outcome in says.outcomes.missed and _is_letter(one, says):
        return [checked.told(one, NOT_MISSED, "outcome")]
    if _how(one, says):
        return []
    outcomes = [*says.outcomes.done, *says.outcomes.missed, *says.outcomes.void]
    return [checked.told(one, NO_OUTCOME, "outcome", did_you_mean(one.outcome, outcomes))]


def _how(one: Intervention, says: PolicyValue) -> str:
    """DONE, MISSED or VOID; empty where the policy has no such outcome. A hold's outcome is its reason, and a letter of
    which somebody says that it was missed has gone out."""
    if one.step == says.hold.record or (one.outcome in says.outcomes.missed and _is_letter(one, says)):
        return DONE
    kinds = ((DONE, says.outcomes.done), (MISSED, says.outcomes.missed), (VOID, says.outcomes.void))
    return next((kind for kind, outcomes in kinds if one.outcome in outcomes), "")


def _is_letter(one: Intervention, says: PolicyValue) -> bool:
    return any(step.letter for step in says.steps if step.step == one.step)


def _sameness(one: Intervention, says: PolicyValue, how: str) -> tuple[str, ...]:
    """What makes two rows of an enrolment the same: an action that is done once a year, anything else on one day; for
    each parent apart. It begins with the step and the parent."""
    once = any(step.step == one.step and step.kind == "action" for step in says.steps) and how == DONE
    of_whom = (one.step, one.parent)
    return (*of_whom, how, academic_year(one.date)) if once else (*of_whom, one.outcome, one.date.isoformat())
