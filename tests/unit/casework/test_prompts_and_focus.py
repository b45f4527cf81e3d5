"""Are a policy's prompts by count, and the schools it looks at, found from the marks?"""

from datetime import date

import pytest
from tiny import TinyCity

from attendlib.casework import policy, prompts, schools_in_focus, sessions_by_school, stages


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
