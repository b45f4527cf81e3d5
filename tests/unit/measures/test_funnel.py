"""Are the limits of a funnel where the method puts them, and is only beyond them who is?"""

import numpy as np
import pytest

from attendlib.measures.funnel import FEWEST, limits, outside


def test_limits_of_schools_that_do_not_differ() -> None:
    """Where all have the pooled rate there is only chance: 10% of 900 has a standard error of one point, so the limits
    at 900 stand 1.96 and 3.09 points from 10%."""
    sizes = np.array([900, 900, 900, 900, 900])
    curves = limits(sizes // 10, sizes)
    at_900 = curves.iloc[(curves["size"] - 900).abs().argmin()]
    chance = np.sqrt(900 / at_900["size"])
    assert at_900["low_95"] == pytest.approx(10 - 1.960 * chance, abs=0.001)
    assert at_900["high_95"] == pytest.approx(10 + 1.960 * chance, abs=0.001)
    assert at_900["low_998"] == pytest.approx(10 - 3.090 * chance, abs=0.001)
    assert at_900["high_998"] == pytest.approx(10 + 3.090 * chance, abs=0.001)


def test_limits_widen_with_what_schools_vary_in_general() -> None:
    """Ten schools one binomial deviation of 2 above or below: the factor is 4, so limits stand twice as far apart."""
    sizes = np.full(10, 900)
    parts = np.array([108, 72] * 5)
    plain, wide = limits(np.full(10, 90), sizes), limits(parts, sizes)
    reach = (wide["high_95"] - 10) / (plain["high_95"] - 10)
    assert reach.to_numpy() == pytest.approx(np.full(len(reach), 2.0))


def test_limits_stay_within_what_a_share_can_be() -> None:
    """Never below none or above all, also for the smallest schools and where nobody or everybody is absent."""
    curves = limits([1, 2, 3, 0, 60], [20, 30, 40, 4, 70])
    edges = curves.drop(columns="size").to_numpy()
    assert edges.min() >= 0
    assert edges.max() <= 100
    for part in (0, 50):
        assert not outside(np.full(6, part), np.full(6, 50)).any()
        assert np.isfinite(limits(np.full(6, part), np.full(6, 50)).to_numpy()).all()


def test_a_school_far_out_is_found_and_its_like_are_not() -> None:
    """One of twenty with twice the rate of the others, who differ by chance alone."""
    sizes = np.full(20, 10_000)
    parts = np.array([500 + step for step in range(-19, 19, 2)] + [1_000])
    found = outside(parts, sizes)
    assert found.tolist() == [False] * 19 + [True]
    high = limits(parts, sizes).iloc[-1]["high_998"]
    assert high < 10


def test_a_small_school_may_differ_by_more() -> None:
    """The same rate is outside for a large school and inside for a small one."""
    sizes = np.array([40_000] * 19 + [200])
    parts = np.array([2_000 + step for step in range(-380, 380, 40)] + [16])
    assert not outside(parts, sizes)[-1]
    sizes[-1], parts[-1] = 40_000, 3_200
    assert outside(parts, sizes)[-1]


@pytest.mark.parametrize(("schools", "found"), [(FEWEST - 1, False), (FEWEST, True)])
def test_the_fewest_schools_that_can_be_told_apart(schools: int, found: bool) -> None:
    """Among four even a school where everybody is absent, beside others where hardly anybody is, widens the limits so
    far that it lies between them; among five it lies beyond."""
    parts, sizes = np.array([10] * (schools - 1) + [10_000]), np.full(schools, 10_000)
    assert outside(parts, sizes).any() == found
    assert FEWEST == 5
