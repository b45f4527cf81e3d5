"""Is a school day found on which nobody has a mark?"""

from tiny import Found, TinyCity

from attendlib.checks.of_school.day_without_marks import RULE


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """Wednesday has only blanks and Thursday nothing at all; both are named."""
    tiny_city.pupil("/*4 _*2 .*2 /*2")
    tiny_city.pupil("/*4 #*2 .*2 /*2")
    days = [finding.message for finding in found(RULE.name)]
    assert days == [f"no mark for anybody on 2025-09-0{day}, a school day" for day in (3, 4)]


def test_one_mark_is_enough(tiny_city: TinyCity, found: Found) -> None:
    """One accepted mark of one pupil, and weekends and holidays are no school days."""
    tiny_city.pupil("/*4 .*2 /*2")
    tiny_city.pupil("/*5 .*3")
    tiny_city.pupil("/*2", start="2025-09-08")
    assert not [f for f in found(RULE.name) if "09-03" in f.message]
    assert [f.message for f in found(RULE.name)] == ["no mark for anybody on 2025-09-05, a school day"]


def test_days_before_and_after_are_another_checks(tiny_city: TinyCity, found: Found) -> None:
    """What the register does not reach is told once, by ``register-stops-early``."""
    tiny_city.pupil("/*2", start="2025-09-08")
    assert not found(RULE.name)
