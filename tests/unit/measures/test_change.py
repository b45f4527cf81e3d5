"""Is a change split as the method says, on figures worked out by hand?"""

from fractions import Fraction

import pytest

from attendlib.errors import MeasureError
from attendlib.measures.change import Counts, Effect, effects, moves

SAME_SIZE = {"a": Counts(100, 10), "b": Counts(100, 20)}


def test_a_group_that_alone_changed_its_rate_moves_the_whole_alone() -> None:
    """Two groups of equal size, 10% and 20%; b goes to 30%: the whole goes from 15% to 20%, all of it by b itself."""
    found = effects(SAME_SIZE, {"a": Counts(100, 10), "b": Counts(100, 30)})
    assert found == {"a": Effect(Fraction(0), Fraction(0)), "b": Effect(Fraction(5, 100), Fraction(0))}


def test_rates_that_stay_move_the_whole_by_size_alone() -> None:
    """10% and 20% stay; a grows from half of the sessions to nine tenths: 15% becomes 11%. Either group is worth its
    distance from the middle (13%) times what it gained or lost (four tenths)."""
    found = effects(SAME_SIZE, {"a": Counts(900, 90), "b": Counts(100, 20)})
    assert found["a"] == Effect(Fraction(0), Fraction(4, 10) * (Fraction(10, 100) - Fraction(13, 100)))
    assert found["b"] == Effect(Fraction(0), Fraction(-4, 10) * (Fraction(20, 100) - Fraction(13, 100)))
    assert sum(effect.size for effect in found.values()) == Fraction(11, 100) - Fraction(15, 100)


def test_a_group_that_came_or_left_has_no_rate_of_its_own_to_change() -> None:
    """b leaves with 30%, c comes with 10%: 20% becomes 10%. Both work by their size, from the middle of 15%."""
    found = effects(
        {"a": Counts(100, 10), "b": Counts(100, 30)}, {"a": Counts(100, 10), "c": Counts(100, 10), "b": Counts(0, 0)}
    )
    assert found["b"] == Effect(Fraction(0), -Fraction(1, 2) * Fraction(15, 100))
    assert found["c"] == Effect(Fraction(0), Fraction(1, 2) * Fraction(-5, 100))
    assert sum(effect.own + effect.size for effect in found.values()) == Fraction(-10, 100)


def test_parts_of_a_group_add_up_to_it() -> None:
    """What two halves of a group moved is what the group moved: pupils add up to their year."""
    before, now = {"a": Counts(60, 6), "b": Counts(40, 9)}, {"a": Counts(50, 1), "b": Counts(70, 30)}
    halves = moves({"a1": Counts(35, 6), "a2": Counts(25, 0), "b": before["b"]}, {"a2": Counts(50, 1), "b": now["b"]})
    assert halves["a1"] + halves["a2"] == moves(before, now)["a"]


def test_without_a_possible_session_there_is_no_change() -> None:
    """Nothing possible is no rate, so nothing can have moved from it."""
    with pytest.raises(MeasureError, match="possible sessions in both periods"):
        moves({"a": Counts(0, 0)}, {"a": Counts(10, 1)})
