"""Is study leave found below the examination years?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.remarking.s_below_year_11 import RULE


@pytest.mark.parametrize(
    ("year", "marks"),
    [("10", 2), ("9", 2), ("1", 2), ("R", 2), ("N2", 2), ("11", 0), ("12", 0), ("13", 0), ("", 0), ("²", 0)],
)
def test_by_year_group(tiny_city: TinyCity, found: Found, year: str, marks: int) -> None:
    """Year 10 and below, Reception and Nursery; Year 11 and above not; nothing is said where the year is unknown."""
    tiny_city.pupil("S*2 /", year_group=year)
    assert len(found(RULE.name)) == marks
