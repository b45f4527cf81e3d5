"""Is it found when a register does not reach from the first school day to the as-of day?"""

from tiny import Found, TinyCity

from attendlib.checks.of_school.register_stops_early import RULE


def test_stops_early(tiny_city: TinyCity, found: Found) -> None:
    """Says the last day and how many school days are missing after it."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("/*10")
    (finding,) = found(RULE.name)
    assert finding.message == "the last mark is of 2025-09-05: 5 school days after it have none"


def test_begins_late(tiny_city: TinyCity, found: Found) -> None:
    """The same for the days before the first mark."""
    tiny_city.as_of = "2025-09-05"
    tiny_city.pupil("/*6", start="2025-09-03")
    (finding,) = found(RULE.name)
    assert finding.message == "the first mark is of 2025-09-03: 2 school days before it have none"


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """Every school day up to the as-of day is covered; a weekend, or days after it, make no difference."""
    tiny_city.as_of = "2025-09-07"
    tiny_city.pupil("/*10")
    assert not found(RULE.name)
    tiny_city.as_of = "2025-09-02"
    assert not found(RULE.name)


def test_a_register_without_a_usable_mark(tiny_city: TinyCity, found: Found) -> None:
    """Nothing but blanks, and a column of stray marks outside the calendar."""
    tiny_city.pupil("_*4 #*2")
    (finding,) = found(RULE.name)
    assert finding.message == "the register holds no mark that could be used"
