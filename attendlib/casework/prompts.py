"""Who has missed so many sessions in a row with certain codes that a policy asks somebody to act?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from attendlib.casework.marks import marks_of
from attendlib.casework.runs import run_lengths
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.measures.asked import year_to_date
from attendlib.store import Store


@dataclass(frozen=True)
class Prompted:
    """One enrolment for which a prompt of the policy holds.

    on: the day on which the run was first long enough · sessions: the longest run of the year so far · going_on: a run
    that is long enough reaches to the last school day."""

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
    prompt. A run goes over holidays and ends with any other mark, with none, and off roll."""
    first, found = np.datetime64(year_to_date(city, on).start), []
    for marks in marks_of(city, store, on, urns):
        of_school = []
        for asked in policy.says.prompts:
            counts = marks.having(asked.codes) & marks.on_roll[:, :, np.newaxis]
            length = run_lengths(counts.reshape(len(counts), counts.shape[1] * counts.shape[2]))
            each_day = length.reshape(counts.shape).max(axis=2, initial=0)
            each_day[:, marks.days < first] = 0
            for pupil in np.flatnonzero((each_day >= asked.sessions).any(axis=1)):
                day = marks.days[int(np.argmax(each_day[pupil] >= asked.sessions))].item()
                longest, going_on = int(each_day[pupil].max()), bool(length[pupil, -1] >= asked.sessions)
                upn = marks.roll.upns[pupil]
                of_school.append(Prompted(marks.urn, upn, asked.prompt, day, longest, going_on, asked.who))
        found += sorted(of_school, key=lambda one: (one.upn, one.prompt))
    return tuple(found)
