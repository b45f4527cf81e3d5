"""Is a number of sessions in a rolling window found at the first session that reaches it?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendlib.casework.window import Reached, last_reached, reached


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        ([], None),
        ([0] * 9, None),
        ([0] * 10, Reached(9, 0, 10)),
        ([0] * 5 + [9] * 5, Reached(9, 0, 10)),
        ([0] * 5 + [10] * 5, None),
        ([0] * 5 + [10] * 10, Reached(14, 5, 20)),
        ([0] * 10 + [3], Reached(9, 0, 10)),
        ([0] * 10 + [3] * 10, Reached(9, 0, 13)),
        ([0, *range(1, 10), 10], Reached(9, 0, 11)),
    ],
)
def test_ten_in_ten(weeks: list[int], found: Reached | None) -> None:
    """The first session that reaches ten, the first of its window, and the week in which the last of it is over."""
    assert reached(np.array(weeks, dtype=np.int64), 10, 10) == found


@given(st.lists(st.integers(0, 30), max_size=40).map(sorted), st.integers(1, 12), st.integers(1, 12))
def test_the_same_as_looking_at_every_window(weeks: list[int], sessions: int, width: int) -> None:
    """Counting every window of weeks by hand finds the same first session, or none."""
    by_hand = None
    for position, last in enumerate(weeks):
        if sum(last - width < week for week in weeks[: position + 1]) >= sessions:
            by_hand = position
            break
    found = reached(np.array(weeks, dtype=np.int64), sessions, width)
    assert (found.first if found else None) == by_hand


@given(st.lists(st.integers(0, 60), max_size=40).map(sorted), st.integers(1, 12), st.integers(1, 12))
def test_the_last_time_it_was_reached_anew_is_found_week_by_week(weeks: list[int], sessions: int, width: int) -> None:
    """By hand: session after session, whether the number is reached, and whether it was just before."""
    by_hand, lapses = None, -1
    for position, last in enumerate(weeks):
        window = [week for week in weeks[: position + 1] if last - width < week]
        if len(window) >= sessions:
            by_hand = position if last >= lapses else by_hand
            lapses = window[-sessions] + width
    assert last_reached(np.array(weeks, dtype=np.int64), sessions, width) == by_hand
