"""Is a code found that begins only after its date?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.code_not_yet_in_force import RULE


@pytest.mark.parametrize("code", ["C1", "C2", "J1", "K", "Q", "Y4"])
def test_found(tiny_city: TinyCity, found: Found, code: str) -> None:
    """A code of the 2024 Regulations in July 2024; the finding says when it begins."""
    tiny_city.first = 2023
    tiny_city.pupil(code, start="2024-07-18")
    (finding,) = found(RULE.name)
    assert finding.message.endswith("it begins on 2024-08-19")


def test_not_found_once_it_has_begun(tiny_city: TinyCity, found: Found) -> None:
    """The same codes in September 2024."""
    tiny_city.first = 2024
    tiny_city.pupil("C1 C2 J1 K Q Y4")
    assert not found(RULE.name)
