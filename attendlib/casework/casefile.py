"""What happened about one pupil at one school, day by day, and where does each of it stand?

The absences, what was done about them and what fell due, in one line of time: what a referral or a statement to a court
is written from. Nothing is judged, and the words of a hold are not repeated.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from attendlib.casework.absences import absences
from attendlib.casework.done import OTHER
from attendlib.casework.duties import KINDS as OF_DUTIES
from attendlib.casework.duties import duties
from attendlib.casework.figures import Counts
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.stages import stages
from attendlib.casework.standing import Policy
from attendlib.city import City, Intervention
from attendlib.codes import Category, code_book
from attendlib.errors import CityError
from attendlib.policy import academic_year
from attendlib.rounding import percent
from attendlib.store import Store

KINDS = ("on roll", "absence", "on record", "amendment", *OF_DUTIES, "half term", "review", "step")
ROLL, ABSENCE, RECORD, AMENDMENT, HALF_TERM, REVIEW, STEP = (name for name in KINDS if name not in OF_DUTIES)
REGISTER, BY_COUNT = "register", "by count of the register"


class Entry(NamedTuple):
    """One thing. until: its last day, None where it is of one day · kind: one of KINDS · source: where it stands."""

    day: date
    until: date | None
    kind: str
    words: str
    source: str


class _Case(NamedTuple):
    """The pupil asked about, at the school asked about, and by what."""

    city: City
    store: Store
    policy: Policy
    urn: str
    upn: str
    on: date

    def is_about(self, urn: str, number: str) -> bool:
        """Whether a row of a table that calls a pupil so at a school is about this one."""
        spells = self.city.roll.by_identifier.get((urn, number), ())
        return bool(spells) and spells[0].upn == self.upn

    def at(self, urn: str) -> str:
        """The school in words, where it is another one."""
        return "" if urn == self.urn else f" at school {urn}"


def case_file(city: City, store: Store, policy: Policy, enrolment: tuple[str, str], on: date) -> tuple[Entry, ...]:
    """Everything known up to ``on`` of a pupil at a school (its URN, and a UPN or the school's own number), in order of
    time. Raises CityError where the school has no such pupil, and as ``stages``."""
    urn, pupil = enrolment
    roll = city.roll.of(urn)
    if pupil not in roll.number:
        raise CityError(f"The pupils table has no such pupil at school {urn}: check --pupil and --school.")
    number = roll.number[pupil]
    asked = _Case(city, store, policy, urn, roll.upns[number], on)
    (whole,) = marks_of(city, store, on, [urn])
    marks = whole.only(number)
    parts = (_on_roll(asked), _absences(marks), _half_terms(marks, on), _records(asked), _amendments(asked))
    found = [entry for part in (*parts, _duties(asked), _now(asked)) for entry in part]
    return tuple(sorted(found, key=lambda one: (one.day, KINDS.index(one.kind))))


def _on_roll(asked: _Case) -> Iterator[Entry]:
    for spell in asked.city.roll.spells:
        if spell.upn == asked.upn and spell.entry <= asked.on:
            left = spell.leaving if spell.leaving and spell.leaving <= asked.on else None
            words = f"on roll{asked.at(spell.urn)}{'' if left else ', and still is'}"
            yield Entry(spell.entry, left, ROLL, words, f"pupils table, row {spell.row}")


def _absences(marks: SchoolMarks) -> Iterator[Entry]:
    for one in absences(marks, 0):
        codes = ", ".join(f"{code} {times}" for code, times in one.codes)
        alone = one.counts.absent == 1
        words = f"{_missed(one.counts)}: {codes}; {one.first_session}{'' if alone else f' to {one.last_session}'}"
        yield Entry(one.first, one.last if one.last > one.first else None, ABSENCE, words, REGISTER)


def _missed(counts: Counts) -> str:
    many = "" if counts.absent == 1 else "s"
    return f"{counts.absent} session{many} missed ({counts.authorised} authorised, {counts.unauthorised} not)"


def _half_terms(marks: SchoolMarks, on: date) -> Iterator[Entry]:
    """Each half term that has begun and in which a session was possible: the sums that a letter or a plan is held
    against."""
    kinds = ((Category.PRESENT, Category.ACTIVITY), (Category.AUTHORISED,), (Category.UNAUTHORISED,))
    of_day = [marks.counting(*kind)[0] for kind in kinds]
    late = [marks.having(code_book().late_codes[when])[0].sum(axis=1) for when in ("before", "after")]
    for number, period in marks.calendar.half_terms:
        within = (marks.days >= np.datetime64(period.start)) & (marks.days <= np.datetime64(period.end))
        counts = Counts(*(int(part[within].sum()) for part in of_day))
        before, after = (int(part[within].sum()) for part in late)
        if counts.possible:
            rate = percent(counts.attended, counts.possible, 2)
            words = (
                f"half term {number} of {academic_year(period.start)}: attended {counts.attended} of {counts.possible} "
                f"sessions ({rate}%), {_missed(counts)}; late {before} times before the register closed, {after} after"
            )
            yield Entry(min(period.end, on), None, HALF_TERM, words, REGISTER)


def _records(asked: _Case) -> Iterator[Entry]:
    says = asked.policy.says
    names = {step.step: step.name for step in says.steps} | {one.record: one.name for one in says.records}
    for one in asked.city.interventions:
        if one.date <= asked.on and asked.is_about(one.urn, one.upn):
            named = f"{one.step} ({names[one.step]})" if one.step in names else one.step
            whom = f", to {one.parent}" if one.parent else ""
            words = f"{named}: {_outcome(one, asked.policy)}{whom}{asked.at(one.urn)}"
            yield Entry(one.date, None, RECORD, words, f"interventions table, row {one.row}")


def _outcome(one: Intervention, policy: Policy) -> str:
    """The outcome; of a hold, its reason where the policy knows it, for anything else may be a note about a child."""
    hold = policy.says.hold
    return OTHER if one.step == hold.record and one.outcome not in (*hold.reasons, *hold.ended) else one.outcome


def _amendments(asked: _Case) -> Iterator[Entry]:
    for one in asked.city.amendments:
        day = one.amended_on or one.date
        if day <= asked.on and one.urn == asked.urn and asked.is_about(one.urn, one.upn):
            by = ", ".join(part for part in (one.name, one.position) if part) or "nobody named"
            words = (
                f"the entry of {one.date} {one.session} amended from {one.original or 'nothing known'} to "
                f"{one.amended or 'nothing known'}: {one.reason or 'no reason given'}; by {by}"
            )
            yield Entry(day, None, AMENDMENT, words, f"amendments table, row {one.row}")


def _duties(asked: _Case) -> Iterator[Entry]:
    for event in duties(asked.city, asked.store, asked.policy, asked.on, [asked.urn]):
        if event.upn == asked.upn:
            words = event.words if event.stands else f"{event.words}; no longer holds on {asked.on}"
            yield Entry(event.on, None, event.kind, words, BY_COUNT)


def _now(asked: _Case) -> Iterator[Entry]:
    """Where it stands on the day, and the review that is not yet on record."""
    for stage in stages(asked.city, asked.store, asked.policy, asked.on, [asked.urn]).rows:
        if stage.upn == asked.upn:
            yield Entry(asked.on, None, STEP, stage.reason, asked.policy.label)
            if stage.review:
                done, day = stage.review
                words = f"the review of {done.step} of {done.date} falls due"
                yield Entry(day, None, REVIEW, words, asked.policy.label)
