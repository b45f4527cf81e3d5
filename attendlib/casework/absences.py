"""When was one pupil away, from which session to which, and with which marks?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from attendlib.casework.figures import Counts
from attendlib.casework.marks import CATEGORIES, SchoolMarks
from attendlib.codes import Category
from attendlib.register import SESSIONS


class Absence(NamedTuple):
    """Sessions missed one after the other; a holiday does not part them, a session without a mark does. codes: each
    mark with how often it stands there, the most frequent first."""

    first: date
    first_session: str
    last: date
    last_session: str
    codes: tuple[tuple[str, int], ...]
    counts: Counts


def absences(marks: SchoolMarks, pupil: int) -> Iterator[Absence]:
    """The absences of one enrolment, in order of time."""
    kinds = [CATEGORIES.index(kind.value) for kind in (Category.AUTHORISED, Category.UNAUTHORISED)]
    category, code = marks.category[pupil].ravel(), marks.code[pupil].ravel()
    missed = np.flatnonzero(np.isin(category, kinds))
    for run in np.split(missed, np.flatnonzero(np.diff(missed) > 1) + 1):
        if len(run):
            first, last = (divmod(int(place), len(SESSIONS)) for place in run[[0, -1]])
            authorised = int((category[run] == kinds[0]).sum())
            yield Absence(
                marks.days[first[0]].item(),
                SESSIONS[first[1]],
                marks.days[last[0]].item(),
                SESSIONS[last[1]],
                tuple(Counter(marks.codes[place] for place in code[run].tolist()).most_common()),
                Counts(0, authorised, len(run) - authorised),
            )
