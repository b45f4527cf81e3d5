"""Can a pupil be told from what is shown to everybody?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendlib.disclosure import fewest, hides, together

LEAST = 10


def groups(**sizes: int) -> dict[str, frozenset[str]]:
    """Groups of so many pupils, who are all different."""
    return {name: frozenset(f"{name}{at}" for at in range(size)) for name, size in sizes.items()}


def test_from_how_many_on() -> None:
    """Ten, by the rule."""
    assert fewest(date(2026, 3, 27)) == LEAST


@pytest.mark.parametrize(
    ("part", "whole", "hidden"),
    [
        (0, 200, False), (1, 200, True), (9, 200, True), (10, 200, False), (190, 200, False), (191, 200, True),
        (200, 200, True), (0, 5, False), (5, 9, True),
    ],
)  # fmt: skip
def test_what_is_hidden(part: int, whole: int, hidden: bool) -> None:
    """One to nine, all but one to nine, and all; none may be said, and ten."""
    assert hides(part, whole, LEAST) is hidden


def test_large_groups_stand_alone() -> None:
    """Nobody to protect."""
    assert together(groups(a=10, b=30), LEAST) == {"a": ("a",), "b": ("b",)}


def test_a_small_group_takes_the_next_smallest_along() -> None:
    """Nine alone would be all less the others: the two smallest are one, in the groups' own order."""
    assert together(groups(a=30, b=12, c=9), LEAST) == {"a": ("a",), "b": ("b", "c"), "c": ("b", "c")}


def test_small_groups_that_are_many_enough_are_one() -> None:
    """Six and six are twelve: no third is needed."""
    assert together(groups(a=6, b=6, c=20), LEAST) == {"a": ("a", "b"), "b": ("a", "b"), "c": ("c",)}


def test_a_pupil_in_two_groups_counts_once() -> None:
    """Three reasons of the same four pupils are four pupils, however often they were away."""
    same = frozenset("wxyz")
    assert together({"a": same, "b": same, "c": same, **groups(d=15)}, LEAST)["a"] == ("a", "b", "c", "d")


def test_where_nobody_is_many_all_are_one() -> None:
    """A school of seven."""
    assert set(together(groups(a=3, b=4), LEAST).values()) == {("a", "b")}


def test_a_group_of_nobody_hides_nobody() -> None:
    """It stands alone, and makes nobody join."""
    assert together(groups(a=0, b=20), LEAST) == {"a": ("a",), "b": ("b",)}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 25), min_size=1))
def test_no_sum_that_can_be_told_is_small(sizes: dict[str, int]) -> None:
    """Every group that is shown has nobody, or enough, or is all there are; and each is shown once."""
    shown = together(groups(**sizes), LEAST)
    parts = set(shown.values())
    assert sorted(name for part in parts for name in part) == sorted(sizes)
    people = [sum(sizes[name] for name in part) for part in parts]
    assert all(count == 0 or count >= LEAST or count == sum(sizes.values()) for count in people)
