"""Do groups of pupils and year groups have their own figures, and the peers' only where there are peers?"""

import pytest
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report

OTHER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Two schools with a Year 3; the first also with a Reception class."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("I*4 /*16", year_group="3", fsm="1", sex="F")
    tiny_city.pupil("/*20", year_group="R", fsm="0", sex="M")
    tiny_city.pupil("I*2 /*18", urn=OTHER, year_group="3", fsm="", sex="")
    return tiny_city


def test_year_groups_beside_those_of_the_peers(city: TinyCity) -> None:
    """In order from Reception; Year 3 has 80.0%, with the other school's 85.0%; Reception only its own."""
    rows = cells(report.year_groups(report.school_view(city.write(), URN)))
    found = [(row["label"], row["attendance_percent"], row["attendance_percent_peers"]) for row in rows]
    assert found == [("Reception", "100.0%", "100.0%"), ("Year 3", "80.0%", "85.0%")]


def test_a_school_alone_in_its_phase_has_no_column_of_peers(city: TinyCity) -> None:
    """It would repeat its own figures."""
    city.phases[OTHER] = "special"
    table = report.year_groups(report.school_view(city.write(), URN))
    assert not [head for head in heads(table) if "all primary" in head]


def test_groups_leave_out_pupils_of_whom_nothing_is_known(city: TinyCity) -> None:
    """An empty cell is no group; a value that is not in the list is shown as it is; small groups are called small."""
    city.pupil("/*20", sen="Q")
    table = report.groups(report.city_view(city.write()))
    rows = {row["label"]: row["enrolments"] for row in cells(table)}
    assert rows == {
        "Girls": "1",
        "Boys": "1",
        "Eligible for free school meals": "1",
        "Not eligible for free school meals": "1",
        "sen: Q": "1",
    }
    assert "moves a lot with a single pupil" in said(table)
