"""By which steps does one get from a school's own figure to the official one?

The words and sums alone, so that a report whose answers the store keeps loads no engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NOT_BORN, YOUNG, OLD, BOARDS = "no date of birth", "below the age range", "above the age range", "boarder"
BY_KIND = (NOT_BORN, YOUNG, OLD, BOARDS)
"""Why official statistics leave an enrolment out for what it is; the first reason counts. Without a date of birth its
age cannot be told."""

LATE, SMALL = "first seen in the last half term", "at a school with too few enrolments left"
CUT = "no session before the last half term"
"""Why they leave one out for when it came, where it is, or which of its sessions count."""

START = "as a school's own system may show it"
BOUNDARY, LEAVERS, UNKNOWN = "exactly at the line", "pupils who have left", "no reason yet"
STEPS = (START, BOUNDARY, LEAVERS, UNKNOWN, *BY_KIND, LATE, CUT, SMALL)
"""In order. After UNKNOWN stands everyone on the register, after the last the official scope."""

COUNTS = ("enrolments", "possible", "absent", "persistently_absent", "touched")


@dataclass(frozen=True)
class Step:
    """What stands after a step. reasons: one of STEPS, or several taken together · persistently_absent: by the share of
    sessions missed · touched: the enrolments that the step takes in, leaves out or counts otherwise."""

    reasons: tuple[str, ...]
    enrolments: int
    possible: int
    absent: int
    persistently_absent: int
    touched: int


def steps_of(rows: Sequence[dict[str, Any]]) -> tuple[Step, ...]:
    """The steps of some schools together, from their rows."""
    summed = ({name: sum(row[f"{place}_{name}"] for row in rows) for name in COUNTS} for place in range(len(STEPS)))
    return tuple(Step((name,), **counts) for name, counts in zip(STEPS, summed, strict=True))
