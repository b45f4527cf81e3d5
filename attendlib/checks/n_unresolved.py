"""Has a reason not yet established stayed unresolved too long?"""

import numpy as np

from attendlib.checks.evidence import NOWHERE, Evidence
from attendlib.checks.finding import WARNING, Marked, Rule
from attendlib.register import MARK

RULE = Rule(
    "n-unresolved",
    WARNING,
    "no reason established within the school days that the rule allows",
    "find out the reason and replace N; until then the session counts as unauthorised",
    about=MARK,
)


def find(evidence: Evidence) -> Marked:
    """Accepted N marks with more school days between them and the as-of day than the rule allows."""
    allowed = evidence.rule("code_n_resolution")
    if allowed is None:
        return Marked(NOWHERE)
    days, today = evidence.calendar.days, np.datetime64(evidence.as_of)
    where = evidence.accepted_marks(allowed["code"])
    dates = evidence.register.date[where]
    since = np.searchsorted(days, today, side="right") - np.searchsorted(days, dates, side="right")
    return Marked(where[since > allowed["school_days"]])
