"""Is a mark found that no code set of any year holds?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.unknown_code import RULE


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("Q9", '"Q9" is in no code set of any year; did you mean "Q"?'),
        ("i", '"i" is in no code set of any year; did you mean "I"?'),
        ("0", '"0" is in no code set of any year; did you mean "O"?'),
        ("?", '"?" is in no code set of any year'),
        ("Mum rang, in hospital", "a text of 21 characters is in no code set of any year"),
        ("\x1b", "a sign that cannot be printed is in no code set of any year"),
        ("\x1b[m", "a text of 3 characters is in no code set of any year"),
    ],
)
def test_found(tiny_city: TinyCity, found: Found, code: str, says: str) -> None:
    """The mark is set aside with its row; a code is shown with a suggestion, anything longer only described."""
    tiny_city.record(tiny_city.pupil("/*2"), "2025-09-02", "AM", code)
    (finding,) = found(RULE.name)
    assert (finding.row, finding.severity, finding.message) == (4, "error", says)


@pytest.mark.parametrize("code", ["Q", "I", "H", "#", "Z", "-", "X01"])
def test_not_found(tiny_city: TinyCity, found: Found, code: str) -> None:
    """A code of any year, an administrative mark or a blank is another check's, or nobody's."""
    tiny_city.record(tiny_city.pupil(), "2025-09-02", "AM", code)
    assert not found(RULE.name)


def test_never_taken_for_present_or_absent(tiny_city: TinyCity) -> None:
    """An unknown mark is in no count."""
    upn = tiny_city.pupil("/ Q9")
    assert tiny_city.of(upn)["possible"] == 1
