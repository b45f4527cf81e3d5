"""Is a pupil below the examination years marked as on study leave?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.policy import rule

RULE = Rule(
    "s-below-year-11",
    WARNING,
    "study leave in a year group that takes no public examination",
    "check the code; study leave is for public examinations, so not before the year the rule names",
)


def find(evidence: Evidence) -> Marked:
    """Accepted marks of study leave in a year group below the one that the rule names."""
    leave = rule("study_leave").on(evidence.as_of)
    years = [spell.group("year_group") for spell in evidence.roll.latest]
    below = np.array([year.isdigit() and int(year) < leave["from_year_group"] for year in years], dtype=bool)
    code = evidence.register.mark.each(lambda mark: mark == leave["code"], bool)
    where = np.flatnonzero(evidence.accepted & code)
    marked = np.zeros(len(evidence.register), dtype=bool)
    marked[where[below[evidence.pupil[where]]]] = True
    return Marked(marked)
