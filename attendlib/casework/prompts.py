"""Who has so many sessions with certain codes, in a row or in the year, that a policy asks somebody to act?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from attendlib.casework.marks import marks_of
from attendlib.casework.prompt import IN_A_ROW, Prompt
from attendlib.casework.runs import run_lengths
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.store import Store


@dataclass(frozen=True)
class Prompted:
    """One enrolment for which a prompt of the policy holds.

    on: the day on which there were first enough sessions · sessions: the longest run of the year so far, or all of the
    year where these are counted · going_on: a run that is long enough reaches to the last school day; a count of the
    year stands for as long as the pupil is on roll."""

    urn: str
    upn: str
    prompt: str
    on: date
    sessions: int
    going_on: bool
    who: str


def prompts(
    city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None = None
) -> tuple[Prompted, ...]:
    """Every prompt of the policy that the academic year's marks up to and including ``on`` give, by school, UPN and
    prompt. A run goes over holidays and ends with any other mark, with none, and off roll; it may have begun before the
    year, of which alone are all sessions counted."""
    first, found = np.datetime64(year_to_date(city, on).start), []
    for marks in marks_of(city, store, on, urns):
        of_school = []
        for asked in policy.says.prompts:
            counts = marks.having(asked.codes) & marks.on_roll[:, :, np.newaxis]
            length = _counted(counts, asked, marks.days >= first)
            each_day = length.reshape(counts.shape).max(axis=2, initial=0)
            each_day[:, marks.days < first] = 0
            for pupil in np.flatnonzero((each_day >= asked.sessions).any(axis=1)):
                day = marks.days[int(np.argmax(each_day[pupil] >= asked.sessions))].item()
                longest, upn = int(each_day[pupil].max()), marks.roll.upns[pupil]
                going_on = bool(length[pupil, -1] >= asked.sessions and marks.on_roll[pupil, -1])
                of_school.append(Prompted(marks.urn, upn, asked.prompt, day, longest, going_on, asked.who))
        found += sorted(of_school, key=lambda one: (one.upn, one.prompt))
    return tuple(found)


def _counted(held: NDArray[np.bool_], asked: Prompt, of_year: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each enrolment (row) and session (column), how many of the sessions there are up to it: of those in a row, or
    of all in the year. held: by enrolment, day and session · of_year: the days that are of the year."""
    if asked.way == IN_A_ROW:
        return run_lengths(_in_turn(held))
    return np.cumsum(_in_turn(held & of_year[:, np.newaxis]), axis=1)


def _in_turn(held: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return held.reshape(len(held), held.shape[1] * held.shape[2])
