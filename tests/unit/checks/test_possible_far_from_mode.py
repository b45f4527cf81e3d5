"""Is somebody found with far more or fewer possible sessions than most?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.of_school.possible_far_from_mode import RULE


@pytest.mark.parametrize(("marks", "found_"), [("/*36", 0), ("/*35", 1), ("/*44", 0), ("/*45", 1), ("/*5 X*35", 1)])
def test_a_tenth_either_way(tiny_city: TinyCity, found: Found, marks: str, found_: int) -> None:
    """Where most have 40: 36 and 44 are within a tenth, 35 and 45 are not; uncounted marks are no possible sessions."""
    for _ in range(3):
        tiny_city.pupil("/*40")
    tiny_city.pupil(marks)
    findings = found(RULE.name)
    assert [f.row for f in findings] == [5] * found_
    assert all("where most pupils on roll all the time have 40" in f.message for f in findings)


def test_those_without_any_are_not_the_most(tiny_city: TinyCity, found: Found) -> None:
    """Where most pupils are below compulsory age and marked X, the others are compared with each other, not with 0."""
    for marks in ("X*40", "X*40", "X*40", "/*40", "/*40", "/*30 X*10"):
        tiny_city.pupil(marks)
    (finding,) = found(RULE.name)
    assert (finding.row, "have 40" in finding.message) == (7, True)


def test_not_for_pupils_who_came_or_left(tiny_city: TinyCity, found: Found) -> None:
    """A leaver has fewer for a good reason."""
    for _ in range(3):
        tiny_city.pupil("/*40")
    tiny_city.pupil("/*10", leaving_date="2025-09-05")
    assert not found(RULE.name)


def test_idle_before_the_rule(tiny_city: TinyCity, found: Found) -> None:
    """The share comes from a publication about 2018/19: nothing is found before, and nothing fails."""
    tiny_city.first = 2015
    for marks in ("/*40", "/*40", "/*5"):
        tiny_city.pupil(marks)
    assert not found(RULE.name)
