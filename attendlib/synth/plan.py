"""What do the schools of the invented city share before a mark is made?"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np

from attendlib.calendar import Calendar
from attendlib.synth.census import Census
from attendlib.synth.enrolments import Enrolments
from attendlib.synth.fill import Occasions
from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool
from attendlib.synth.terms import Year


class Stream(IntEnum):
    """The random streams: what each thing is drawn from depends on the seed, on the thing, and on the number of the
    school, so that a school's draws do not move when there are more schools."""

    SCHOOLS = 0
    PEOPLE = 1
    HOUSEHOLDS = 2
    ENROLMENTS = 3
    CALENDAR = 4
    OCCASIONS = 5
    MARKS = 6
    LETTERS = 7
    FAULTS = 8
    HISTORY = 9
    CONTACTS = 10
    ATTAINMENT = 11
    WEATHER = 12
    SIMILAR = 13
    RECORDS = 14

    def of(self, seed: int, school: int = 0) -> np.random.Generator:
        """The generator of this stream for one school (0 where it belongs to the city)."""
        return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(int(self), school)))


@dataclass(frozen=True)
class Plan:
    """The city before its registers. ``last`` is the last day with marks, ``censuses`` those taken by the as-of day."""

    seed: int
    year: Year
    as_of: date
    last: date
    faults: bool
    schools: list[PlannedSchool]
    people: People
    enrolments: Enrolments
    calendar: Calendar
    occasions: Occasions
    censuses: list[Census]
