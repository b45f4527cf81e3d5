"""Are a policy's prompts by count, and the schools it looks at, found from the marks?"""

from datetime import date
from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.casework import policy, prompts, schools_in_focus, sessions_by_school, stages
from attendlib.casework.lists.events import events
from attendlib.places import shipped


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("G*9 /*20", []),
        ("G*10 /*20", ["holiday-referral"]),
        ("/ G*10 /*20", ["holiday-referral"]),
        ("G*5 O G*5 /*20", []),
        ("N*10 /*20", ["missing-education"]),
        ("N*8 I N*2", []),
    ],
)
def test_ten_sessions_in_a_row(tiny_city: TinyCity, marks: str, found: list[str]) -> None:
    """Ten consecutive sessions of holiday are referred, and five days without a reason; other marks break the run."""
    tiny_city.pupil(marks)
    city, on = tiny_city.open(), date(2025, 9, 19)
    assert [one.prompt for one in prompts(city.city, city.store, policy("blue-coat-2025", on), on)] == found


def test_a_prompt_names_its_day_and_whether_it_goes_on(tiny_city: TinyCity) -> None:
    """From Monday afternoon, the tenth session is the next Monday's morning."""
    tiny_city.pupil("/ G*12 /*4")
    city = tiny_city.open()
    for on, sessions, going_on in (("2025-09-08", 11, True), ("2025-09-12", 12, False)):
        day = date.fromisoformat(on)
        (found,) = prompts(city.city, city.store, policy("blue-coat-2025", day), day)
        assert (found.on, found.sessions, found.going_on) == (date(2025, 9, 8), sessions, going_on)


@pytest.fixture
def late_policy(tmp_path: Path) -> str:
    """Blue Coat's policy, which asks for something else at the sixth session of the year with code U."""
    text = shipped("params", "rules", "policies", "blue-coat-2025.yaml").read_text(encoding="utf-8")
    place = tmp_path / "late.yaml"
    place.write_text(text.replace("codes: [G]\n        in_a_row: 10", "codes: [U]\n        in_the_year: 6"), "utf-8")
    return str(place)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2025-09-05", []),
        ("2025-09-08", [(date(2025, 9, 8), 6, True)]),
        ("2025-09-09", [(date(2025, 9, 8), 7, True)]),
        ("2025-11-14", [(date(2025, 9, 8), 7, True)]),
    ],
)
def test_sessions_of_the_year_need_not_follow_each_other(
    tiny_city: TinyCity, late_policy: str, on: str, found: list[tuple[date, int, bool]]
) -> None:
    """Late every day from Monday, morning or afternoon: five by Friday are none, the sixth on Monday prompts, and all
    of the year are told then and for as long as it lasts. Sessions in a row would never have."""
    tiny_city.pupil("U / / U U / / U U / U / / U /*60")
    city, day = tiny_city.open(), date.fromisoformat(on)
    held = prompts(city.city, city.store, policy(late_policy, day), day)
    assert [(one.on, one.sessions, one.going_on) for one in held] == found


def test_a_count_of_the_year_stands_until_the_pupil_leaves(tiny_city: TinyCity, late_policy: str) -> None:
    """On the last day on roll it still does; afterwards there is nobody to talk to."""
    tiny_city.pupil("U*8 /*6", leaving_date="2025-09-09")
    city = tiny_city.open()
    for on, stands in ((date(2025, 9, 9), True), (date(2025, 9, 11), False)):
        (found,) = prompts(city.city, city.store, policy(late_policy, on), on)
        assert (found.on, found.going_on) == (date(2025, 9, 3), stands)


def test_what_was_counted_is_said_in_words(tiny_city: TinyCity, late_policy: str) -> None:
    """In duties, the tracker and the pack for a meeting, which all show it so."""
    tiny_city.pupil("U*7 /*20")
    tiny_city.pupil("N*12 /*20")
    city, on = tiny_city.open(), date(2025, 9, 12)
    words = [one.words for one in events(city.city, city.store, policy(late_policy, on), on) if one.kind == "prompt"]
    assert [text.rpartition(": ")[2] for text in words] == ["7 sessions of U in the year", "12 sessions of N in a row"]


def test_before_the_first_school_day_there_is_no_prompt(tiny_city: TinyCity) -> None:
    """A day of the summer holidays has no marks, no step and no prompt, and is no error."""
    tiny_city.pupil("G*20", entry_date="2025-08-01")
    city, on = tiny_city.open(), date(2025, 8, 15)
    held = policy("blue-coat-2025", on)
    assert prompts(city.city, city.store, held, on) == ()
    assert [stage.due for stage in stages(city.city, city.store, held, on).rows] == [""]


@pytest.mark.parametrize(("marks", "focus"), [("/*93 I*7", ()), ("/*92 I*8", ("primary-below-93",))])
def test_primary_schools_below_93_percent_are_the_focus(
    tiny_city: TinyCity, marks: str, focus: tuple[str, ...]
) -> None:
    """All sessions of the school together; exactly 93% is not below; a secondary school is never meant."""
    tiny_city.pupil(marks)
    tiny_city.pupil("/*50 I*50", urn="999002")
    tiny_city.phases["999002"] = "secondary"
    city, on = tiny_city.open(), date(2025, 11, 14)
    held = policy("coventry-2012", on)
    rows = schools_in_focus(city.city, held, sessions_by_school(city, on))
    assert [(row.urn, row.focus) for row in rows] == [("999001", focus), ("999002", ())]
