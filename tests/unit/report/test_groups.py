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
    table = report.groups(report.school_view(city.write(), URN))
    rows = {row["label"]: row["enrolments"] for row in cells(table)}
    assert rows == {
        "Girls": "1",
        "Boys": "1",
        "Eligible for free school meals": "1",
        "Not eligible for free school meals": "1",
        "sen: Q": "1",
    }
    assert "moves a lot with a single pupil" in said(table)


def test_a_report_for_anybody_withholds_small_groups(tiny_city: TinyCity) -> None:
    """Three of 33 in care, and with them the thirty others, who would give them away; of twelve girls two persistently
    absent, and with them the boys' four. Wards go the same way, and each stands beside its own kind only."""
    tiny_city.as_of = "2025-09-12"
    for number in range(33):
        marks = "I*4 /*16" if number in (0, 1, 20, 21, 22, 23) else "/*20"
        sex, ward = "F" if number < 12 else "M", "Elm" if number < 15 else "Oak"
        tiny_city.pupil(marks, sex=sex, looked_after=str(int(number > 29)), ward=ward)
    path = tiny_city.write()
    rows = {row["label"]: row for row in cells(report.groups(report.city_view(path)))}
    figures = ("enrolments", "attendance_percent", "persistently_absent", "persistently_absent_percent")
    assert [rows["Girls"][name] for name in figures] == ["12", "96.7%", "c", "c"]
    assert [rows["Boys"][name] for name in figures] == ["21", "96.2%", "c", "c"]
    assert {rows[name][key] for name in ("Looked after", "Not looked after") for key in figures} == {"c"}
    wards = {row["label"]: row["persistently_absent"] for row in cells(report.wards(report.city_view(path)))}
    assert wards == {"Elm": "c", "Oak": "c"}
    own = {row["label"]: row for row in cells(report.groups(report.school_view(path, URN)))}
    assert (own["Girls"]["persistently_absent"], own["Looked after"]["enrolments"]) == ("2", "3")
