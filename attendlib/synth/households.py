"""Which pupils live together, and what do they share?

Brothers and sisters go to one primary school, and some of them to the secondary school that its pupils move on to.
They share surname, free school meals, language, and part of their leaning to be absent.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool

SIZES, SIZE_SHARE = (1, 2, 3), (0.72, 0.23, 0.05)
ACROSS = 0.35
"""Share of a primary school's households with somebody at the secondary school too, as long as there are enough."""

SAME_SURNAME = 0.93
SHARED_TENDENCY = 0.5
"""Correlation of the leaning to be absent between the eldest listed of a household and each of the others."""


def house(people: People, schools: list[PlannedSchool], rng: np.random.Generator) -> None:
    """Put the pupils of ``people`` into households, in place: numbers from 1 in order of appearance."""
    group = _within_schools(people, rng)
    _across_schools(people, schools, group, rng)
    _part_same_year(people, group)
    _, first, number = np.unique(group, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(1, len(first) + 1)
    people.household = rank[number]
    _share(people, first[number], rng)


def _within_schools(people: People, rng: np.random.Generator) -> NDArray[np.int64]:
    """A household number for each pupil, siblings within one school only."""
    group = np.zeros(len(people), dtype=np.int64)
    told = 0
    for school in np.unique(people.school):
        pupils = rng.permutation(np.flatnonzero(people.school == school))
        sizes = rng.choice(SIZES, len(pupils), p=SIZE_SHARE)
        group[pupils] = told + np.repeat(np.arange(len(sizes)), sizes)[: len(pupils)]
        told += len(sizes)
    return group


def _across_schools(
    people: People, schools: list[PlannedSchool], group: NDArray[np.int64], rng: np.random.Generator
) -> None:
    """Join households of primary and special schools to households of a secondary school, in place."""
    secondaries = [s.number for s in schools if s.phase == "secondary"]
    if not secondaries:
        return
    free = {n: rng.permutation(np.unique(group[people.school == n])).tolist() for n in secondaries}
    joined = np.arange(group.max() + 1)
    for school in (s for s in schools if s.phase != "secondary"):
        waiting = free[secondaries[school.number % len(secondaries)]]
        for household in np.unique(group[people.school == school.number]):
            if waiting and rng.random() < ACROSS:
                joined[waiting.pop()] = household
    group[:] = joined[group]


def _part_same_year(people: People, group: NDArray[np.int64]) -> None:
    """Children of one household and one year group would be twins: all but the first live on their own, in place."""
    key = group * 100 + people.year
    _, first = np.unique(key, return_index=True)
    twins = np.setdiff1d(np.arange(len(group)), first)
    group[twins] = group.max() + 1 + np.arange(len(twins))


def _share(people: People, head: NDArray[np.int64], rng: np.random.Generator) -> None:
    """Copy to each pupil what the first of the household has, in place."""
    same = rng.random(len(people)) < SAME_SURNAME
    people.surname = [people.surname[h if s else i] for i, (h, s) in enumerate(zip(head.tolist(), same, strict=True))]
    people.fsm, people.eal = people.fsm[head], people.eal[head]
    own = np.sqrt(1 - SHARED_TENDENCY**2) * people.tendency + SHARED_TENDENCY * people.tendency[head]
    people.tendency = np.where(head == np.arange(len(people)), people.tendency, own)
