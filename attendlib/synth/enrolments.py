"""Who is on roll at which school, from when to when?

Most pupils are enrolled at their school all year. Some come, some go, some move to another school of the city and keep
their UPN, and a few attend a second school while dual registered: the first then marks them as being there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool

ON_ROLL = np.datetime64("NaT", "D")
"""The leaving date of one who has not left."""

LATER = np.datetime64("9999-12-31", "D")

LEAVERS, JOINERS, MOVE_WITHIN = 0.035, 0.03, 0.45
"""Shares of the pupils who leave in the year, who come in it, and of leavers who go to another school of the city."""

DUAL = 0.001
_SETTLED, _WEEK = np.timedelta64(10, "D"), np.timedelta64(7, "D")
"""Days after the start, and before the as-of day, between which pupils come and go."""


@dataclass(frozen=True)
class Enrolments:
    """One entry per enrolment, in order of school. ``person`` is a position in People; dates are inclusive;
    ``away_from`` and ``away_to`` are the days on which the pupil is due at another school (NaT: never)."""

    school: NDArray[np.int32]
    person: NDArray[np.int64]
    entry: NDArray[np.datetime64]
    leaving: NDArray[np.datetime64]
    away_from: NDArray[np.datetime64]
    away_to: NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.person)

    def of(self, school: int) -> "Enrolments":
        """The enrolments of one school."""
        where = self.school == school
        return Enrolments(*(getattr(self, name)[where] for name in self.__dataclass_fields__))


def enrol(
    people: People, schools: list[PlannedSchool], start: np.datetime64, as_of: np.datetime64, rng: np.random.Generator
) -> Enrolments:
    """Everybody's enrolments. Coming and going falls on weekdays, well inside the year."""
    n = len(people)
    weekdays = np.arange(start + _SETTLED, max(as_of - _SETTLED, start + _SETTLED + _WEEK))
    weekdays = weekdays[np.is_busday(weekdays)]
    draw, day = rng.random(n), weekdays[rng.integers(0, len(weekdays), n)]
    entry = np.where((draw >= LEAVERS) & (draw < LEAVERS + JOINERS), day, start)
    leaving = np.where(draw < LEAVERS, day, ON_ROLL)
    rows: dict[str, NDArray] = {
        "school": people.school.copy(),
        "person": np.arange(n),
        "entry": entry,
        "leaving": leaving,
        "away_from": np.full(n, ON_ROLL),
        "away_to": np.full(n, ON_ROLL),
    }
    more = _moves(rows, people, schools, as_of, rng) + _second_schools(rows, people, schools, weekdays, rng)
    for key, position in (("school", 0), ("person", 1), ("entry", 2), ("leaving", 3)):
        rows[key] = np.append(rows[key], np.array([row[position] for row in more], dtype=rows[key].dtype))
    for key in ("away_from", "away_to"):
        rows[key] = np.append(rows[key], np.full(len(more), ON_ROLL))
    order = np.argsort(rows["school"], kind="stable")
    return Enrolments(**{key: column[order] for key, column in rows.items()})


def _others(schools: list[PlannedSchool], number: int, year: int, phases: tuple[str, ...]) -> list[int]:
    """The numbers of the other schools of those phases that have the year group."""
    return [s.number for s in schools if s.number != number and s.phase in phases and year in s.years]


def _moves(
    rows: dict[str, NDArray],
    people: People,
    schools: list[PlannedSchool],
    as_of: np.datetime64,
    rng: np.random.Generator,
) -> list[tuple]:
    """A second enrolment for leavers who move within the city: they start a few days later."""
    more = []
    for i in np.flatnonzero(~np.isnat(rows["leaving"])).tolist():
        moves, gap = rng.random() < MOVE_WITHIN, int(rng.integers(1, 6))
        here = schools[people.school[i]]
        others = _others(schools, here.number, int(people.year[i]), (here.phase,))
        entry = np.busday_offset(rows["leaving"][i], gap, roll="forward")
        if moves and others and entry < as_of:
            more.append((int(rng.choice(others)), i, entry, ON_ROLL))
    return more


def _second_schools(
    rows: dict[str, NDArray], people: People, schools: list[PlannedSchool], weekdays: NDArray, rng: np.random.Generator
) -> list[tuple]:
    """A second enrolment for the dual registered, while the first school has them away; at least one pupil."""
    more: list[tuple] = []
    mainstream = np.array([s.phase != "special" for s in schools])[people.school]
    staying = np.flatnonzero(np.isnat(rows["leaving"]) & (rows["entry"] < weekdays[0]) & mainstream & (people.year > 0))
    wanted = max(1, round(DUAL * len(people)))
    for i in rng.permutation(staying).tolist():
        here = schools[people.school[i]]
        others = _others(schools, here.number, int(people.year[i]), ("special",))
        others = others or _others(schools, here.number, int(people.year[i]), (here.phase,))
        if others and len(more) < wanted:
            first = weekdays[int(rng.integers(0, len(weekdays) // 2))]
            last = np.busday_offset(first, int(rng.integers(25, 60)), roll="forward")
            over = last < weekdays[-1]
            rows["away_from"][i], rows["away_to"][i] = first, last if over else LATER
            more.append((int(rng.choice(others)), i, first, last if over else ON_ROLL))
    return more
