"""Has a reason not yet established stayed unresolved too long?"""

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
    where = evidence.accepted_marks(allowed["code"])
    open_for = evidence.calendar.days_after(evidence.register.date[where], evidence.as_of)
    return Marked(where[open_for > allowed["school_days"]])
