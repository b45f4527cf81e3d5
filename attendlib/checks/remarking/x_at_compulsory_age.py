"""Is a pupil of compulsory school age marked X?"""

from datetime import date

import numpy as np

from attendlib.ages import compulsory_school_age
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.policy import rule
from attendlib.register import MARK

RULE = Rule(
    "x-at-compulsory-age",
    WARNING,
    "a code for non-compulsory age on a day of compulsory school age",
    "check the date of birth and the code; the session was not counted as possible",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Accepted marks of the codes for non-compulsory age, where the date of birth says otherwise."""
    codes = {held["code"] for held in rule("non_compulsory_age").values if not held.ended}
    where = np.sort(np.concatenate([evidence.accepted_marks(code) for code in codes]))
    if not len(where):
        return Marked(where)
    held_then = np.array([_has_code(day) for day in evidence.day_values.tolist()], dtype=bool)
    where = where[held_then[evidence.day[where]]]
    ages = np.array([_compulsory(spell.born) for spell in evidence.roll.latest], dtype="datetime64[D]").reshape(-1, 2)
    days, spans = evidence.register.date[where], ages[evidence.pupil[where]]
    return Marked(where[(days >= spans[:, 0]) & (days <= spans[:, 1])])


def _compulsory(born: date | None) -> tuple[date | None, date | None]:
    """First and last day of compulsory school age; not-a-date (so never in between) where the birth date is blank."""
    return compulsory_school_age(born) if born else (None, None)


def _has_code(day: date) -> bool:
    """Whether on that day the code stood for non-compulsory age alone."""
    in_turn = [held for held in rule("non_compulsory_age").values if held.start <= day]
    return bool(in_turn) and not in_turn[-1].ended
