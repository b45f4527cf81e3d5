"""Do the values for unmeasured confounding agree with those that were published?"""

import pytest

from attendlib.research import e_value, robustness_value
from attendlib.research.models.confounding import worst_bias


def test_the_e_value_of_the_paper() -> None:
    """VanderWeele and Ding's own example: a risk ratio of 3.9 (1.8 to 8.7) has an E-value of 7.26, its limit 3.0."""
    found = e_value(3.9, 1.8, 8.7)
    assert round(found.estimate, 2) == 7.26
    assert round(found.interval, 1) == 3.0


def test_a_protective_ratio_is_turned_round() -> None:
    """The E-value of 1/3.9 is that of 3.9."""
    found = e_value(1 / 3.9, 1 / 8.7, 1 / 1.8)
    assert (round(found.estimate, 2), round(found.interval, 1)) == (7.26, 3.0)


def test_nothing_is_needed_where_the_interval_holds_no_difference() -> None:
    """An interval from 0.9 to 2 holds 1 already: an E-value of 1."""
    assert e_value(1.3, 0.9, 2.0).interval == 1.0


def test_the_robustness_value_of_the_paper() -> None:
    """Cinelli and Hazlett's example, violence and peace in Darfur: t 4.18445 on 783 degrees of freedom has a partial R²
    of 2.2%, a robustness value of 13.9%, and of 7.6% for the interval."""
    found = robustness_value(4.18445, 783)
    assert round(100 * found.partial_r2, 1) == 2.2
    assert round(100 * found.value, 1) == 13.9
    assert round(100 * found.interval, 1) == 7.6


@pytest.mark.parametrize(("times", "published"), [(1, 0.0752), (2, 0.0529), (3, 0.0304)])
def test_a_cause_as_strong_as_a_measured_one(times: int, published: float) -> None:
    """The same example: were there a cause once, twice, three times as strong as being female, the estimate of 0.0973
    would be as low as printed. Shares explained by the measured column: from PySensemakr 0.0.8's copy of the data, with
    `directlyharmed + age + farmer_dar + herder_dar + pastvoted + hhsize_darfur + female + village`."""
    bias = worst_bias(0.09731582, 4.18445, 783, (0.009081065, 0.109033915), times)
    assert bias is not None
    assert round(0.09731582 - bias, 4) == published
