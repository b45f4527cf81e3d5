"""Is a caseload's time told in hours?"""

import pytest

from attendlib.casework.whatif import hours


@pytest.mark.parametrize(
    ("cases", "minutes", "told"), [(0, 30, "0.0"), (3, 20, "1.0"), (10, 25, "4.2"), (1, 3, "0.1"), (31, 30, "15.5")]
)
def test_minutes_become_hours_once(cases: int, minutes: int, told: str) -> None:
    """Half up to one place: 3 minutes are 0.05 hours, told as 0.1."""
    assert str(hours(cases, minutes)) == told
