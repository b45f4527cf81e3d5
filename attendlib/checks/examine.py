"""How does a register pass through the checks?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import SchoolCalendar
from attendlib.checks.evidence import Evidence
from attendlib.checks.faults import BAD_DATE, FAULTS, in_which_form
from attendlib.checks.finding import ACCEPTED, REJECTED, UNDECIDED, Finding, Marked, Rule
from attendlib.checks.listed import DECIDING, OF_SCHOOL, REMARKING
from attendlib.city import School, SchoolRoll
from attendlib.register import ROW, Register, joined, part_of

UNTOLD = frozenset({"administrative"})
"""Outcomes that are counted but make no finding: a mark that says the school was closed is not odd."""


@dataclass(frozen=True)
class RegisterContext:
    """What a register is laid against: its school, roll and calendar, and the day the city file speaks of."""

    school: School
    roll: SchoolRoll
    calendar: SchoolCalendar
    as_of: date
    pupils_file: str = "pupils.csv"


@dataclass(frozen=True)
class Examined:
    """One school's registers, every record with its outcome, and what each rule found. ``parts`` are the files that
    ``evidence`` holds end to end."""

    evidence: Evidence
    parts: tuple[Register, ...]
    found: tuple[tuple[Rule, Marked], ...]
    pupils_file: str

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The position of each file's first record, and one past the last file's end."""
        return np.concatenate([[0], np.cumsum([len(part) for part in self.parts])])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """One Finding per record and rule, then those of the school as a whole, then what the reader noticed."""
        return (*self._of_records(), *self._of_school(), *self._of_files())

    def _of_records(self) -> Iterator[Finding]:
        register, file_of = self.evidence.register, part_of(self.parts)
        marks = register.column
        for rule, marked in self.found:
            for record in marked.where if rule.name not in UNTOLD else ():
                part, row = file_of(int(record)), int(register.row[record])
                of_mark = marks.values[marks.index[record]] if rule.about != ROW else ""
                column = part.headings.get(rule.about, of_mark)
                words = marked.tell(int(record)) if marked.tell else rule.says
                yield Finding(part.urn, part.file, row, column, rule.name, rule.severity, words, rule.mend)

    def _of_school(self) -> Iterator[Finding]:
        register = self.evidence.register
        for check in OF_SCHOOL:
            rule = check.RULE
            for place in check.find(self.evidence):
                file = self.pupils_file if place.in_pupils else register.file
                yield Finding(
                    register.urn, file, place.row, place.column, rule.name, rule.severity, place.message, rule.mend
                )

    def _of_files(self) -> Iterator[Finding]:
        for part in self.parts:
            for note in part.notes:
                yield Finding(
                    part.urn, part.file, note.row, note.column, note.rule, note.severity, note.message, note.mend
                )


def examine(registers: Sequence[Register], context: RegisterContext) -> Examined:
    """Give every record of one school's ``registers`` its outcome. Nothing is changed, dropped or raised. Several files
    are compared with each other: a repeat or a conflict between them is found."""
    evidence = Evidence(joined(registers), context.school, context.roll, context.calendar, context.as_of)
    found: list[tuple[Rule, Marked]] = []
    for rule, marked in _faulty(evidence, registers):
        evidence.outcome[marked.where] = REJECTED
        found.append((rule, marked))
    for check, outcome in DECIDING:
        marked = check.find(evidence)
        where = marked.where[evidence.outcome[marked.where] == UNDECIDED]
        evidence.outcome[where] = outcome
        found.append((check.RULE, Marked(where, marked.tell)))
    evidence.outcome[evidence.outcome == UNDECIDED] = ACCEPTED
    for remark in REMARKING:
        found.append((remark.RULE, remark.find(evidence)))
    kept = tuple((rule, marked) for rule, marked in found if len(marked.where))
    return Examined(evidence, tuple(registers), kept, context.pupils_file)


def _faulty(evidence: Evidence, parts: Sequence[Register]) -> Iterator[tuple[Rule, Marked]]:
    fault = evidence.register.fault
    for number, name in enumerate(fault.values):
        if name:
            tell = in_which_form(parts) if name == BAD_DATE else None
            yield FAULTS[name], Marked(np.flatnonzero(fault.index == number), tell)
