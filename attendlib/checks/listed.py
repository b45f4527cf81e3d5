"""Which checks are there, and in which order do they decide?

A check is a module: its ``RULE``, and ``find``, which is given the evidence. Those in ``remarking`` and ``of_school``
are all that stand there. The order of those in ``deciding`` is a rule: a record is set aside by the first check that
finds it, so each rejected record has exactly one reason. Marks that no reader could understand go first, then blanks
and administrative marks (which nothing rejects), then the code, the session, the pupil, and last the comparison with
the other records.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Protocol

from attendlib.checks import of_school, remarking
from attendlib.checks.deciding import (
    administrative,
    closed_session,
    code_not_yet_in_force,
    conflicting_marks,
    duplicate_row,
    missing_mark,
    off_roll,
    retired_code,
    unknown_code,
    unknown_pupil,
)
from attendlib.checks.evidence import Evidence
from attendlib.checks.faults import FAULTS
from attendlib.checks.finding import (
    ADMINISTRATIVE,
    DUPLICATE,
    MISSING,
    REJECTED,
    Marked,
    Place,
    Rule,
)
from attendlib.checks.of_tables.amendments import RULES as AMENDMENTS
from attendlib.checks.of_tables.interventions import RULES as INTERVENTIONS
from attendlib.checks.of_tables.no_date_of_birth import RULE as NO_DATE_OF_BIRTH
from attendlib.checks.of_tables.two_schools import RULE as TWO_SCHOOLS
from attendlib.checks.of_tables.upn_letter import RULE as UPN_LETTER


class RecordCheck(Protocol):
    """A check of single records."""

    RULE: Rule

    def find(self, evidence: Evidence) -> Marked:
        """The records that it finds."""


class SchoolCheck(Protocol):
    """A check of a register as a whole."""

    RULE: Rule

    def find(self, evidence: Evidence) -> list[Place]:
        """The places that it finds."""


DECIDING: tuple[tuple[RecordCheck, int], ...] = (
    (missing_mark, MISSING),
    (administrative, ADMINISTRATIVE),
    (unknown_code, REJECTED),
    (retired_code, REJECTED),
    (code_not_yet_in_force, REJECTED),
    (closed_session, REJECTED),
    (unknown_pupil, REJECTED),
    (off_roll, REJECTED),
    (conflicting_marks, REJECTED),
    (duplicate_row, DUPLICATE),
)
"""Checks that give a record its outcome, in order. What none of them finds is accepted."""


def _all_in(folder: ModuleType) -> tuple[Any, ...]:
    """The checks of a folder, by name."""
    names = sorted(module.name for module in iter_modules(folder.__path__))
    return tuple(import_module(f"{folder.__name__}.{name}") for name in names)


REMARKING: tuple[RecordCheck, ...] = _all_in(remarking)
"""Checks that only remark on records, whatever their outcome."""

OF_SCHOOL: tuple[SchoolCheck, ...] = _all_in(of_school)
"""Checks of the register as a whole."""

REJECTING: tuple[str, ...] = (
    *FAULTS,
    *(check.RULE.name for check, outcome in DECIDING if outcome == REJECTED),
)
"""The names of the rules that set a record aside."""

REGISTER_RULES: tuple[Rule, ...] = (
    *FAULTS.values(),
    *(check.RULE for check, _ in DECIDING),
    *(check.RULE for check in REMARKING),
    *(check.RULE for check in OF_SCHOOL),
    UPN_LETTER,
    NO_DATE_OF_BIRTH,
    TWO_SCHOOLS,
)
"""Every rule of registers and rolls, in the order in which it is applied."""

ALL_RULES: tuple[Rule, ...] = (*REGISTER_RULES, *INTERVENTIONS, *AMENDMENTS)
"""The same, and those of the city's other tables."""
