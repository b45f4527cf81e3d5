"""Does the page on cut-offs and policies say what is so, also where there is little to say?"""

from typing import Any

import pytest
from tiny import URN, TinyCity

from attendlib import report
from attendlib.errors import RuleError
from attendlib.report.cases import Cases
from report.test_numbers_agree import cells

ON = "2025-10-03"


def asked(city: TinyCity, policy: str = "coventry-2024", against: str = "", urn: str = "") -> Cases:
    """A city's casework by a policy, as of the twenty-fifth school day."""
    return report.cases(report.any_view(city.write(), urn, ON), policy, against)


@pytest.fixture
def peopled(tiny_city: TinyCity) -> TinyCity:
    """A school with pupils at 80%, 92% and 96%, one on hold, one without a possible session, and another school."""
    tiny_city.pupil("/*40 I*10", year_group="7")
    tiny_city.pupil("/*46 I*4", year_group="8")
    tiny_city.pupil("/*48 I*2", year_group="8")
    held = tiny_city.pupil("/*40 I*10", year_group="9")
    tiny_city.pupil("X*50", year_group="9")
    tiny_city.pupil("/*50", urn="999002", year_group="R")
    return tiny_city.done((held, "2025-09-22", "hold", "medical"))


def test_the_chart_has_the_policys_own_lines(peopled: TinyCity) -> None:
    """Coventry asks below 95 and below 90; several steps at one line are named by the first of them."""
    chart = report.caseload_by_cut_off(asked(peopled))
    assert "Lines of the policy: Letter B at 90%: 2 and Letter A at 95%: 3." in chart.alt
    assert "Of 6 enrolments: 5 enrolments measured, 1 enrolment without a possible session." in chart.note


def test_each_cut_off_with_who_is_new_and_the_hours(peopled: TinyCity) -> None:
    """Half an hour each; at 97 one pupil is new, at 90 one is not meant any more."""
    rows = cells(report.cut_offs_compared(asked(peopled), "90,95,97", 30))
    assert [(row["cut"], row["below"], row["new"], row["gone"], row["hours"]) for row in rows] == [
        ("below 90%", "2", "0", "1", "1.0"),
        ("below 95%", "3", "0", "0", "1.5"),
        ("below 97%", "4", "1", "0", "2.0"),
    ]


def test_groups_are_named_in_words(peopled: TinyCity) -> None:
    """Reception first; the school by its name."""
    rows = cells(report.cut_offs_by_group(asked(peopled), "92.5", "year_group"))
    assert [(row["group"], row["92.5%"]) for row in rows] == [
        ("Reception", "0"), ("Year 7", "1"), ("Year 8", "1"), ("Year 9", "1"),
    ]  # fmt: skip
    assert [row["group"] for row in cells(report.cut_offs_by_group(asked(peopled), "95", "school,phase"))] == [
        "School 999001, Primary", "School 999002, Primary",
    ]  # fmt: skip


def test_every_enrolment_is_in_one_row_of_each_policy(peopled: TinyCity) -> None:
    """Steps in order, then who has none and why; nobody has to find hours for those."""
    cases = asked(peopled, against="national-2024")
    for block in (report.caseload_of_policy(cases, 20), report.caseload_beside_it(cases, 20)):
        rows = cells(block)
        assert sum(int(row["due"]) for row in rows) == sum(int(row["clean"]) for row in rows) == 6
        assert [row["due_hours"] for row in rows[-4:]] == ["z"] * 4
    assert rows[0] | {"clean_hours": ""} == {
        "step": "Persistently absent, missing 10% or more", "due": "1", "due_hours": "0.3", "clean": "1",
        "clean_hours": "",
    }  # fmt: skip


def test_one_school_alone(peopled: TinyCity) -> None:
    """With its URN the page is about that school."""
    assert sum(int(row["due"]) for row in cells(report.caseload_of_policy(asked(peopled, urn=URN), 20))) == 5


def test_values_of_a_setting(peopled: TinyCity) -> None:
    """At 97 Letter A is due for the pupil at 96% too; a setting that the policy has not is refused with a name near."""
    rows = cells(report.settings_compared(asked(peopled), "school_target=95,97", 60))
    assert [(row["setting"], row["due"], row["clean"], row["letter-a"]) for row in rows] == [
        ("school_target 95", "2", "2", "2"),
        ("school_target 97", "3", "3", "3"),
    ]
    with pytest.raises(RuleError, match='did you mean "school_target"'):
        report.settings_compared(asked(peopled), "school_targt=95", 60)


def test_where_no_setting_is_named_the_first_percentage_is_varied(peopled: TinyCity) -> None:
    """As the policy has it, and up to two points above and below."""
    rows = cells(report.settings_compared(asked(peopled, "blue-coat-2025"), "", 60))
    assert [row["setting"] for row in rows] == [f"school_target {number}" for number in (93, 94, 95, 96, 97)]


def test_what_is_not_asked_for_is_said(peopled: TinyCity) -> None:
    """No other policy and no setting that could be another: a sentence, no empty table."""
    cases = asked(peopled, "national-2024")
    assert report.caseload_beside_it(cases, 20).json()["kind"] == "callout"
    assert report.settings_compared(cases, "", 20).json()["kind"] == "callout"


def test_a_policy_of_another_time_is_said_to_be_one(peopled: TinyCity) -> None:
    """The strategy of 2012 is asked as a comparison."""
    assert "held to 2014-08-31" in str(report.what_to_conclude(asked(peopled, "coventry-2012")).json())


EVERY: list[Any] = [
    lambda cases: report.what_if_in_brief(cases, 30),
    report.caseload_by_cut_off,
    lambda cases: report.cut_offs_compared(cases, "90,95", 30),
    lambda cases: report.cut_offs_by_group(cases, "90,95", "year_group"),
    lambda cases: report.caseload_of_policy(cases, 30),
    lambda cases: report.settings_compared(cases, "school_target=95", 30),
]


@pytest.mark.parametrize("section", EVERY)
def test_a_city_without_any_mark_says_so(tiny_city: TinyCity, section: Any) -> None:
    """In a callout and not in zeros."""
    tiny_city.pupil("")
    tiny_city.records[URN] = []
    assert section(asked(tiny_city)).json()["kind"] == "callout"


@pytest.mark.parametrize("section", EVERY)
def test_nobody_left_on_roll_is_no_error(tiny_city: TinyCity, section: Any) -> None:
    """Everybody left yesterday: zeros or a reason, whichever the part shows."""
    tiny_city.pupil("/*40 I*8", leaving_date="2025-10-02")
    assert section(asked(tiny_city)).json()["kind"] in {"words", "chart", "table"}


def test_whoever_is_exactly_at_a_line_that_includes_it_is_at_it(tiny_city: TinyCity) -> None:
    """Exactly 90% and exactly 50% are persistent and severe absence, so the lines of the national policy have them."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("I*2 /*18")
    tiny_city.pupil("I*10 /*10")
    tiny_city.pupil("/*20")
    chart = report.caseload_by_cut_off(report.cases(report.city_view(tiny_city.write()), "national-2024"))
    assert "at 50%: 1" in chart.alt
    assert "at 90%: 2" in chart.alt
