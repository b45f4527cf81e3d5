"""Is it found when sessions of pupils on roll are not in the file at all?"""

from tiny import Found, TinyCity

from attendlib.checks.of_school.session_not_recorded import RULE


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """One row for the school with the number of sessions and pupils."""
    tiny_city.pupil("/*10")
    tiny_city.pupil("/*2 .*3 /*5")
    tiny_city.pupil("/*9 .")
    (finding,) = found(RULE.name)
    assert finding.message == "4 sessions of 2 pupils on roll are not in the file"


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """A blank, a rejected or an administrative record is in the file; days off roll, closed days and pupils without any
    mark are other checks'."""
    tiny_city.closed = [("inset", "2025-09-03", "2025-09-03")]
    tiny_city.pupil("/*10")
    tiny_city.pupil("/*2 _ Q9 # /*5")
    tiny_city.pupil("/*4", leaving_date="2025-09-02")
    tiny_city.pupil("/*2", entry_date="2025-09-08", start="2025-09-08")
    tiny_city.pupil()
    assert not found(RULE.name)


def test_a_stray_date_does_not_stretch_the_school_year(tiny_city: TinyCity, found: Found) -> None:
    """A mark of 1925 is set aside; the gap between the other marks is still the same."""
    upn = tiny_city.pupil("/*2 . /*3")
    tiny_city.record(upn, "1925-09-03", "AM", "/")
    (finding,) = found(RULE.name)
    assert finding.message == "1 sessions of 1 pupils on roll are not in the file"
