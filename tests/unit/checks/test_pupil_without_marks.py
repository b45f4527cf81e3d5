"""Is somebody on roll found of whom the register says nothing?"""

from tiny import Found, TinyCity

from attendlib.checks.of_school.pupil_without_marks import RULE


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """With nothing at all, or nothing that could be used; the row is the pupil's in the pupils table."""
    tiny_city.pupil("/*4")
    tiny_city.pupil()
    tiny_city.pupil("_ Q9")
    assert [(f.file, f.row) for f in found(RULE.name)] == [("pupils table", 3), ("pupils table", 4)]


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """One mark is enough, and nobody expects marks of those who came after the register ends or left before term."""
    tiny_city.pupil("/*4")
    tiny_city.pupil("X")
    tiny_city.pupil(entry_date="2025-09-03")
    tiny_city.pupil(entry_date="2025-08-01", leaving_date="2025-08-31")
    assert not found(RULE.name)
