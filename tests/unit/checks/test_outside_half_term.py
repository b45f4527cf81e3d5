"""Is a mark in a holiday remarked on?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.remarking.outside_half_term import RULE


@pytest.mark.parametrize(
    ("day", "remarks"),
    [("2025-10-24", 0), ("2025-10-27", 1), ("2025-10-31", 1), ("2025-11-03", 0), ("2025-11-01", 0), ("2025-11-24", 0)],
)
def test_weekdays_between_half_terms(tiny_city: TinyCity, found: Found, day: str, remarks: int) -> None:
    """The last day of a half term and the first of the next are inside; a weekend or an INSET day is not a holiday."""
    tiny_city.closed = [("inset", "2025-11-24", "2025-11-24")]
    tiny_city.record(tiny_city.pupil("/*2"), day, "AM", "/")
    assert len(found(RULE.name)) == remarks
