"""Is there a school day on which nobody has a mark?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule

RULE = Rule(
    "day-without-marks",
    WARNING,
    "a school day without a single mark",
    "export that day again, or enter it as closed in the calendar table",
)


def find(evidence: Evidence) -> list[Place]:
    """School days between the register's first and last accepted mark on which no accepted mark stands."""
    marked = evidence.marked_days
    if not len(marked):
        return []
    days = evidence.calendar.days
    between = days[(days > marked[0]) & (days < marked[-1])]
    return [Place(f"no mark for anybody on {day}, a school day") for day in np.setdiff1d(between, marked)]
