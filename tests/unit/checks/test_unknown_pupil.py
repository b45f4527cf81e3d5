"""Is a mark found of somebody whom the pupils table does not have at this school?"""

from tiny import Found, TinyCity

from attendlib.checks.deciding.unknown_pupil import RULE


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """An identifier on no row, and a pupil of another school."""
    tiny_city.pupil("/*2")
    elsewhere = tiny_city.pupil("/*2", urn="999002")
    tiny_city.record("Z999999999999", "2025-09-01", "AM", "/")
    tiny_city.record(elsewhere, "2025-09-01", "AM", "/")
    assert [(f.urn, f.row) for f in found(RULE.name)] == [("999001", 4), ("999001", 5)]


def test_not_found_by_the_schools_own_number(tiny_city: TinyCity, found: Found) -> None:
    """A register may use the UPN or the school's own ``pupil_id``."""
    upn = tiny_city.pupil("/*2", pupil_id="0042")
    tiny_city.record("0042", "2025-09-02", "AM", "I")
    assert not found(RULE.name)
    assert tiny_city.of(upn)["absent"] == 1
