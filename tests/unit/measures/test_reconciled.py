"""Does each reason between a school's own figure and the official one move what it should, and nothing else?"""

from itertools import pairwise

import pytest
from tiny import TinyCity

from attendlib.measures.steps import (
    BOARDS,
    BOUNDARY,
    CUT,
    LATE,
    LEAVERS,
    NOT_BORN,
    OLD,
    SMALL,
    START,
    STEPS,
    UNKNOWN,
    YOUNG,
    Step,
    steps_of,
)

SMALLER = "999002"
Figures = tuple[int, int, int, int]
"""Enrolments, possible sessions, sessions missed, persistently absent."""


def figures(step: Step) -> Figures:
    return step.enrolments, step.possible, step.absent, step.persistently_absent


def steps(city: TinyCity) -> dict[str, Step]:
    """What stands after each step, all schools together."""
    found = steps_of(city.asked("school", split="steps"))
    assert [step.reasons for step in found] == [(name,) for name in STEPS]
    return {step.reasons[0]: step for step in found}


def moved(city: TinyCity) -> dict[str, Figures]:
    """By how much each step moves the four figures, without those that move nothing."""
    told = steps(city)
    ordered = [told[name] for name in STEPS]
    changes = {
        now.reasons[0]: tuple(a - b for a, b in zip(figures(now), figures(before), strict=True))
        for before, now in pairwise(ordered)
    }
    return {name: change for name, change in changes.items() if any(change)}  # type: ignore[misc]


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """A school with six pupils who missed nothing in ten sessions, and whom every way of counting counts."""
    for _ in range(6):
        tiny_city.pupil("/*10")
    return tiny_city


def test_where_nothing_differs_every_step_is_the_same(city: TinyCity) -> None:
    """No reason touches anybody."""
    told = steps(city)
    assert {figures(step) for step in told.values()} == {(6, 60, 0, 0)}
    assert {step.touched for step in told.values()} == {0}


@pytest.mark.parametrize(
    ("marks", "columns", "reason", "change"),
    [
        ("I*1 /*9", {}, BOUNDARY, (0, 0, 0, 1)),
        ("I*5 /*5", {"leaving_date": "2025-09-05"}, LEAVERS, (1, 10, 5, 1)),
        ("N*5 /*5", {}, UNKNOWN, (0, 5, 5, 1)),
        ("N*2 . .", {}, UNKNOWN, (1, 2, 2, 1)),
        ("I*5 /*5", {"date_of_birth": ""}, NOT_BORN, (-1, -10, -5, -1)),
        ("I*5 /*5", {"date_of_birth": "2020-09-01"}, YOUNG, (-1, -10, -5, -1)),
        ("I*5 /*5", {"date_of_birth": "2009-08-31"}, OLD, (-1, -10, -5, -1)),
        ("I*5 /*5", {"boarder": "1"}, BOARDS, (-1, -10, -5, -1)),
    ],
)
def test_each_reason_moves_its_own(
    city: TinyCity, marks: str, columns: dict[str, str], reason: str, change: Figures
) -> None:
    """One pupil for whom it holds moves the figures by that pupil's sessions at that step and at no other."""
    city.pupil(marks, **columns)
    assert moved(city) == {reason: change}
    assert steps(city)[reason].touched == 1


def test_the_last_half_term(city: TinyCity) -> None:
    """Whoever is first seen in it is left out whole; a pupil aged 15 only for its sessions."""
    city.pupil("I*5 /*5", start="2026-06-01", entry_date="2026-06-01")
    city.pupil("/*4", date_of_birth="2010-01-01")
    city.mark("I*6", "999001", city.pupils[-1]["upn"], "2026-06-01")
    assert moved(city) == {LATE: (-1, -10, -5, -1), CUT: (0, -6, -6, -1)}


def test_a_school_is_small_by_what_is_left_of_it(city: TinyCity) -> None:
    """Six pupils of whom one is too young leave five, which is fewer than official statistics count."""
    for _ in range(5):
        city.pupil("I*1 /*3", urn=SMALLER)
    city.pupil("/*4", urn=SMALLER, date_of_birth="2021-01-01")
    assert moved(city) == {YOUNG: (-1, -4, 0, 0), SMALL: (-5, -20, -5, -5)}


def test_an_enrolment_leaves_for_its_first_reason_only(city: TinyCity) -> None:
    """A boarder who is too old and has left is taken in as a leaver and left out once, for age."""
    city.pupil("I*5 /*5", date_of_birth="2005-01-01", boarder="1", leaving_date="2025-09-05")
    assert moved(city) == {LEAVERS: (1, 10, 5, 1), OLD: (-1, -10, -5, -1)}


def test_it_starts_where_a_school_may_stand(city: TinyCity) -> None:
    """Pupils on roll on the last day, without code N, persistently absent above the line alone."""
    city.pupil("I*1 N*3 /*9")
    city.pupil("I*5 /*5", leaving_date="2025-09-05")
    assert figures(steps(city)[START]) == (7, 70, 1, 0)
