"""Are cut-offs and settings read as they are meant, and refused where they cannot be?"""

from fractions import Fraction

import pytest

from attendlib.casework.whatif import listed, settings, spaced
from attendlib.errors import MeasureError, RuleError


def test_cut_offs_are_exact_sorted_and_named_once() -> None:
    """92.5 is 185/2; a repeat and a blank are passed over."""
    assert listed("95, 92.5,90,,95.0") == (90, Fraction(185, 2), 95)


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        (("80", "82", "1"), [80, 81, 82]),
        (("80", "82.5", "1"), [80, 81, 82]),
        (("90", "90", "5"), [90]),
        (("94.5", "95.5", "0.5"), [Fraction(189, 2), 95, Fraction(191, 2)]),
        (("90", "90.3", "0.1"), [90, Fraction(901, 10), Fraction(902, 10), Fraction(903, 10)]),
    ],
)
def test_both_ends_belong_to_it(ends: tuple[str, str, str], found: list[Fraction]) -> None:
    """Tenths are tenths: no step is lost to floating point."""
    assert list(spaced(*ends)) == found


@pytest.mark.parametrize("text", ["", ",", "0", "-5", "101", "ninety", "nan", "1/0", "92.123456"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    """With how it is written."""
    with pytest.raises(MeasureError, match="percentage"):
        listed(text)


@pytest.mark.parametrize(("ends", "says"), [(("99", "80", "1"), "exchange"), (("1", "99", "0.01"), "larger step")])
def test_a_range_that_cannot_be_meant_is_refused(ends: tuple[str, str, str], says: str) -> None:
    """The wrong way round, or thousands of them."""
    with pytest.raises(MeasureError, match=says):
        spaced(*ends)


def test_every_combination_of_settings() -> None:
    """Nothing set is one question; two values of one and two of another are four."""
    assert settings([]) == [{}]
    assert settings(["a=1, 2", "b=3"]) == [{"a": "1", "b": "3"}, {"a": "2", "b": "3"}]
    assert len(settings(["a=1,2", "b=3,4"])) == 4


@pytest.mark.parametrize("text", ["a", "a=", "=3", "a=,"])
def test_a_setting_without_name_or_number_is_refused(text: str) -> None:
    """With how it is written."""
    with pytest.raises(RuleError, match="name and a number"):
        settings([text])
