"""Are small counts hidden and small groups put together, and can no number of a few pupils be worked out?"""

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendlib.disclosure import SmallNumbers, hidden, small_numbers

RULE = SmallNumbers(fewest=10, most=2)
Groups = list[tuple[int, int]]


def possible(parts: Sequence[int], wholes: Sequence[int], found: Sequence[bool], at: int) -> set[int]:
    """Every value that a hidden count could have for somebody who knows the total, the counts shown and the groups."""
    secret = [i for i, one in enumerate(found) if one and i != at]
    total = sum(parts[i] for i in [*secret, at])
    return {
        total - sum(values)
        for values in product(*(range(wholes[i] + 1) for i in secret))
        if 0 <= total - sum(values) <= wholes[at]
    }


def of_pupils(**sizes: int) -> dict[str, frozenset[str]]:
    """Groups of so many pupils, who are all different."""
    return {name: frozenset(f"{name}{at}" for at in range(size)) for name, size in sizes.items()}


def test_the_rule_in_force() -> None:
    """Groups of fewer than ten, and counts of one and two."""
    assert small_numbers(date(2026, 3, 27)) == RULE


@pytest.mark.parametrize(
    ("part", "whole", "small"),
    [(0, 40, False), (1, 40, True), (2, 40, True), (3, 40, False), (37, 40, False), (38, 40, True), (40, 40, True)],
)
def test_few_and_nearly_all_are_small(part: int, whole: int, small: bool) -> None:
    """Two of forty, all but two of them and all of them; nobody is no one that could be told."""
    assert RULE.is_small_count(part, whole) is small


@pytest.mark.parametrize(("enrolments", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_group_of_fewer_than_ten(enrolments: int, small: bool) -> None:
    """Nine are too few, ten are not, and none are nobody."""
    assert RULE.is_small_group(enrolments) is small


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([5, 6, 7], [False, False, False]),
        ([1, 6, 7], [True, True, False]),
        ([2, 2, 7], [True, True, False]),
        ([1, 1, 7, 9], [True, True, True, False]),
        ([1, 0, 0], [True, True, True]),
        ([1, 0, 5], [True, False, True]),
        ([0, 0], [False, False]),
    ],
)
def test_the_next_larger_keep_the_small_company(counts: list[int], told: list[bool]) -> None:
    """One hidden count is the total less the others, so a second goes; two ones make two, so a third goes; a nought
    goes only when nothing else is left."""
    assert RULE.counts(counts, [100] * len(counts)) == told


def test_a_group_takes_another_with_it() -> None:
    """Three of 548 in care cannot be hidden while the 545 others are shown."""
    assert RULE.groups([3, 545]) == [True, True]
    assert RULE.groups([3, 45, 500]) == [True, True, False]


groups = st.lists(
    st.integers(10, 14).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))), max_size=4
)


@settings(deadline=None, max_examples=300)
@given(groups)
def test_nobody_can_work_one_out(held: Groups) -> None:
    """Whatever the groups: each hidden count could be several numbers, one of them no small one, for somebody who knows
    the total and all that is shown, unless the total itself is a small count, which is hidden too."""
    parts, wholes = [part for part, _ in held], [whole for _, whole in held]
    found = RULE.counts(parts, wholes)
    if RULE.is_small_count(sum(parts), sum(wholes)):
        return
    for at in (i for i, one in enumerate(found) if one):
        could = possible(parts, wholes, found, at)
        assert len(could) > 1
        assert any(not RULE.is_small_count(value, wholes[at]) for value in could)
    shown = [i for i, one in enumerate(found) if not one]
    assert not any(RULE.is_small_count(parts[i], wholes[i]) for i in shown)


def test_what_is_hidden_in_any_case_counts_among_the_hidden() -> None:
    """A count hidden with its whole group needs company as a small one does."""
    assert RULE.counts([5, 6, 9], [50, 50, 50], also=[True, False, False]) == [True, True, False]
    assert hidden([4, 5], [False, False], 2) == [False, False]


def test_large_groups_stand_alone() -> None:
    """Nobody to protect."""
    assert RULE.together(of_pupils(a=10, b=30)) == {"a": ("a",), "b": ("b",)}


def test_a_small_group_takes_the_next_smallest_along() -> None:
    """Nine alone would be all less the others: the two smallest are one, in the groups' own order."""
    assert RULE.together(of_pupils(a=30, b=12, c=9)) == {"a": ("a",), "b": ("b", "c"), "c": ("b", "c")}


def test_small_groups_that_are_many_enough_are_one() -> None:
    """Six and six are twelve: no third is needed."""
    assert RULE.together(of_pupils(a=6, b=6, c=20)) == {"a": ("a", "b"), "b": ("a", "b"), "c": ("c",)}


def test_a_pupil_in_two_groups_counts_once() -> None:
    """Three reasons of the same four pupils are four pupils, however often they were away."""
    same = frozenset("wxyz")
    assert RULE.together({"a": same, "b": same, "c": same, **of_pupils(d=15)})["a"] == ("a", "b", "c", "d")


def test_where_nobody_is_many_all_are_one() -> None:
    """A school of seven."""
    assert set(RULE.together(of_pupils(a=3, b=4)).values()) == {("a", "b")}


def test_a_group_of_nobody_hides_nobody() -> None:
    """It stands alone, and makes nobody join."""
    assert RULE.together(of_pupils(a=0, b=20)) == {"a": ("a",), "b": ("b",)}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 25), min_size=1))
def test_no_sum_that_can_be_told_is_small(sizes: dict[str, int]) -> None:
    """Every group that is shown has nobody, or enough, or is all there are; and each is shown once."""
    shown = RULE.together(of_pupils(**sizes))
    parts = set(shown.values())
    assert sorted(name for part in parts for name in part) == sorted(sizes)
    people = [sum(sizes[name] for name in part) for part in parts]
    assert all(count == 0 or count >= RULE.fewest or count == sum(sizes.values()) for count in people)
