"""Is a code found that had ended before its date?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.retired_code import RULE


@pytest.mark.parametrize(
    ("code", "ended"), [("H", "2024-08-18"), ("J", "2024-08-18"), ("Y", "2024-08-18"), ("F", "2014-08-31")]
)
def test_found(tiny_city: TinyCity, found: Found, code: str, ended: str) -> None:
    """The finding says on which day the code ended."""
    tiny_city.pupil(f"/ {code}")
    (finding,) = found(RULE.name)
    assert finding.message == f'"{code}" is not in force on this date: it ended on {ended}'


def test_not_found_on_its_last_days(tiny_city: TinyCity, found: Found) -> None:
    """In the summer term of 2024 all of them but F were in force."""
    tiny_city.first = 2023
    tiny_city.pupil("H J Y", start="2024-07-18")
    assert not found(RULE.name)
