"""Did a whole class go without marks while the rest of the school had them?"""

import numpy as np

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule
from attendlib.register import SESSIONS

RULE = Rule(
    "class-without-marks",
    WARNING,
    "a class on roll without a single mark in a session the school recorded",
    "find that class's register for the session and enter it",
)


SHORT = 5
"""Characters of the longest class name that is shown."""


def find(evidence: Evidence) -> list[Place]:
    """Tutor groups (year groups where there are none) of two pupils or more, none of whom has an accepted mark in a
    session for which other classes have."""
    spells = evidence.roll.latest
    names = [s.group("tutor_group") or s.group("year_group") for s in spells]
    if not evidence.recorded.any() or len(set(names)) < 2:
        return []
    classes = {name: i for i, name in enumerate(sorted(set(names)))}
    own = np.array([classes[name] for name in names])
    marks = np.stack([evidence.recorded[own == i].sum(axis=0).ravel() for i in range(len(classes))])
    on_roll = np.stack([evidence.on_roll[own == i].sum(axis=0) for i in range(len(classes))]).repeat(2, axis=1)
    silent = (marks == 0) & (on_roll >= 2) & (marks.sum(axis=0) > 0)
    return [
        Place(
            f"a class of {on_roll[c, s]} pupils has no mark on {evidence.day_values[s // 2]} {SESSIONS[s % 2]}",
            column=f"class {name}" if _is_code(name) else "",
        )
        for name, c in classes.items()
        for s in np.flatnonzero(silent[c])
        if name
    ]


def _is_code(name: str) -> bool:
    """A class may be called by a teacher's name, which is not shown; "3C" and "10X2" are."""
    return len(name) <= SHORT and any(c.isdigit() for c in name)
