"""Which checks are there, and in which order do they decide?

The order is a rule: a record is set aside by the first check that finds it, so each rejected record has exactly one
reason. Marks that no reader could understand go first, then blanks and administrative marks (which nothing rejects),
then the code, the session, the pupil, and last the comparison with the other records.
"""

from typing import Protocol

from attendlib.checks import (
    administrative,
    class_without_marks,
    closed_session,
    code_not_yet_in_force,
    conflicting_marks,
    day_without_marks,
    duplicate_row,
    missing_mark,
    n_unresolved,
    off_roll,
    outside_half_term,
    possible_far_from_mode,
    pupil_without_marks,
    register_stops_early,
    retired_code,
    s_below_year_11,
    session_not_recorded,
    unknown_code,
    unknown_pupil,
    weekend_mark,
    wrong_session_slash,
    x_at_compulsory_age,
)
from attendlib.checks.amendments import RULES as AMENDMENTS
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
from attendlib.checks.interventions import RULES as INTERVENTIONS
from attendlib.checks.no_date_of_birth import RULE as NO_DATE_OF_BIRTH
from attendlib.checks.two_schools import RULE as TWO_SCHOOLS
from attendlib.checks.upn_letter import RULE as UPN_LETTER


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

REMARKING: tuple[RecordCheck, ...] = (
    wrong_session_slash,
    weekend_mark,
    outside_half_term,
    x_at_compulsory_age,
    s_below_year_11,
    n_unresolved,
)
"""Checks that only remark on records, whatever their outcome."""

OF_SCHOOL: tuple[SchoolCheck, ...] = (
    day_without_marks,
    class_without_marks,
    register_stops_early,
    pupil_without_marks,
    session_not_recorded,
    possible_far_from_mode,
)
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
