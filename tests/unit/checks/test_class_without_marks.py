"""Is a class found that has no marks while others have?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.of_school.class_without_marks import RULE


def two_classes(city: TinyCity, quiet: str, name: str = "3C", others: str = "3B") -> None:
    for marks, group in ((quiet, name), (quiet, name), ("/*4", others), ("/*4", others)):
        city.pupil(marks, tutor_group=group)


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """The class and the session are named, with the number of pupils."""
    two_classes(tiny_city, "/*3 .")
    (finding,) = found(RULE.name)
    assert (finding.column, finding.message) == ("class 3C", "a class of 2 pupils has no mark on 2025-09-02 PM")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("10X2", "class 10X2"), ("RA", "class RA"), ("N", "class N"), *[(n, "") for n in ("Zebedee", "Oak", "3 Canary")]],
)
def test_a_class_named_after_somebody_is_not_shown(tiny_city: TinyCity, found: Found, name: str, shown: str) -> None:
    """A short name with a figure in it is a class, and so are those of Reception; anything else may be a person."""
    two_classes(tiny_city, "/*3 .", name)
    (finding,) = found(RULE.name)
    assert finding.column == shown


@pytest.mark.parametrize("quiet", ["/*4", "/*3 Y3", "/*3 I"])
def test_not_found_with_any_accepted_mark(tiny_city: TinyCity, found: Found, quiet: str) -> None:
    """An uncounted code is a mark all the same."""
    two_classes(tiny_city, quiet)
    assert not found(RULE.name)


def test_not_found_when_the_whole_school_is_quiet(tiny_city: TinyCity, found: Found) -> None:
    """Then the session is missing for everybody, not for a class."""
    tiny_city.pupil("/*2 .*2 /*2", tutor_group="3B")
    tiny_city.pupil("/*2 .*2 /*2", tutor_group="3B")
    two_classes(tiny_city, "/*2 .*2 /*2")
    for row in list(tiny_city.records["999001"]):
        if row[1] == "2025-09-02":
            tiny_city.records["999001"].remove(row)
    assert not found(RULE.name)


def test_not_found_for_one_pupil_or_pupils_without_a_class(tiny_city: TinyCity, found: Found) -> None:
    """One pupil is no class, and neither are those whose class is blank or who have left."""
    tiny_city.pupil("/*3 .", tutor_group="3C")
    tiny_city.pupil("/*2", tutor_group="3C", leaving_date="2025-09-01")
    tiny_city.pupil("/*3 .", tutor_group="")
    tiny_city.pupil("/*3 .", tutor_group="")
    tiny_city.pupil("/*4", tutor_group="3B")
    assert not found(RULE.name)
