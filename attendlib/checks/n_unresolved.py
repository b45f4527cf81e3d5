"""Has a reason not yet established stayed unresolved too long?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Marked, Rule

RULE = Rule(
    "n-unresolved",
    WARNING,
    "no reason established within the school days that the rule allows",
    "find out the reason and replace N; until then the session counts as unauthorised",
)


def find(evidence: Evidence) -> Marked:
    """Accepted N marks with more school days between them and the as-of day than the rule allows."""
    marked = np.zeros(len(evidence.register), dtype=bool)
    allowed = evidence.rule("code_n_resolution")
    if allowed is None:
        return Marked(marked)
    days, today = evidence.calendar.days, np.datetime64(evidence.as_of)
    code = evidence.register.mark.each(lambda mark: mark == allowed["code"], bool)
    where = np.flatnonzero(evidence.accepted & code)
    dates = evidence.register.date[where]
    since = np.searchsorted(days, today, side="right") - np.searchsorted(days, dates, side="right")
    marked[where[since > allowed["school_days"]]] = True
    return Marked(marked)
