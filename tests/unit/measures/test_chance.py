"""Are intervals those that published examples and plain formulas give?"""

import random
from math import sqrt
from statistics import mean, stdev

import pytest

from attendlib.measures.chance import (
    FEWEST,
    Interval,
    Spread,
    deviate,
    of_change,
    of_difference,
    of_rate,
    of_share,
    of_shares,
)


def rounded(interval: Interval | None) -> tuple[float, float]:
    """Its limits to four places."""
    assert interval
    return round(interval.low, 4), round(interval.high, 4)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    """The examples of Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert rounded(of_share(part, whole)) == (low, high)


@pytest.mark.parametrize(
    ("own", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_newcombe(own: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """The examples of Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10."""
    assert rounded(of_shares(own, other)) == (low, high)


@pytest.mark.parametrize(("freedom", "t"), [(9, 2.262), (15, 2.131), (30, 2.042), (120, 1.980), (10**9, 1.960)])
def test_students_t(freedom: int, t: float) -> None:
    """The two-sided 95% points as every table prints them, to two places."""
    assert deviate(freedom) == pytest.approx(t, abs=0.003)


def test_pupils_with_equal_sessions_give_the_standard_error_of_a_mean() -> None:
    """Where every pupil has as many possible sessions, the pooled rate is the mean of theirs, and its interval the one
    for a mean of so many numbers."""
    absent = [0, 3, 1, 7, 20, 2, 2, 0, 5, 4, 1, 9]
    shares = [a / 50 for a in absent]
    reach = deviate(len(absent) - 1) * stdev(shares) / sqrt(len(absent))
    assert rounded(of_rate(Spread.of([50] * 12, absent))) == (
        round(mean(shares) - reach, 4),
        round(mean(shares) + reach, 4),
    )


def test_the_change_of_the_same_pupils_is_a_mean_of_differences() -> None:
    """The same with two periods: each pupil is their own comparison."""
    before, now = [0, 3, 1, 7, 20, 2, 2, 0, 5, 4], [2, 3, 0, 9, 18, 2, 7, 0, 5, 8]
    differences = [(n - b) / 50 for b, n in zip(before, now, strict=True)]
    reach = deviate(9) * stdev(differences) / sqrt(10)
    found = of_change(([50] * 10, before), ([50] * 10, now))
    assert rounded(found) == (round(mean(differences) - reach, 4), round(mean(differences) + reach, 4))


def test_two_schools_that_are_alike_differ_by_nothing() -> None:
    """The interval of a difference lies on both sides of nought, and is as wide as two variances ask."""
    own = Spread.of([50] * 40, [0, 5, 10, 1] * 10)
    found = of_difference(own, own)
    assert found
    assert found.holds_zero
    assert found.high == pytest.approx(-found.low)
    assert found.high == pytest.approx(deviate(78) * sqrt(2 * own.variance))


def test_one_pupil_is_the_unit_and_not_a_session() -> None:
    """Forty pupils of whom four are away throughout: 10%, with an interval several times wider than 2,000 separate
    sessions would have."""
    found = of_rate(Spread.of([50] * 40, [50] * 4 + [0] * 36))
    assert found
    assert found.high - found.low > 5 * 2 * 1.96 * sqrt(0.1 * 0.9 / 2000)


def test_few_pupils_have_no_interval() -> None:
    """Nine are too few, ten are enough; a pupil without a possible session is none."""
    few = ([50] * (FEWEST - 1), [1] * (FEWEST - 1))
    enough = Spread.of([50] * FEWEST, [1, 2] * (FEWEST // 2))
    assert of_rate(Spread.of([*few[0], 0], [*few[1], 0])) is None
    assert of_rate(enough)
    assert of_change(few, few) is None
    assert of_difference(enough, Spread.of(*few)) is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Of 400 schools of 60 pupils drawn from a city with very uneven pupils, the interval of 90 to 98 in a hundred
    holds the city's own rate."""
    draw = random.Random(7)
    city = [(draw.randint(100, 250), draw.choice([0, 0, 1, 2, 3, 5, 8, 30])) for _ in range(5000)]
    city = [(possible, possible * percent // 100) for possible, percent in city]
    truth = sum(absent for _, absent in city) / sum(possible for possible, _ in city)
    held = 0
    for _ in range(400):
        found = of_rate(Spread.of(*zip(*draw.choices(city, k=60), strict=True)))
        assert found
        held += found.low <= truth <= found.high
    assert 360 <= held <= 392
