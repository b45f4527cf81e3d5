"""Is a pupil below the examination years marked as on study leave?"""

import numpy as np

from attendlib.checks.evidence import NOWHERE, Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.register import MARK

RULE = Rule(
    "s-below-year-11",
    WARNING,
    "study leave in a year group that takes no public examination",
    "check the code; study leave is for public examinations, so not before the year the rule names",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Accepted marks of study leave in a year group below the one that the rule names."""
    leave = evidence.rule("study_leave")
    if leave is None:
        return Marked(NOWHERE)
    years = [spell.group("year_group") for spell in evidence.roll.latest]
    below = np.array([_before(year, leave["from_year_group"]) for year in years], dtype=bool)
    where = evidence.accepted_marks(leave["code"])
    return Marked(where[below[evidence.pupil[where]]])


def _before(year: str, first: int) -> bool:
    """Whether a year group comes before ``first``; Nursery and Reception do, a blank says nothing."""
    return year[:1] in ("N", "R") or (year.isascii() and year.isdigit() and int(year) < first)
