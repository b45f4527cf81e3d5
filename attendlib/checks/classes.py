"""Which classes of a school went without marks, and may a class be shown by its name?"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_CODE = re.compile(r"[RN][A-Z]?|(?=.*\d).{1,5}")
"""``RA`` of Reception and ``N`` of Nursery, or at most five characters with a digit in them, as ``3C`` and ``10X2``."""


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


def class_shown(name: str) -> str:
    """``class 3C``; empty for a name that is no code, because it may be a teacher's."""
    return f"class {name}" if _CODE.fullmatch(name) else ""
