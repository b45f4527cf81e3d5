"""Is a school's change its own, and is it told how much of it chance would give?"""

import numpy as np
import pytest

from attendlib.measures.changed import changes

SIZE = np.full(6, 10_000)


def test_what_all_schools_share_is_no_schools_own() -> None:
    """Everybody rose from 5% to 7%: nobody changed beyond the others."""
    found = changes((np.full(6, 700), SIZE), (np.full(6, 500), SIZE))
    assert found.change.tolist() == pytest.approx([0.0] * 6)
    assert found.beyond.tolist() == [0] * 6


def test_the_interval_is_that_of_two_rates() -> None:
    """Where schools change by chance alone nothing is widened: 6% of 10,000 against 6% of 10,000 has a standard error
    of 0.3359 points, so the interval of 95% reaches 0.6583 to either side."""
    found = changes((np.full(6, 600), SIZE), (np.full(6, 600), SIZE))
    assert (found.high - found.change).tolist() == pytest.approx([0.6583] * 6, abs=0.0001)
    assert (found.change - found.low).tolist() == pytest.approx([0.6583] * 6, abs=0.0001)


def test_only_what_is_far_beyond_the_others_stands_out() -> None:
    """Of eleven schools one rose by five points more and one fell by five; the others moved by little."""
    now = np.array([600, 605, 595, 600, 610, 590, 600, 602, 598, 1100, 100])
    sizes = np.full(11, 10_000)
    found = changes((now, sizes), (np.full(11, 600), sizes))
    assert found.beyond.tolist() == [0] * 9 + [1, -1]
    assert found.change.tolist()[9] == pytest.approx(5.0, abs=0.01)
    assert found.low.tolist()[9] > 0 > found.high.tolist()[10]


def test_general_variation_widens_every_interval() -> None:
    """Where all schools move up or down by two standard errors, the interval is twice as wide and nobody stands out."""
    moved = 2 * 0.3359 * 100
    found = changes((600 + moved * np.array([1, -1, 1, -1, 1, -1]), SIZE), (np.full(6, 600), SIZE))
    assert (found.high - found.change).to_numpy() == pytest.approx(np.full(6, 2 * 0.6583), abs=0.001)
    assert not found.beyond.any()


def test_nobody_absent_and_everybody_absent() -> None:
    """A rate of nought or all has no chance in it."""
    for part in (0, 10_000):
        found = changes((np.full(6, part), SIZE), (np.full(6, part), SIZE))
        assert found.to_numpy().tolist() == [[0.0, 0.0, 0.0, 0]] * 6
