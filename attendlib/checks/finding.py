"""What does a check say, and in which words?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.codes import SHOWN

UNDECIDED, ACCEPTED, REJECTED, DUPLICATE, MISSING, ADMINISTRATIVE = range(-1, 5)
OUTCOMES = ("accepted", "rejected", "duplicate", "missing", "administrative")
"""What becomes of a record. Every record has exactly one outcome; only accepted ones are measured."""

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True)
class Rule:
    """What a check stands for. ``says`` tells what is wrong, ``mend`` how to put it right, both without any value.
    ``about``: the part of a record that is wrong (as in ``register``), ROW where its row is and with it every record in
    it, empty where it is the record as a whole."""

    name: str
    severity: str
    says: str
    mend: str
    about: str = ""


class Finding(NamedTuple):
    """One row from one check. ``row`` 0 and an empty column mean the file as a whole. No pupil's name or UPN."""

    urn: str
    file: str
    row: int
    column: str
    rule: str
    severity: str
    message: str
    mend: str


@dataclass(frozen=True)
class Marked:
    """The records that a check found: their positions in the register in order, and words for one where they differ."""

    where: NDArray[np.int64]
    tell: Callable[[int], str] | None = None


class Place(NamedTuple):
    """Something a check found that is not one record: ``row`` is of the pupils table where ``in_pupils``, else 0."""

    message: str
    row: int = 0
    column: str = ""
    in_pupils: bool = False


def shown(mark: str) -> str:
    """A mark fit to be shown: a code has at most three characters, anything longer may be a cell in the wrong place.
    What cannot be printed would break a terminal or a file."""
    if len(mark) <= SHOWN and mark.isprintable():
        return f'"{mark}"'
    return f"a text of {len(mark)} characters" if len(mark) > 1 else "a sign that cannot be printed"
