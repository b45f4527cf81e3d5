"""Are records found that disagree about one pupil and session?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.deciding.conflicting_marks import RULE


@pytest.mark.parametrize(
    ("codes", "conflicts"), [("I /", 2), ("/ / I", 3), ("/ \\", 2), ("I I", 0), ("/ Q9", 0), ("I -", 0), ("I #", 0)]
)
def test_every_record_of_the_session(tiny_city: TinyCity, found: Found, codes: str, conflicts: int) -> None:
    """All that disagree are set aside, a repeat among them too; a record that is set aside for its own sake, a blank or
    an administrative mark contradicts nobody."""
    upn = tiny_city.pupil("/*2", start="2025-09-08")
    for code in codes.split():
        tiny_city.record(upn, "2025-09-01", "PM", code)
    assert [f.row for f in found(RULE.name)] == [4 + i for i in range(conflicts)]
    assert tiny_city.of(upn)["possible"] == 2 + (conflicts == 0)


def test_other_sessions_and_pupils_do_not_conflict(tiny_city: TinyCity, found: Found) -> None:
    """Different codes in the morning and afternoon, or of two pupils, or on two days."""
    tiny_city.pupil("I / G")
    tiny_city.pupil("/ I /")
    assert not found(RULE.name)
