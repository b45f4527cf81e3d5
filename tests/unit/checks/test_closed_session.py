"""Is a mark found on a day without sessions?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.closed_session import RULE


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-09-06", "a weekend"),
        ("2025-10-29", "outside every half term"),
        ("2025-12-25", "outside every half term"),
        ("2025-11-24", "an INSET day"),
        ("2025-11-25", "a closure"),
        ("2025-08-31", "a weekend"),
        ("2045-09-05", "outside every half term"),
    ],
)
@pytest.mark.parametrize("code", ["/", "I", "Y4"])
def test_found(tiny_city: TinyCity, found: Found, day: str, why: str, code: str) -> None:
    """The finding says why the school was closed."""
    tiny_city.closed = [("inset", "2025-11-24", "2025-11-24"), ("closure", "2025-11-25", "2025-11-25")]
    tiny_city.record(tiny_city.pupil("/*2"), day, "AM", code)
    (finding,) = found(RULE.name)
    assert finding.message == f"no session was held: the day is {why}"


@pytest.mark.parametrize(
    ("day", "code"), [("2025-11-21", "/"), ("2025-11-26", "/"), ("2025-11-24", "#"), ("2025-11-25", "Z")]
)
def test_not_found(tiny_city: TinyCity, found: Found, day: str, code: str) -> None:
    """The school days before and after, and administrative marks on the closed day itself."""
    tiny_city.closed = [("inset", "2025-11-24", "2025-11-24"), ("closure", "2025-11-25", "2025-11-25")]
    tiny_city.record(tiny_city.pupil(), day, "AM", code)
    assert not found(RULE.name)
