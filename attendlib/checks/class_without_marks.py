"""Did a whole class go without marks while the rest of the school had them?"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule
from attendlib.city import SchoolRoll
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
    on_roll = evidence.on_roll.repeat(len(SESSIONS), axis=1)
    recorded = evidence.recorded.reshape(on_roll.shape)
    return [
        Place(
            f"a class of {pupils} pupils has no mark on {evidence.day_values[s // 2]} {SESSIONS[s % 2]}",
            column=f"class {name}" if _is_code(name) else "",
        )
        for name, s, pupils in silent(class_names(evidence.roll), recorded, on_roll)
    ]


def class_names(roll: SchoolRoll) -> list[str]:
    """Each enrolment's tutor group, its year group where the table has none; empty where it has neither."""
    return [spell.group("tutor_group") or spell.group("year_group") for spell in roll.latest]


def silent(
    names: Sequence[str], recorded: NDArray[np.bool_], on_roll: NDArray[np.bool_]
) -> Iterator[tuple[str, int, int]]:
    """The classes without a mark where another class has one: (name, position of the session, pupils on roll).

    recorded, on_roll: enrolment by session, a mark stands there, the pupil is on roll."""
    if not recorded.any() or len(set(names)) < 2:
        return
    classes = {name: i for i, name in enumerate(sorted(set(names)))}
    own = np.array([classes[name] for name in names])
    marks = np.stack([recorded[own == i].sum(axis=0) for i in range(len(classes))])
    pupils = np.stack([on_roll[own == i].sum(axis=0) for i in range(len(classes))])
    without = (marks == 0) & (pupils >= 2) & (marks.sum(axis=0) > 0)
    for name, c in classes.items():
        if name:
            yield from ((name, int(s), int(pupils[c, s])) for s in np.flatnonzero(without[c]))


def _is_code(name: str) -> bool:
    """Whether a class may be shown by its name: "3C" and "10X2" may; a teacher's name may not."""
    return len(name) <= SHORT and any(c.isdigit() for c in name)
