"""Is an N found whose reason has stayed open too long?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.remarking.n_unresolved import RULE


@pytest.mark.parametrize(
    ("as_of", "found_"),
    [
        ("2025-10-20", 0),
        ("2025-10-24", 0),
        ("2025-10-27", 0),
        ("2025-11-02", 0),
        ("2025-11-03", 0),
        ("2025-11-04", 1),
        ("2026-07-21", 1),
    ],
)
def test_school_days_are_counted_across_a_holiday(tiny_city: TinyCity, found: Found, as_of: str, found_: int) -> None:
    """An N of Monday 20 October: four more school days to half term, the fifth is 3 November, the sixth 4 November. The
    week of holiday does not count."""
    tiny_city.as_of = as_of
    tiny_city.pupil("N", start="2025-10-20")
    assert len(found(RULE.name)) == found_


def test_inset_days_do_not_count(tiny_city: TinyCity, found: Found) -> None:
    """An INSET day puts the end off by a day."""
    tiny_city.as_of, tiny_city.closed = "2025-11-04", [("inset", "2025-11-03", "2025-11-03")]
    tiny_city.pupil("N", start="2025-10-20")
    assert not found(RULE.name)


def test_other_codes_are_final(tiny_city: TinyCity, found: Found) -> None:
    """O and I are reasons."""
    tiny_city.pupil("O I G U")
    assert not found(RULE.name)


def test_idle_before_the_rule(tiny_city: TinyCity, found: Found) -> None:
    """In 2018/19 there was no such rule: nothing is found: Found, and nothing fails."""
    tiny_city.first = 2018
    tiny_city.pupil("N")
    assert not found(RULE.name)
