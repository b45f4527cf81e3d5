"""Does a report open with whom it is about, and close with days lost and pupils to talk about?"""

import pytest
from returned import block, census
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.sections import groups

OTHER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Ten days of three pupils: 4, 11 and no sessions missed of 20."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("I*3 O*1 /*16", surname="Archer", forename="Ada", year_group="R", tutor_group="RB")
    tiny_city.pupil("O*11 L /*8", surname="Baker", forename="Ben", year_group="6")
    tiny_city.pupil("/*20", surname="Cook")
    return tiny_city


def test_the_title_of_a_school(city: TinyCity) -> None:
    """Its URN, its phase in words, and the days asked for; the report that names pupils says that it is restricted."""
    city.phases[URN] = "pru"
    view = report.school_view(city.write(), URN)
    facts = {fact["label"]: fact["value"] for fact in report.title(view, "school_report").json()["facts"]}
    assert facts["Phase"] == "pupil referral unit"
    assert facts["Period"] == "1 September 2025 to 12 September 2025"
    assert report.title(view, "school_report").restricted
    assert not report.title(view, "register_check").restricted


def test_in_brief(city: TinyCity) -> None:
    """15 of 60 sessions missed, two of three enrolments persistently absent, one of them severely."""
    assert report.in_brief(report.school_view(city.write(), URN)).paragraphs == (
        f"Up to 12 September 2025, School {URN} had 75.0% attendance: pupils missed 15 of 60 possible sessions. "
        "Of 3 enrolments, 2 are persistently absent (10% or more of sessions missed) and 1 is severely absent "
        "(50% or more of sessions missed).",
        "A session is half a school day; possible sessions are those attended or missed. An enrolment is a pupil at a "
        "school.",
    )


def test_in_brief_of_nothing(city: TinyCity) -> None:
    """A school without figures says so, and no percentage."""
    city.phases[OTHER] = "primary"
    told = said(report.in_brief(report.school_view(city.write(), OTHER)))
    assert told.endswith(f"No possible session of School {OTHER} is held up to 12 September 2025.")


def test_days_and_hours_lost(city: TinyCity) -> None:
    """15 sessions are 7.5 days of five taught hours: 37.5, said as 38; 2.5 days for each of three."""
    told = said(report.lost(report.school_view(city.write(), URN)))
    assert "come to 7.5 school days, about 38 taught hours: 2.5 days for each enrolment." in told


def test_pupils_to_talk_about(city: TinyCity) -> None:
    """Least attendance first, with name, year and tutor group from the pupils table; who is in neither class is not
    there; the lines are those of the rules."""
    table = report.persistently_absent(report.school_view(city.write(), URN))
    rows = [(row["pupil"], row["year"], row["tutor"], row["attendance_percent"], row["absent"]) for row in cells(table)]
    assert rows == [
        ("Baker, Ben", "Year 6", "not given", "45.0%", "11"),
        ("Archer, Ada", "Reception", "RB", "80.0%", "4"),
    ]
    assert "Persistently absent: 10% or more of sessions missed. Severely absent: 50% or more" in table.note  # type: ignore[union-attr]


def test_of_totals_it_is_not_known_who_was_late(tiny_city: TinyCity) -> None:
    """No column of lateness, in which everybody would have been on time."""
    upn = tiny_city.pupil()
    tiny_city.pupil("L I*3 /*6", urn=OTHER)
    tiny_city.census.append((URN, census((upn, block("140", "I:100")))))
    city = tiny_city.write()
    assert "Late" not in heads(report.persistently_absent(report.school_view(city, URN)))
    assert "Late" in heads(report.persistently_absent(report.school_view(city, OTHER)))


@pytest.mark.parametrize(
    ("value", "label"), [("0", "Reception"), ("R", "Reception"), ("7", "Year 7"), ("N1", "N1"), ("", "not given")]
)
def test_year_groups_in_words(value: str, label: str) -> None:
    """As a school says them."""
    assert groups.year_label(value) == label
