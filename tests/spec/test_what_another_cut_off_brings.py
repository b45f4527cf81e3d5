"""Whom would another cut-off, or another policy, bring in?"""

from collections.abc import Sequence
from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import policy, stages
from attendlib.casework.whatif import Caseload, CutOff, caseloads, cut_offs, listed
from attendlib.intake import open_city

ON = date(2025, 10, 3)
"""The twenty-fifth school day: fifty sessions."""


def cut(city: TinyCity, text: str, by: Sequence[str] = ("city",), name: str = "coventry-2024") -> list[CutOff]:
    """What each of these cut-offs would bring in."""
    opened = city.open()
    found = cut_offs(opened.city, opened.store, policy(name, ON), ON, cuts=listed(text), by=by)
    for one in found:
        assert one.below == one.now + one.new - one.gone
        assert one.enrolments == one.measured + one.without + one.left
    return list(found)


def load(city: TinyCity, *names: str, by: Sequence[str] = ("city",), **settings: str) -> list[Caseload]:
    """The caseload under each policy, every one asked with the settings."""
    opened = city.open()
    asked = [policy(name, ON, settings) for name in names]
    return list(caseloads(opened.city, opened.store, asked, ON, by=by))


def lines(caseload: Caseload) -> dict[str, tuple[int, int]]:
    """The lines that anybody is in: due, and from a clean start."""
    return {one.step: (one.due, one.clean) for one in caseload.loads if one.due or one.clean}


@pytest.mark.parametrize(
    ("marks", "below"),
    [
        ("/*45 I*5", [False, False, True]),
        ("/*44 I*6", [False, True, True]),
        ("/*46 I*4", [False, False, True]),
        ("I*50", [True, True, True]),
        ("/*50", [False, False, False]),
    ],
)
def test_exactly_the_cut_off_is_not_below_it(tiny_city: TinyCity, marks: str, below: list[bool]) -> None:
    """45 of 50 is exactly 90%: below 92.5 but not below 90; 44 of 50 is below 90 and not below 80."""
    tiny_city.pupil(marks)
    assert [one.below == 1 for one in cut(tiny_city, "80,90,92.5")] == below


def test_a_rate_that_rounds_to_the_cut_off_is_below_it(tiny_city: TinyCity) -> None:
    """37 of 40 is 92.5% and not below 92.5; 185 of 201 rounds to 92.0 and is above it: 92.04%."""
    tiny_city.pupil("/*37 I*3")
    assert [one.below for one in cut(tiny_city, "92.5,92.51")] == [0, 1]


def test_cut_offs_are_cumulative_and_shares_are_of_those_measured(tiny_city: TinyCity) -> None:
    """Whoever is below 90 is below 95 too; a pupil without a possible session is in no share."""
    tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*46 I*4")
    tiny_city.pupil("/*50")
    tiny_city.pupil("X*50")
    found = cut(tiny_city, "90,95,100")
    assert [(one.below, str(one.share), one.measured, one.without) for one in found] == [
        (1, "33.33", 3, 1),
        (2, "66.67", 3, 1),
        (2, "66.67", 3, 1),
    ]


@pytest.mark.parametrize(("leaving", "left"), [("2025-10-02", 1), ("2025-10-03", 0), ("2025-10-06", 0)])
def test_whoever_left_before_the_day_is_no_longer_a_case(tiny_city: TinyCity, leaving: str, left: int) -> None:
    """The last day on roll is a day on roll: the day before, the day of, and after."""
    tiny_city.pupil("/*30 I*10", leaving_date=leaving)
    (one,) = cut(tiny_city, "90")
    assert (one.left, one.measured, one.below) == (left, 1 - left, 1 - left)


def test_new_and_no_longer_meant_are_told_against_the_policy(tiny_city: TinyCity) -> None:
    """Coventry's letters begin below 95: at 97 the pupil at 96% is new; at 90 the one at 92% is not meant any more."""
    tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*46 I*4")
    tiny_city.pupil("/*48 I*2")
    found = cut(tiny_city, "90,95,97")
    assert [(one.now, one.new, one.gone) for one in found] == [(2, 0, 1), (2, 0, 0), (2, 1, 0)]


def test_a_schools_own_target_is_its_line(tiny_city: TinyCity) -> None:
    """A school whose target is 97 means the pupil at 96% already; the other school does not."""
    for urn in (URN, "999002"):
        tiny_city.pupil("/*48 I*2", urn=urn)
    tiny_city.write()
    schools = tiny_city.folder / "schools.csv"
    schools.write_text(f"urn,name,phase,attendance_target\n{URN},A,primary,97\n999002,B,primary,\n", encoding="utf-8")
    opened = open_city(tiny_city.folder / "city.yaml")
    asked = policy("coventry-2024", ON)
    found = cut_offs(opened.city, opened.store, asked, ON, cuts=listed("97"), by=("school",))
    assert [(one.group, one.now, one.new) for one in found] == [((URN,), 1, 0), (("999002",), 0, 1)]


def test_groups_add_up_and_stand_in_order(tiny_city: TinyCity) -> None:
    """Reception before Year 1, Year 9 before Year 10; every enrolment is in exactly one group."""
    for year in ("10", "9", "R", "1", ""):
        tiny_city.pupil("/*40 I*10", year_group=year)
    found = cut(tiny_city, "90", by=("school", "year_group"))
    assert [one.group[1] for one in found] == ["R", "1", "9", "10", ""]
    (whole,) = cut(tiny_city, "90")
    assert sum(one.below for one in found) == whole.below == 5


def test_the_caseload_is_what_stages_say(tiny_city: TinyCity) -> None:
    """With what is on record each step has those whose step it is; from a clean start each pupil's first step."""
    a, b = tiny_city.pupil("/*40 I*10"), tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*46 I*4")
    tiny_city.pupil("/*50")
    tiny_city.pupil("X*50")
    tiny_city.done((a, "2025-09-22", "letter-a", "sent"), (b, "2025-09-22", "hold", "bereavement"))
    (found,) = load(tiny_city, "coventry-2024")
    assert lines(found) == {
        "letter-a": (1, 2),
        "letter-b": (1, 0),
        "no step": (1, 1),
        "on hold": (1, 1),
        "no possible session": (1, 1),
    }
    opened = tiny_city.open()
    due = [stage.due for stage in stages(opened.city, opened.store, policy("coventry-2024", ON), ON).rows if stage.due]
    assert sorted(due) == ["letter-a", "letter-b"]
    assert (found.enrolments, found.due, found.clean) == (5, 2, 2)


def test_a_policy_not_yet_adopted_stands_beside_the_one_in_force(tiny_city: TinyCity) -> None:
    """Each says where all enrolments are, in its own steps, group by group."""
    tiny_city.pupil("/*48 I*2")
    tiny_city.pupil("/*40 I*10", urn="999002")
    found = load(tiny_city, "blue-coat-2025", "national-2024", by=("school",))
    told = [(one.group[0], one.policy.name, lines(one)) for one in found]
    assert told == [
        (URN, "blue-coat-2025", {"no step": (1, 1)}),
        (URN, "national-2024", {"no step": (1, 1)}),
        ("999002", "blue-coat-2025", {"letter-a": (1, 1)}),
        ("999002", "national-2024", {"persistently-absent": (1, 1)}),
    ]


@pytest.mark.parametrize(("target", "due"), [("96", 0), ("96.5", 1), ("97", 1)])
def test_a_setting_is_varied(tiny_city: TinyCity, target: str, due: int) -> None:
    """At exactly 96% nothing is due below 96; below 96.5 Letter A is."""
    tiny_city.pupil("/*48 I*2")
    (found,) = load(tiny_city, "coventry-2024", school_target=target)
    assert found.due == due
    assert found.policy.label == f"coventry-2024 (school_target {target})"


def test_whoever_left_and_whoever_has_not_begun(tiny_city: TinyCity) -> None:
    """Left yesterday: told apart, with no step however low. Entering tomorrow: in no line at all."""
    tiny_city.pupil("I*40", leaving_date="2025-10-02")
    tiny_city.pupil("", entry_date="2025-10-04")
    (found,) = load(tiny_city, "coventry-2024")
    assert lines(found) == {"left since": (1, 1)}
