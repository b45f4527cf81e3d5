"""Is it said of whom the age is unknown?"""

from tiny import URN, Found, TinyCity


def test_each_pupil_without_one(tiny_city: TinyCity, found: Found) -> None:
    """By the row of the pupils table; those who have one are not named."""
    tiny_city.pupil("/*2")
    tiny_city.pupil("/*2", date_of_birth="")
    told = [(f.urn, f.row, f.column, f.severity) for f in found("no-date-of-birth")]
    assert told == [(URN, 3, "date_of_birth", "warning")]


def test_a_table_without_any_is_told_once(tiny_city: TinyCity, found: Found) -> None:
    """However many pupils it has: nothing by age can be measured."""
    for _ in range(3):
        tiny_city.pupil("/*2", date_of_birth="")
    (finding,) = found("no-date-of-birth")
    assert (finding.urn, finding.row) == ("", 0)
    assert "nobody has a date of birth" in finding.message


def test_a_table_in_which_all_have_one(tiny_city: TinyCity, found: Found) -> None:
    """Nothing is said, nor of a table of nobody."""
    tiny_city.pupil("/*2")
    assert found("no-date-of-birth") == []
