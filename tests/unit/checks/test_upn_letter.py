"""Is a UPN found whose check letter does not agree with its digits?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.of_tables.upn_letter import RULE


@pytest.mark.parametrize(
    ("upn", "says"),
    [
        ("A801200005001", "the UPN's check letter does not agree with its digits"),
        ("b801200005001", "the identifier is not of the form of a UPN"),
        ("12345", "the identifier is not of the form of a UPN"),
        ("B80120000500", "the identifier is not of the form of a UPN"),
    ],
)
def test_found_and_counted_all_the_same(tiny_city: TinyCity, found: Found, upn: str, says: str) -> None:
    """A warning on the row of the pupils table; the pupil's marks count."""
    tiny_city.pupil("/*2", upn=upn)
    assert [(f.row, f.severity, f.message) for f in found(RULE.name)] == [(2, "warning", says)]
    assert tiny_city.of(upn)["possible"] == 2


@pytest.mark.parametrize("upn", ["B801200005001", "X838400025001", "N839400024017", "J940400023999", "M80120000500A"])
def test_not_found(tiny_city: TinyCity, found: Found, upn: str) -> None:
    """Right letters, of local authorities old and new, permanent and temporary."""
    tiny_city.pupil("/*2", upn=upn)
    assert not found(RULE.name)
