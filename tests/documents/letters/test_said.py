"""Does a letter say shares and days as a parent reads them, and never on the wrong side of a limit?"""

from fractions import Fraction

import pytest

from attendlib.documents.letters.said import days, limit, share, whole_days


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ("0", "0 days"), ("1/2", "½ day"), ("1", "1 day"), ("3/2", "1½ days"), ("17/2", "8½ days"),
        ("1200", "1,200 days"), ("5/3", "1 2/3 days"),
    ],
)  # fmt: skip
def test_days_are_said_exactly(count: str, said: str) -> None:
    """Halves with their sign, one day in the singular."""
    assert days(Fraction(count)) == said


@pytest.mark.parametrize(
    ("count", "said"), [("33/2", "17 days"), ("49/3", "16 days"), ("1", "1 day"), ("1/3", "0 days")]
)
def test_whole_days_are_rounded_half_up(count: str, said: str) -> None:
    """Once, from the exact number."""
    assert whole_days(Fraction(count)) == said


@pytest.mark.parametrize(
    ("part", "whole", "below", "said"),
    [
        (189, 199, 95, "94.97%"),  # one place would say 95%, which is not below 95%
        (1899, 1999, 95, "94.997%"),
        (188, 199, 95, "94.5%"),
        (19, 20, 95, "95%"),
        (189, 199, None, "95%"),
        (0, 20, 95, "0%"),
        (20, 20, None, "100%"),
        (0, 0, 95, ""),
    ],
)
def test_a_share_below_a_limit_is_said_to_be_below_it(part: int, whole: int, below: int | None, said: str) -> None:
    """With as few places as it takes; without a session there is no share."""
    assert share(part, whole, None if below is None else Fraction(below)) == said


def test_a_limit_is_said_as_the_policy_writes_it() -> None:
    """No noughts are added."""
    assert [limit(Fraction("95")), limit(Fraction("92.5")), limit(None)] == ["95%", "92.5%", ""]
