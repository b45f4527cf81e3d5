"""Does the register begin late, or stop before the as-of day?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule

RULE = Rule(
    "register-stops-early",
    WARNING,
    "the register does not cover all school days up to the as-of day",
    "export the whole period, or set an earlier as-of day",
)


def find(evidence: Evidence) -> list[Place]:
    """School days before the first or after the last accepted mark, up to the as-of day."""
    days = evidence.calendar.days
    due = days[days <= np.datetime64(evidence.as_of)]
    marked = evidence.marked_days
    if not len(marked):
        return [Place("the register holds no mark that could be used")]
    late, early = due[due < marked[0]], due[due > marked[-1]]
    told = []
    if len(late):
        told.append(Place(f"the first mark is of {marked[0]}: {len(late)} school days before it have none"))
    if len(early):
        told.append(Place(f"the last mark is of {marked[-1]}: {len(early)} school days after it have none"))
    return told
