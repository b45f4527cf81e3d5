"""Does the authority's page count each school's casework once, and say where there is none?"""

from typing import Any

import pytest
from intake.test_returned import block, census
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.cases import Cases
from report.test_numbers_agree import cells

ON = "2025-10-03"
SECOND, THIRD = "999002", "999003"


def asked(city: TinyCity, policy: str = "coventry-2024", on: str = ON) -> Cases:
    """A city's casework by a policy."""
    return report.cases(report.city_view(city.write(), on), policy)


@pytest.fixture
def peopled(tiny_city: TinyCity) -> TinyCity:
    """A school with two letters due and a pupil on hold, one with a return and a notice, one that sent totals only."""
    tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*40 I*10")
    held = tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*30 O*20", urn=SECOND)
    tiny_city.pupil("/*60", urn=SECOND)
    total = tiny_city.pupil("", urn=THIRD)
    tiny_city.census.append((THIRD, census((total, block("120", "I:20")))))
    return tiny_city.done((held, "2025-09-22", "hold", "medical"))


def test_the_steps_of_each_school(peopled: TinyCity) -> None:
    """A school that sent totals only has a dash, and its name stands in the sentences."""
    cases = asked(peopled)
    rows = {row["school"]: row for row in cells(report.steps_by_school(cases))}
    assert {name: (row["letter-a"], row["due"], row["on_hold"]) for name, row in rows.items()} == {
        "School 999001": ("2", "2", "1"),
        "School 999002": ("1", "1", "0"),
        "School 999003": ("–", "–", "0"),
    }
    said = str(report.casework_in_brief(cases).json())
    assert "a step is due for 3 enrolments of 6 on roll; 1 more is on hold" in said
    assert "No single marks are held of School 999003" in said


def test_the_chart_has_every_step_of_the_policy(peopled: TinyCity) -> None:
    """Also those that nobody is due, in the policy's order."""
    rows = [tuple(cell.shown for cell in row) for row in report.caseload_by_step(asked(peopled)).table.cells]
    assert rows[:2] == [
        ("Letter A: attendance concern", "3"),
        ("Letter B: invitation to an informal meeting", "0"),
    ]
    assert len(rows) == 6


def test_notices_and_returns_of_the_schools_that_have_any(peopled: TinyCity) -> None:
    """One school reached the threshold, and its run of ten days goes on to the last day."""
    cases = asked(peopled)
    (notice,) = cells(report.notices_by_school(cases))
    assert (notice["school"], notice["reached"], notice["standing"], notice["first"]) == (
        "School 999002",
        "1",
        "1",
        "1",
    )
    (called,) = cells(report.returns_by_school(cases))
    assert (called["ten-day-unauthorised"], called["ten-day-unauthorised going"]) == ("1", "1")


def test_levels_add_up_and_are_those_of_the_measures(peopled: TinyCity) -> None:
    """Whoever is at a national level is persistently absent by the measures; the school with totals has its rate."""
    cases = asked(peopled, on="2025-12-19")
    rows = cells(report.levels_of_support(cases, "national-2024"))
    assert [(row["school"], row["measured"], row["together"]) for row in rows] == [
        ("School 999001", "3", "3"),
        ("School 999002", "2", "1"),
        ("School 999003", "0", "–"),
    ]
    assert [row["attendance"] for row in rows] == ["80.0%", "81.8%", "83.3%"]
    measured = cases.view.own("school").set_index("school").persistently_absent
    assert [int(measured[urn]) for urn in (URN, SECOND)] == [3, 1]


def test_a_primary_school_in_focus_is_named_with_the_reason(peopled: TinyCity) -> None:
    """Below 93%: the strategy's own words."""
    rows = cells(report.levels_of_support(asked(peopled), "coventry-2012"))
    assert rows[0]["focus"].startswith("Primary schools well below the national average")
    assert rows[0]["level-3"] == "3"


def test_the_years_before(peopled: TinyCity) -> None:
    """The difference is of the figures as shown, in percentage points; a school without history has dashes."""
    counts = "enrolments,possible,authorised,unauthorised,persistently_absent,severely_absent"
    rows = [f"{year},{URN},10,1000,{absent},0,0,0" for year, absent in (("2023/24", 64), ("2024/25", 51))]
    peopled.tables["history"] = [f"academic_year,urn,{counts}", *rows]
    table = cells(report.absence_by_year(asked(peopled), "coventry-2012"))
    assert (table[0]["2023/24"], table[0]["2024/25"], table[0]["moved"]) == ("6.4%", "5.1%", "\N{MINUS SIGN}1.3")
    assert (table[1]["2023/24"], table[1]["moved"]) == ("–", "–")


def test_before_the_national_rules_there_are_none(tiny_city: TinyCity) -> None:
    """In 2023 neither the threshold nor the returns were there, and the page says so."""
    tiny_city.first = 2023
    tiny_city.pupil("O*20")
    cases = asked(tiny_city, on="2023-10-06")
    for section in (report.notices_by_school, report.returns_by_school):
        assert section(cases).json()["kind"] == "callout"
    assert "0" in str(report.casework_in_brief(cases).json())


def test_nothing_due_is_good_news(tiny_city: TinyCity) -> None:
    """No interventions table, nobody absent: sentences, and tables that say why they have no rows."""
    tiny_city.pupil("/*50")
    cases = asked(tiny_city)
    assert report.caseload_by_step(cases).json()["kind"] == "callout"
    assert "nobody on roll has reached it" in report.notices_by_school(cases).json()["empty"]
    assert report.returns_by_school(cases).json()["empty"]
    assert report.absence_by_year(cases, "coventry-2012").json()["kind"] == "callout"


def test_rows_that_cannot_be_right_are_counted(peopled: TinyCity) -> None:
    """With the command that names them."""
    peopled.done(("Z000000000000", "2025-09-22", "letter-a", "sent"), ("Z000000000000", "soon", "letter-a", "sent"))
    said = str(report.casework_in_brief(asked(peopled)).json())
    assert "2 rows of the interventions table cannot be right: `attendlib check` names them." in said


EVERY: list[Any] = [
    report.casework_in_brief,
    report.caseload_by_step,
    report.steps_by_school,
    report.notices_by_school,
    report.returns_by_school,
    lambda cases: report.levels_of_support(cases, "national-2024"),
]


@pytest.mark.parametrize("section", EVERY)
def test_a_city_without_any_mark_says_so(tiny_city: TinyCity, section: Any) -> None:
    """In a callout and not in zeros."""
    tiny_city.pupil("")
    tiny_city.records[URN] = []
    assert section(asked(tiny_city)).json()["kind"] == "callout"
