"""Is a mark found of a pupil who was not on roll that day?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.off_roll import RULE


@pytest.mark.parametrize(
    ("day", "off"),
    [("2025-09-08", 1), ("2025-09-09", 0), ("2025-10-01", 0), ("2025-10-02", 1), ("2026-01-05", 1), ("2026-01-06", 0)],
)
def test_on_the_edges_of_two_spells(tiny_city: TinyCity, found: Found, day: str, off: int) -> None:
    """The days of entry and of leaving are on roll; the days before and after, and between two spells, are not."""
    upn = tiny_city.pupil(entry_date="2025-09-09", leaving_date="2025-10-01")
    tiny_city.pupil(upn=upn, entry_date="2026-01-06")
    tiny_city.record(upn, day, "AM", "/")
    assert len(found(RULE.name)) == off
