"""What is to be put on record, and which of it cannot be right?

Asked of the same rules as a reading of the table: what they would find in a row is found before it is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from attendlib.casework.done import DONE, MISSED, OF_ANOTHER, TWICE, History, history
from attendlib.casework.standing import Policy
from attendlib.checks.finding import Finding
from attendlib.checks.of_tables.interventions import AFTER_LEAVING, IN_FUTURE
from attendlib.city import City
from attendlib.city.tables import Intervention
from attendlib.yamlfile import did_you_mean

MENDS = {
    TWICE.name: "nothing is to be recorded, unless the earlier one is taken back first with the outcome withdrawn",
    OF_ANOTHER.name: "name that policy with --policy, or a step of this one",
    IN_FUTURE.name: "correct the date, or say with --on which day it is",
}
"""How to mend before it is written what is mended otherwise in a table."""


@dataclass(frozen=True)
class Entry:
    """One row to be. ``source``: where it comes from, in words that name nobody; empty where a person typed it ·
    ``parent``: to whom it was done, as the table tells a child's parents apart."""

    urn: str
    upn: str
    date: date
    step: str
    outcome: str
    source: str = ""
    parent: str = ""


class Refused(NamedTuple):
    """Something that cannot be right: where it comes from, what is wrong with it, how to mend it."""

    source: str
    what: str
    mend: str


@dataclass
class Verdict:
    """accepted: what is to be written · already: what stands on record as it is · refused: what cannot be right ·
    remarks: what to look at, though it is written."""

    accepted: list[Entry] = field(default_factory=list)
    already: list[Entry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Recording:
    """Who is on record for what, as it is now. on: the day on which something is recorded."""

    city: City
    policy: Policy
    on: date

    def verdict(self, entries: Sequence[Entry]) -> Verdict:
        """Which of the entries may be written."""
        found, asked = Verdict(), list[Entry]()
        known = {self._all_of(one) for one in self._near(entries)}
        for entry in entries:
            if self._all_of(entry) in known:
                found.already.append(entry)
            elif refused := self._refused(entry):
                found.refused.append(refused)
            else:
                asked.append(entry)
        self._read_with(asked, found)
        return found

    def _read_with(self, entries: Sequence[Entry], found: Verdict) -> None:
        """Read the table as if the entries stood at its end, and sort them by what is found."""
        near = self._near(entries)
        end = max((one.row for one in self.city.interventions), default=1)
        rows = dict(enumerate(entries, start=end + 1))
        new = [Intervention(e.urn, e.upn, e.date, e.step, e.outcome, row, e.parent) for row, e in rows.items()]
        before = {(one.row, one.rule) for one in self._history(near, self.on).findings}
        findings = [f for f in self._history([*near, *new], self.on).findings if (f.row, f.rule) not in before]
        # Of two records of one thing the later one is found, and that may be the one that was there before.
        others = {one.row: self._thing(one) for one in near}
        for row, entry in rows.items():
            about = [f for f in findings if f.row == row or others.get(f.row) == self._thing(entry)]
            wrong = [f for f in about if f.rule != AFTER_LEAVING.name]
            if wrong:
                found.refused.append(Refused(entry.source, wrong[0].message, _mend(wrong[0])))
            else:
                found.accepted.append(entry)
                found.remarks += [told(entry.source, f"{f.message}: {_mend(f)}") for f in about]

    def _refused(self, entry: Entry) -> Refused | None:
        """What is wrong with an entry that would be no fault in a table: a hold by another name than the policy's, and
        something taken back that is not on record."""
        says = self.policy.says
        if entry.step == says.hold.record:
            outcomes = [*says.hold.reasons, *says.hold.ended]
            if entry.outcome not in outcomes:
                return Refused(
                    entry.source, "the policy knows no such reason for a hold", did_you_mean(entry.outcome, outcomes)
                )
        elif entry.outcome in says.outcomes.void:
            held = self._history(self._near([entry]), entry.date)
            if not held.latest((entry.urn, self._upn(entry)), entry.step, (DONE, MISSED)):
                mend = "give the day on which it is taken back, and the step as it was recorded"
                return Refused(entry.source, "nothing is on record up to that day that could be taken back", mend)
        return None

    def _history(self, interventions: Sequence[Intervention], on: date) -> History:
        city = replace(self.city, interventions=tuple(interventions))
        return history(city, self.policy.says, self.policy.known, on)

    def _near(self, entries: Sequence[Entry]) -> list[Intervention]:
        """What is on record for the pupils of the entries."""
        pupils = {(entry.urn, self._upn(entry)) for entry in entries}
        return [one for one in self.city.interventions if (one.urn, self._upn(one)) in pupils]

    def _thing(self, one: Entry | Intervention) -> tuple[str, str, str]:
        return one.urn, self._upn(one), one.step

    def _all_of(self, one: Entry | Intervention) -> tuple[object, ...]:
        return *self._thing(one), one.date, one.outcome, one.parent

    def _upn(self, one: Entry | Intervention) -> str:
        """The UPN of the pupil, who may go by the school's own number; what stands there where nobody goes by it."""
        roll = self.city.roll.of(one.urn)
        return roll.upns[roll.number[one.upn]] if one.upn in roll.number else one.upn


def told(source: str, words: str) -> str:
    """Words about something with where it comes from before them."""
    return f"{source}: {words}" if source else words


def _mend(finding: Finding) -> str:
    """How to mend it before it is written: a finding goes on to say what becomes of a row that stands in the table."""
    return MENDS.get(finding.rule) or finding.mend.split(";")[0]
