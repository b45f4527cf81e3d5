"""Are weeks, days, sessions and lateness those of the marks?"""

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report

OTHER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Two weeks: illness on the first Monday, late on two Tuesdays, once after the register closed."""
    tiny_city.as_of = "2025-09-12"
    upn = tiny_city.pupil("I*2 . /*9 U /*7")
    tiny_city.record(upn, "2025-09-02", "AM", "L", minutes="12")
    return tiny_city


def test_weeks_beside_those_of_the_peers(city: TinyCity) -> None:
    """A line of the phase where another school of it has figures, none where the school is alone."""
    city.pupil("I*4 /*16", urn=OTHER)
    view = report.school_view(city.write(), URN)
    chart = report.by_week(view).json()["table"]
    assert [column["label"] for column in chart["columns"]][1:] == [f"School {URN}", "All primary schools"]
    # 8 and 6 of 10 sessions of the first week are 14 of 20; 9 and 10 of 10 of the second, 19 of 20.
    assert [[cell["shown"] for cell in row[1:]] for row in chart["rows"]] == [["80.0%", "70.0%"], ["90.0%", "95.0%"]]


def test_weeks_of_a_school_alone(city: TinyCity) -> None:
    """It is not its own peer."""
    chart = report.by_week(report.school_view(city.write(), URN)).json()["table"]
    assert len(chart["columns"]) == 2


def test_every_day_has_its_place(city: TinyCity) -> None:
    """The lowest is named: Monday the first, of which nothing was attended."""
    chart = report.calendar(report.school_view(city.write(), URN))
    assert "on 10 days" in said(chart)
    assert "Lowest, ringed: Mon 1 Sep 2025, 0.0%." in said(chart)


def test_half_terms_go_to_the_last_day_asked_for(city: TinyCity) -> None:
    """The half term under way ends for the report where the report ends."""
    (row,) = cells(report.by_half_term(report.school_view(city.write(), URN)))
    assert row == {
        "label": "Half term 1", "attendance_percent": "85.0%", "so_far": "85.0%", "authorised_percent": "10.0%",
        "unauthorised_percent": "5.0%", "first": "1 Sep 2025", "last": "12 Sep 2025",
    }  # fmt: skip


def test_lateness_by_weekday(city: TinyCity) -> None:
    """Tuesdays: once before and once after the register closed, 2 of 4 sessions, 12 minutes where they are recorded; a
    day without lateness has no mean, which is not the dash for no possible sessions."""
    rows = {row["weekday"]: row for row in cells(report.punctuality(report.school_view(city.write(), URN)))}
    assert rows["Tuesday"] == {"weekday": "Tuesday", "before": "1", "after": "1", "share": "50.0%", "minutes": "12"}
    assert rows["Friday"] == {"weekday": "Friday", "before": "0", "after": "0", "share": "0.0%", "minutes": "x"}
    assert rows["All days"]["share"] == "10.0%"


def test_half_days_of_the_week(city: TinyCity) -> None:
    """Monday: both sessions of one of two weeks missed; Tuesday: one of two mornings, no afternoon."""
    table = report.pattern(report.school_view(city.write(), URN)).json()["table"]
    rows = {row[0]["shown"]: [cell["shown"] for cell in row[1:]] for row in table["rows"]}
    assert rows["Monday"] == ["50.0%", "50.0%"]
    assert rows["Tuesday"] == ["50.0%", "0.0%"]
