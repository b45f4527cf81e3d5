"""Is a pupil found who is on roll at two schools at once without D?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.of_tables.two_schools import RULE

OTHER = "999002"


def test_found_at_both(tiny_city: TinyCity, found: Found) -> None:
    """One finding for each of the two rows, which names the other school."""
    upn = tiny_city.pupil("/*4")
    tiny_city.pupil("/*4", urn=OTHER, upn=upn)
    findings = found(RULE.name)
    assert [(f.urn, f.row, f.column) for f in findings] == [("999001", 2, "upn"), (OTHER, 3, "upn")]
    assert OTHER in findings[0].message


@pytest.mark.parametrize(("here", "there"), [("D*2 /*2", "/*4"), ("/*4", "/*2 D*2")])
def test_not_found_with_d_at_either(tiny_city: TinyCity, found: Found, here: str, there: str) -> None:
    """D says that the two registrations are meant."""
    upn = tiny_city.pupil(here)
    tiny_city.pupil(there, urn=OTHER, upn=upn)
    assert not found(RULE.name)


@pytest.mark.parametrize(("entry", "times"), [("2025-10-24", 2), ("2025-10-25", 0)])
def test_a_move_is_no_overlap(tiny_city: TinyCity, found: Found, entry: str, times: int) -> None:
    """Left on 24 October: entry elsewhere that day overlaps, entry the day after does not."""
    upn = tiny_city.pupil("/*4", leaving_date="2025-10-24")
    tiny_city.pupil(urn=OTHER, upn=upn, entry_date=entry)
    assert len(found(RULE.name)) == times
