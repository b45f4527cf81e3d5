"""Is every figure rounded half up, once, from the exact fraction?"""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendlib.rounding import as_published, half_up, percent, percents


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [(2.5, 0, "3"), (0.5, 0, "1"), (2.675, 2, "2.68"), (63.75, 1, "63.8"), (Decimal("-2.5"), 0, "-3"), (4, 1, "4.0")],
)
def test_a_half_goes_up(value: float, places: int, rounded: str) -> None:
    """A half goes away from nought, where the language's own ``round`` goes to the even neighbour."""
    assert str(half_up(value, places)) == rounded


@pytest.mark.parametrize(
    ("part", "whole", "rounded"),
    [
        (51, 80, "63.8"),
        (29, 400, "7.3"),
        (2618, 68000, "3.9"),
        (38, 380, "10.0"),
        (37, 380, "9.7"),
        (0, 380, "0.0"),
        (1, 390, "0.3"),
    ],
)
def test_a_rate_comes_from_the_exact_fraction(part: int, whole: int, rounded: str) -> None:
    """63.75% is 63.8 and 7.25% is 7.3; 1 of 390, the pooled rate of 0/380 and 1/10, is 0.3."""
    assert str(percent(part, whole)) == rounded


def test_no_possible_sessions_no_rate() -> None:
    """0 of 0 is no rate: None for one, NaN in a column, never 0%."""
    assert percent(0, 0) is None
    np.testing.assert_array_equal(percents([1, 0], [4, 0]), [25.0, np.nan])


def test_the_published_rule_falls_short_of_two_ties() -> None:
    """As DfE's tables print them, 51 of 80 is 63.7 and 29 of 400 is 7.2."""
    assert (as_published(51, 80), as_published(29, 400)) == (63.7, 7.2)
    with pytest.raises(ZeroDivisionError):
        as_published(0, 0)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 3))
def test_a_rounded_rate_is_within_half_a_step(part: int, whole: int, places: int) -> None:
    """For any counts the rate is at most half a unit of its last place from the fraction, and at a tie above it."""
    printed = percent(part, whole, places)
    assert printed is not None
    twice_the_gap = 2 * (int(printed.scaleb(places)) * whole - 100 * part * 10**places)
    assert -whole < twice_the_gap <= whole


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=20), st.integers(0, 3))
def test_a_column_is_rounded_like_its_cells(pairs: list[tuple[int, int]], places: int) -> None:
    """``percents`` gives for each row what ``percent`` gives for it."""
    cells = [percent(part, whole, places) for part, whole in pairs]
    column = percents([part for part, _ in pairs], [whole for _, whole in pairs], places)
    np.testing.assert_array_equal(column, [np.nan if cell is None else float(cell) for cell in cells])
