"""Does a policy that names a rule find whom the measures find, whatever the law is in that year?"""

from collections.abc import Callable
from datetime import date

import pytest
from keyboard import Typed
from law import Law
from tiny import TinyCity

from attendlib.casework import Stages, amended, policy, sessions_by_school, stages, support_by_school
from attendlib.casework.whatif import caseloads, cut_offs, listed
from attendlib.intake import OpenCity
from attendlib.measures import Asked, year_to_date

NATIONAL = "national-2024"
LEVELS = ("persistently-absent", "severely-absent")
EIGHT = "percent: 8, inclusive: true"

MARKS = ("/*100", "I*7 /*93", "I*8 /*92", "I*9 /*91", "I*10 /*90", "I*49 /*51", "I*50 /*50", "X*100", "I*2 /*23")
"""Pupils below, at and above each line: 7 to 10 of 100 sessions, about a half of them, and 8% of 25."""


def staged(city: OpenCity, on: date) -> Stages:
    """Everybody's level under the national policy."""
    return stages(city.city, city.store, policy(NATIONAL, on, city=city.city), on)


def in_classes(city: OpenCity, on: date) -> dict[str, set[str]]:
    """The pupils in each class by the measures, by the level that is for them."""
    rows = city.answer(Asked(("enrolment",), year_to_date(city.city, on))).to_pylist()
    severe = {row["upn"] for row in rows if row.get("severely_absent")}
    return {LEVELS[0]: {row["upn"] for row in rows if row["persistently_absent"]} - severe, LEVELS[1]: severe}


def at_levels(found: Stages) -> dict[str, set[str]]:
    """The pupils at each level."""
    return {level: {stage.upn for stage in found.rows if stage.due == level} for level in LEVELS}


@pytest.mark.parametrize(
    ("first", "value", "at_eight"),
    [
        (2025, EIGHT, False),
        (2026, EIGHT, False),
        (2027, EIGHT, True),
        (2028, EIGHT, True),
        (2027, "percent: 7.5, inclusive: true", True),
        (2027, "percent: 8, inclusive: false", False),
    ],
)
def test_the_levels_are_the_classes_of_either_law(
    tiny_city: TinyCity, law: Law, first: int, value: str, at_eight: bool
) -> None:
    """With 8% law from 2027/28 on the years before keep 10%; a half per cent, and a line that must be passed, too."""
    law("persistent_absence", value, "2027-09-01")
    tiny_city.first = first
    upns = [tiny_city.pupil(marks) for marks in MARKS]
    city, on = tiny_city.open(), date(first, 11, 30)
    found = at_levels(staged(city, on))
    assert found == in_classes(city, on)
    assert (upns[2] in found[LEVELS[0]]) == at_eight
    assert found[LEVELS[1]] == {upns[6]}


def test_the_rule_of_severe_absence_moves_its_level_too(tiny_city: TinyCity, law: Law) -> None:
    """At 40% and more severe, whoever misses 49% of the sessions is at the second level."""
    law("severe_absence", "percent: 40, inclusive: true")
    upn = tiny_city.pupil("I*49 /*51")
    city, on = tiny_city.open(), date(2025, 11, 28)
    assert at_levels(staged(city, on)) == in_classes(city, on) == {LEVELS[0]: set(), LEVELS[1]: {upn}}


AUGUST = [("autumn 1", "2027-08-23", "2027-10-22")]


def test_in_august_the_rule_is_that_of_the_academic_year(tiny_city: TinyCity, law: Law) -> None:
    """A year that begins on 23 August 2027 is of the new law from its first day on, as the measures have it."""
    law("persistent_absence", EIGHT, "2027-09-01")
    tiny_city.first, tiny_city.half_terms, tiny_city.as_of = 2027, AUGUST, "2027-08-31"
    upn = tiny_city.pupil("I*1 /*11", entry_date="2027-08-23")
    city, on = tiny_city.open(), date(2027, 8, 31)
    assert at_levels(staged(city, on)) == in_classes(city, on) == {LEVELS[0]: {upn}, LEVELS[1]: set()}


@pytest.mark.parametrize("on", [date(2027, 7, 21), date(2027, 7, 31), date(2027, 8, 1), date(2027, 9, 30)])
def test_figures_of_last_year_keep_its_law_in_august(tiny_city: TinyCity, law: Law, typed: Typed, on: date) -> None:
    """Asked after the end of 2026/27 the figures are still of that year, so 9% missed is no level; in words too."""
    law("persistent_absence", EIGHT, "2027-09-01")
    tiny_city.first = 2026
    tiny_city.pupil("I*9 /*91")
    tiny_city.pupil("I*10 /*90")
    city = tiny_city.open()
    assert at_levels(staged(city, on)) == in_classes(city, on)
    asked = policy(NATIONAL, on, city=city.city)
    assert asked.says.steps[0].name == "Persistently absent, missing 10% or more"
    told = typed("stages", tiny_city.folder / "city.yaml", "--policy", NATIONAL, "--on", str(on))
    assert "10% or more of sessions missed since" in told.out
    assert "8%" not in told.out


def test_the_words_are_the_rules_own(tiny_city: TinyCity, law: Law) -> None:
    """The name of a level and the reason why it is due, under either law."""
    law("persistent_absence", EIGHT, "2027-09-01")
    names = {on: [s.name for s in policy(NATIONAL, on).says.steps] for on in (date(2027, 7, 31), date(2027, 8, 1))}
    assert names == {
        date(2027, 7, 31): ["Persistently absent, missing 10% or more", "Severely absent, missing 50% or more"],
        date(2027, 8, 1): ["Persistently absent, missing 8% or more", "Severely absent, missing 50% or more"],
    }
    tiny_city.first = 2027
    tiny_city.pupil("/*92 I*8")
    (stage,) = staged(tiny_city.open(), date(2027, 11, 30)).rows
    assert stage.reason.endswith("persistently-absent is due: 8% or more of sessions missed since 2027-11-18")
    assert stage.since == date(2027, 11, 18)


def test_every_count_of_levels_follows(tiny_city: TinyCity, law: Law) -> None:
    """Support, the caseload of a policy and the cut-offs beside it count the same pupils."""
    law("persistent_absence", EIGHT, "2027-09-01")
    tiny_city.first = 2027
    for marks in MARKS:
        tiny_city.pupil(marks)
    city, on = tiny_city.open(), date(2027, 11, 30)
    asked, many = policy(NATIONAL, on), {name: len(upns) for name, upns in in_classes(city, on).items()}
    assert many == {LEVELS[0]: 5, LEVELS[1]: 1}
    (school,) = support_by_school(city.city, city.store, [asked], on, sessions_by_school(city, on))
    assert dict(school.under[NATIONAL].steps) == many
    (load,) = caseloads(city.city, city.store, [asked], on, by=("city",))
    assert {one.step: one.due for one in load.loads if one.is_step} == many
    (cut,) = cut_offs(city.city, city.store, asked, on, cuts=listed("92"), by=("city",))
    assert (cut.now, cut.below, cut.gone) == (6, 4, 2)


@pytest.mark.parametrize(("first", "told"), [(2026, []), (2027, ["persistently-absent"])])
def test_an_amendment_is_held_against_the_law_of_its_year(
    tiny_city: TinyCity, law: Law, first: int, told: list[str]
) -> None:
    """One absence more makes 8 of 100: it matters from 2027/28 on, and not before."""
    law("persistent_absence", EIGHT, "2027-09-01")
    tiny_city.first = first
    upn = tiny_city.pupil("/*92 I*8")
    day = max(row[1] for row in tiny_city.records["999001"])
    tiny_city.amended((upn, day, "PM", "/", "I"))
    city, on = tiny_city.open(), date(first, 12, 18)
    (found,) = amended(city.city, city.store, policy(NATIONAL, on), on, city.amended_now)
    assert [effect.partition(" of ")[0] for effect in found.effects if NATIONAL in effect] == told


AUTUMN_2013 = [("autumn 1", "09-02", "10-25"), ("autumn 2", "11-04", "12-20")]


@pytest.fixture
def of_counts(tiny_city: TinyCity) -> Callable[[str], OpenCity]:
    """A city of autumn 2013, when 22 sessions missed were persistent absence, as of a day."""
    tiny_city.first, tiny_city.half_terms = 2013, AUTUMN_2013
    for missed in (21, 22, 100):
        tiny_city.pupil(f"I*{missed} /*40")

    def on(day: str) -> OpenCity:
        tiny_city.as_of = day
        return tiny_city.open()

    return on


def test_where_a_count_of_sessions_decided_the_level_goes_by_it(of_counts: Callable[[str], OpenCity]) -> None:
    """22 sessions of about 150, not a share of them; nobody was severely absent before there was a rule, and the
    answer says so."""
    city, on = of_counts("2013-12-20"), date(2013, 12, 20)
    found = staged(city, on)
    assert at_levels(found) == in_classes(city, on)
    due = {stage.counts.absent: stage for stage in found.rows if stage.due}
    assert sorted(due) == [22, 100]
    assert "persistently-absent is due: 22 sessions or more missed since 2013-09-16" in due[22].reason
    assert "Nobody is found by severe_absence" in found.remark


def test_where_no_count_was_published_nobody_is_found_and_why_is_said(of_counts: Callable[[str], OpenCity]) -> None:
    """In mid-term of such a year the measures leave the class out too."""
    found = staged(of_counts("2013-12-13"), date(2013, 12, 13))
    assert {stage.due for stage in found.rows} == {""}
    assert "Nobody is found by persistent_absence: In 2013/14" in found.remark


def test_a_count_that_differs_by_age(tiny_city: TinyCity) -> None:
    """The whole of 2013/14: 56 sessions, and 46 of those aged 15."""
    summer = [("spring 3", "01-06", "02-14"), ("spring 4", "02-24", "04-04"), ("summer 5", "04-22", "05-23"),
              ("summer 6", "06-02", "07-22")]  # fmt: skip
    tiny_city.first, tiny_city.half_terms = 2013, [*AUTUMN_2013, *summer]
    tiny_city.pupil("I*50 /*250")
    older = tiny_city.pupil("I*50 /*250", date_of_birth="1998-01-15")
    city, on = tiny_city.open(), date(2014, 7, 22)
    assert at_levels(staged(city, on)) == in_classes(city, on)
    assert at_levels(staged(city, on))[LEVELS[0]] == {older}
