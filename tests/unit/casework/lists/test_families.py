"""Is every family with a concern found, across schools, with each child once?"""

import pytest
from tiny import URN, TinyCity

from attendlib.casework.lists import Family
from attendlib.errors import RuleError
from casework.lists.conftest import Laid

ON = "2025-10-03"
OTHER = "999002"


def shown(family: Family) -> list[tuple[str, str, bool]]:
    """The children as (UPN, level, concern)."""
    return [(child.upn, child.level, child.concern) for child in family.children]


def test_one_concern_makes_the_family(tiny_city: TinyCity, laid: Laid) -> None:
    """Two at one school, one of them below the target: both children are shown, the concern first."""
    well = tiny_city.pupil("/*50", household_id="H1")
    ill = tiny_city.pupil("/*47 I*3", household_id="H1")
    (family,) = laid(ON).families()
    assert shown(family) == [(ill, "letter-a", True), (well, "", False)]
    assert (family.concerns, family.across) == (1, "")


def test_no_family_without_a_concern_or_a_second_child(tiny_city: TinyCity, laid: Laid) -> None:
    """Two who are always there; one alone; two without a household, who are not taken for a family."""
    for household in ("H1", "H1", "H2"):
        tiny_city.pupil("/*50" if household == "H1" else "/*40 I*10", household_id=household)
    tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*40 I*10")
    assert laid(ON).families() == ()


@pytest.mark.parametrize(("phase", "across"), [("primary", "schools"), ("secondary", "schools and phases")])
def test_across_schools_and_phases(tiny_city: TinyCity, laid: Laid, phase: str, across: str) -> None:
    """A sibling at another school is found, also when only the one school is asked for, and the phases are told."""
    tiny_city.phases[OTHER] = phase
    tiny_city.pupil("/*50", household_id="H1")
    ill = tiny_city.pupil("/*40 I*10", urn=OTHER, household_id="H1")
    for urns in (None, [URN], [OTHER]):
        (family,) = laid(ON, urns=urns).families()
        assert (family.across, family.children[0].upn, len(family.children)) == (across, ill, 2)
    assert family.schools == (URN, OTHER)


def test_a_family_without_a_child_at_the_school_is_not_shown(tiny_city: TinyCity, laid: Laid) -> None:
    """Asked for one school, the families of the others stay away."""
    tiny_city.pupil("/*50")
    tiny_city.pupil("/*40 I*10", urn=OTHER, household_id="H1")
    tiny_city.pupil("/*50", urn=OTHER, household_id="H1")
    assert laid(ON, urns=[URN]).families() == ()
    assert len(laid(ON).families()) == 1


def test_the_level_decides_what_a_concern_is(tiny_city: TinyCity, laid: Laid) -> None:
    """Letter A is due: a concern from the first step on, and not from Letter B on; with Letter A on record and below
    90%, Letter B is."""
    upn = tiny_city.pupil("/*40 I*10", household_id="H1")
    tiny_city.pupil("/*50", household_id="H1")
    desk = laid(ON)
    assert len(desk.families("letter-a")) == 1
    assert desk.families("letter-b") == ()
    (family,) = laid(ON, (upn, "2025-09-22", "letter-a", "sent")).families("letter-b")
    assert family.children[0].level == "letter-b"
    with pytest.raises(RuleError, match='did you mean "letter-b"'):
        desk.families("leter-b")


def test_a_step_kept_back_by_a_hold_is_a_concern_all_the_same(tiny_city: TinyCity, laid: Laid) -> None:
    """A hold keeps a letter back, not the family out of sight."""
    upn = tiny_city.pupil("/*40 I*10", household_id="H1")
    tiny_city.pupil("/*50", household_id="H1")
    (family,) = laid(ON, (upn, "2025-09-22", "hold", "medical")).families()
    assert (family.children[0].level, family.children[0].stage.hold) == ("letter-a", "medical")


def test_a_child_at_two_schools_stands_once(tiny_city: TinyCity, laid: Laid) -> None:
    """Dual registered: one child, by the enrolment with most possible sessions, and two schools. Alone, it is no
    family."""
    upn = tiny_city.pupil("/*30 D*20", household_id="H1")
    tiny_city.pupil("D*30 O*20", urn=OTHER, upn=upn, household_id="H1")
    assert laid(ON).families() == ()
    tiny_city.pupil("/*50", household_id="H1")
    (family,) = laid(ON).families()
    dual, _ = family.children
    assert (dual.upn, len(dual.stages), dual.stage.urn) == (upn, 2, URN)


def test_who_has_left_is_no_child_of_the_family(tiny_city: TinyCity, laid: Laid) -> None:
    """A sibling who left in September, whatever the figures."""
    tiny_city.pupil("/*20 I*10", household_id="H1", leaving_date="2025-09-19")
    tiny_city.pupil("/*50", household_id="H1")
    assert laid(ON).families() == ()


def test_the_family_with_most_concerns_comes_first(tiny_city: TinyCity, laid: Laid) -> None:
    """Two concerns before one, however low the one is."""
    for household, marks in (("H1", "/*20 I*30"), ("H1", "/*50"), ("H2", "/*47 I*3"), ("H2", "/*46 I*4")):
        tiny_city.pupil(marks, household_id=household)
    assert [family.household for family in laid(ON).families()] == ["H2", "H1"]
