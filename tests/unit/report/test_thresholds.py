"""Do the words for persistent and severe absence follow the rules of the report's own year?"""

import pytest
from law import Law
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.sections.thresholds import thresholds


def everything(city: TinyCity) -> str:
    """Every text in which a school report says what the classes are."""
    view = report.school_view(city.write(), URN)
    parts = [report.headline, report.in_brief, report.bands, report.movement, report.crossed]
    return " ".join(said(part(view)) for part in (*parts, report.persistently_absent, report.rules_used))


@pytest.fixture
def november(tiny_city: TinyCity) -> TinyCity:
    """A pupil who missed 9 of 100 sessions, all of them in this half term, which is the second."""
    tiny_city.as_of = "2025-11-14"
    tiny_city.pupil("/*80 I*9 /*11", surname="Ninth")
    return tiny_city


def test_the_words_of_today(november: TinyCity) -> None:
    """From 2015/16 on: 10% or more, and 50% or more; 9% is neither."""
    told = everything(november)
    assert "0 of 1 enrolments missed 10% or more of their sessions" in told
    assert "0 of 1 enrolments missed 50% or more of their sessions" in told
    assert "8% or more" not in told


def test_a_change_of_law_changes_the_words(november: TinyCity, law: Law) -> None:
    """At 8% from this year on the same pupil is persistently absent, and no part of the report still says ten."""
    law("persistent_absence", "percent: 8, inclusive: true")
    told = everything(november)
    assert "1 of 1 enrolments missed 8% or more of their sessions" in told
    assert "8% or more of sessions missed" in told
    assert "10% or more" not in told
    assert "Ninth" in told
    view = report.school_view(november.folder / "city.yaml", URN)
    assert [row["line"] for row in cells(report.crossed(view))] == ["8% or more of sessions missed"]


def test_bands_are_not_headed_by_a_class_that_begins_inside_one(november: TinyCity, law: Law) -> None:
    """At 8% the band from 5 to 10% holds pupils of both kinds: no headings, and the lines are said below."""
    law("persistent_absence", "percent: 8, inclusive: true")
    chart = report.bands(report.school_view(november.write(), URN))
    assert "group" not in [column["key"] for column in chart.json()["table"]["columns"]]
    assert "Persistently absent: 8% or more of sessions missed." in said(chart)


def test_bands_are_headed_where_a_class_begins_with_one(november: TinyCity, law: Law) -> None:
    """At 5% the band from 5% on is persistent absence."""
    law("persistent_absence", "percent: 5, inclusive: true")
    view = report.school_view(november.write(), URN)
    groups = {row[0]["shown"]: row[1]["shown"] for row in report.bands(view).json()["table"]["rows"]}
    assert groups["0% to under 5%"] == "Neither"
    assert groups["5% to under 10%"] == groups["45% to under 50%"] == "Persistently absent"
    assert groups["50% or more"] == "Severely absent"


def test_a_line_that_must_be_passed(november: TinyCity, law: Law) -> None:
    """A rule that is not inclusive reads more than; exactly that share is not enough."""
    law("persistent_absence", "percent: 9, inclusive: false")
    told = everything(november)
    assert "0 of 1 enrolments missed more than 9% of their sessions" in told
    assert "more than 9% of sessions missed" in told


AUTUMN_2013 = [("autumn 1", "09-02", "10-25"), ("autumn 2", "11-04", "12-20")]


@pytest.fixture
def fixed_count(tiny_city: TinyCity) -> TinyCity:
    """Autumn 2013, when 22 sessions were persistent absence: one pupil missed 22 of about 150, one 21."""
    tiny_city.first, tiny_city.as_of, tiny_city.half_terms = 2013, "2013-12-20", AUTUMN_2013
    held = len(tiny_city.school_days()) * 2
    tiny_city.pupil(f"I*22 /*{held - 22}", surname="Enough")
    tiny_city.pupil(f"I*21 /*{held - 21}", surname="Fewer")
    return tiny_city


def test_years_of_fixed_counts_say_so(fixed_count: TinyCity) -> None:
    """Sessions in place of a share; one of the two pupils."""
    view = report.school_view(fixed_count.write(), URN)
    assert [line.missed for line in thresholds(view)] == ["22 sessions or more missed"]
    assert "1 of 2 enrolments missed 22 sessions or more" in said(report.headline(view))
    assert [row["pupil"] for row in cells(report.persistently_absent(view))] == ["Enough"]
    assert "22 sessions or more missed" in said(report.rules_used(view))
    assert "%" not in " ".join(figure["note"] for figure in report.headline(view).json()["figures"])


def test_years_before_severe_absence_do_not_show_it(fixed_count: TinyCity) -> None:
    """No card, no rule; in a table the mark for what does not apply, not the dash for what was not possible."""
    for number in range(12):
        fixed_count.pupil("I*22 /*40" if number < 4 else "/*62")
    view = report.city_view(fixed_count.write())
    assert [figure["label"] for figure in report.headline(view).json()["figures"]] == [
        "Attendance",
        "Persistently absent",
        "Unauthorised absence",
    ]
    (row,) = cells(report.all_schools(view))
    assert (row["severely_absent"], row["persistently_absent"]) == ("z", "5")
    assert cells(report.comparison(view))[0]["severe_absence"] == "z"
    assert "Severely absent" in heads(report.phases(view))


def test_every_part_of_a_report_of_such_a_year_can_be_made(fixed_count: TinyCity) -> None:
    """Rules that did not exist yet leave their part out and say so; nothing fails."""
    view = report.school_view(fixed_count.write(), URN)
    assert "No bands were published for 2013/14." in said(report.bands(view))
    assert "count for whole terms that year" in said(report.movement(view))
    names = [row[0]["shown"] for row in report.rules_used(view).json()["table"]["rows"]]
    assert names == ["Attendance codes", "Persistent absence", "Length of the school year"]
    for part in (report.comparison, report.by_week, report.by_half_term, report.reasons, report.year_groups,
                 report.groups, report.pattern, report.punctuality, report.lost, report.effect):  # fmt: skip
        assert said(part(view))


def test_a_day_for_which_no_count_was_published_leaves_the_class_out(fixed_count: TinyCity) -> None:
    """In mid-term of such a year everything else is told: no card and no sentence of persistent absence, and why."""
    fixed_count.as_of = "2013-12-13"
    fixed_count.pupils.pop()
    view = report.school_view(fixed_count.write(), URN)
    labels = [figure["label"] for figure in report.headline(view).json()["figures"]]
    assert labels == ["Attendance", "Unauthorised absence"]
    assert "persistently" not in said(report.in_brief(view))
    assert "only a part of autumn" in said(report.persistently_absent(view))
    (row,) = cells(report.comparison(view))[:1]
    assert row["persistent_absence"] == "z"
    for part in (report.bands, report.movement, report.crossed, report.year_groups, report.groups, report.rules_used):
        assert said(part(view))


def test_a_count_that_differs_by_age(tiny_city: TinyCity) -> None:
    """The whole of 2013/14: 56 sessions, and 46 of those aged 15, whose sixth half term does not count."""
    summer = [("spring 3", "01-06", "02-14"), ("spring 4", "02-24", "04-04"), ("summer 5", "04-22", "05-23"),
              ("summer 6", "06-02", "07-22")]  # fmt: skip
    tiny_city.first, tiny_city.half_terms = 2013, [*AUTUMN_2013, *summer]
    held = len(tiny_city.school_days()) * 2
    tiny_city.pupil(f"I*50 /*{held - 50}")
    tiny_city.pupil(f"I*50 /*{held - 50}", date_of_birth="1998-01-15")
    view = report.school_view(tiny_city.write(), URN)
    assert "1 of 2 enrolments missed 56 sessions or more (46 at age 15)" in said(report.headline(view))


@pytest.mark.parametrize(("inclusive", "amount", "missed"), [("true", "8% or more", 8), ("false", "more than 8%", 9)])
def test_the_list_of_what_is_left_follows_the_law(
    tiny_city: TinyCity, law: Law, inclusive: str, amount: str, missed: int
) -> None:
    """Above the pupils who are persistently absent and those near it, the line is the rule's own, with or without
    exactly that share."""
    law("persistent_absence", f"percent: 8, inclusive: {inclusive}")
    tiny_city.as_of = "2025-11-14"
    tiny_city.pupil(f"I*{missed} /*{100 - missed}", surname="In")
    tiny_city.pupil("I*7 /*93", surname="Near")
    lists = report.weekly_lists(report.school_view(tiny_city.write(), URN), "coventry-2024")
    told = " ".join(said(block) for block in report.headroom(lists).blocks)
    assert f"In it: {amount} of sessions missed" in told
    assert f"Persistently absent: {amount} of sessions missed. Near it" in told
    assert "10%" not in told
