"""Are sessions told by code and reason, none lost and none invented?"""

import pytest
from tiny import TinyCity

from attendlib.errors import MeasureError


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    tiny_city.pupil("I*2 M*1 N*1 /*6", sex="F")
    tiny_city.pupil("X*2 Y1*1 L*1 /*6", sex="M")
    tiny_city.pupil("D*4", sex="M")
    return tiny_city


def test_by_code(city: TinyCity) -> None:
    """Every accepted mark, uncounted codes too and those of a pupil without a possible session."""
    found = {row["code"]: row["sessions"] for row in city.asked("school", split="code")}
    assert found == {"I": 2, "M": 1, "N": 1, "/": 6, "\\": 6, "X": 2, "Y1": 1, "L": 1, "D": 4}
    assert sum(found.values()) == sum(a.accepted for a in city.open().accounts)


def test_by_reason_within_groups(city: TinyCity) -> None:
    """A reason's base is the group's possible sessions; sessions outside them have the category that says so."""
    rows = {(row["sex"], row["reason"]): row for row in city.asked("sex", split="reason")}
    assert (rows["F", "Illness"]["sessions"], rows["F", "Illness"]["possible"]) == (2, 10)
    assert rows["F", "No reason yet"]["category"] == "unauthorised absence"
    dual = rows["M", "Dual registered"]
    assert (dual["sessions"], dual["category"], dual["possible"]) == (4, "not counted", 7)


def test_a_group_with_nothing_possible(tiny_city: TinyCity) -> None:
    """Its uncounted sessions are told, with a base of 0."""
    tiny_city.pupil("D*4", sex="F")
    tiny_city.pupil("/*4", sex="M")
    rows = [row for row in tiny_city.asked("sex", split="category") if row["sex"] == "F"]
    assert [(row["category"], row["sessions"], row["possible"]) for row in rows] == [("not counted", 4, 0)]


def test_by_category_adds_up_to_the_measures(city: TinyCity) -> None:
    """Present and approved activity are attended, the two absences the rest of possible."""
    by_category = {row["category"]: row["sessions"] for row in city.asked("city", split="category")}
    (whole,) = city.asked("city")
    assert by_category["authorised absence"] == whole["authorised"]
    assert by_category["unauthorised absence"] == whole["unauthorised"]
    assert by_category["present"] == whole["attended"]
    assert by_category["not counted"] == 7


def test_the_official_scope_applies(city: TinyCity) -> None:
    """A boarder's reasons are not in it."""
    for _ in range(6):
        city.pupil("/*2 I*1", sex="F")
    city.pupil("G*3", boarder="1")
    codes = {row["code"] for row in city.asked("school", split="code", scope="dfe")}
    assert "G" not in codes
    assert "I" in codes


def test_an_unknown_split(city: TinyCity) -> None:
    """Says what there is."""
    with pytest.raises(MeasureError, match="code, reason, category"):
        city.asked("school", split="note")
