"""Is a mark at a weekend remarked on?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.remarking.weekend_mark import RULE


@pytest.mark.parametrize(
    ("day", "remarks"), [("2025-09-05", 0), ("2025-09-06", 1), ("2025-09-07", 1), ("2025-09-08", 0)]
)
def test_saturday_and_sunday(tiny_city: TinyCity, found: Found, day: str, remarks: int) -> None:
    """Beside the rejection as a closed session, so that shifted dates show."""
    tiny_city.record(tiny_city.pupil("/*2"), day, "AM", "/")
    assert len(found(RULE.name)) == remarks


def test_not_for_a_date_that_cannot_be_read(tiny_city: TinyCity, found: Found) -> None:
    """A record without a readable date stands on no day, though the register's first day is a Saturday."""
    upn = tiny_city.pupil("/*2")
    tiny_city.record(upn, "2025-08-30", "AM", "#")
    tiny_city.record(upn, "30th of August", "AM", "/")
    assert len(found("bad-date")) == 1
    assert not found(RULE.name)
