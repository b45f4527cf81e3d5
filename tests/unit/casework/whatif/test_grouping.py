"""Are the groups of a question read, found and ordered as measures do?"""

import pytest
from tiny import URN, TinyCity

from attendlib.casework.whatif.grouping import groupings, groups_of, in_order
from attendlib.errors import MeasureError
from attendlib.measures import Asked


def test_names_joined_by_commas() -> None:
    """Blanks around them do not matter."""
    assert groupings(" school , year_group ") == ("school", "year_group")


@pytest.mark.parametrize(("text", "says"), [("schol", 'did you mean "school"'), ("city,city", "once"), ("", "once")])
def test_what_is_no_grouping_is_refused(text: str, says: str) -> None:
    """With the nearest name."""
    with pytest.raises(MeasureError, match=says):
        groupings(text)


def test_groups_and_order_are_those_of_the_measures(tiny_city: TinyCity) -> None:
    """The same values in the same order, whatever the grouping."""
    for urn, year, house in ((URN, "10", "Red"), (URN, "R", "Blue"), ("999002", "2", "Red"), ("999002", "N1", "")):
        tiny_city.pupil("/*4", urn=urn, year_group=year, house=house)
    opened = tiny_city.open()
    for by in (("year_group",), ("school", "year_group"), ("phase", "house"), ("city",)):
        rolls = [opened.city.roll.of(school.urn) for school in opened.city.schools]
        found = in_order({group for roll in rolls for group in groups_of(opened.city, roll, by)}, by)
        measured = opened.answer(Asked(by, opened.window())).select(list(by)).to_pylist()
        assert found == [tuple(row.values()) for row in measured]
