"""Is a blank found wherever it stands?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.missing_mark import RULE


@pytest.mark.parametrize("mark", ["", "-", "  "])
@pytest.mark.parametrize("day", ["2025-09-01", "2025-09-06"])
def test_found(tiny_city: TinyCity, found: Found, mark: str, day: str) -> None:
    """A blank or ``-``, on a school day or not; the record is missing, not rejected."""
    tiny_city.record(tiny_city.pupil(), day, "AM", mark)
    assert len(found(RULE.name)) == 1
    (account,) = tiny_city.open().accounts
    assert (account.missing, account.rejected) == (1, 0)


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """Any mark at all."""
    tiny_city.pupil("/ N # Z Q9")
    assert not found(RULE.name)
