"""Are the pupils of each school placed under one policy beside another?"""

from datetime import date
from decimal import Decimal

from tiny import URN, TinyCity

from attendlib.casework import SchoolSupport, policy, sessions_by_school, support_by_school

ON = date(2025, 11, 14)
"""The fiftieth school day: a hundred sessions."""


def supported(city: TinyCity) -> dict[str, SchoolSupport]:
    """Each school under the strategy of 2012 and today's guidance."""
    opened = city.open()
    asked = [policy(name, ON) for name in ("coventry-2012", "national-2024")]
    found = support_by_school(opened.city, opened.store, asked, ON, sessions_by_school(opened, ON))
    return {one.urn: one for one in found}


def test_each_pupil_is_at_one_level_of_each_policy(tiny_city: TinyCity) -> None:
    """At 85% on the list of 2012 and in no level of it, and persistently absent today; at 84% in level 3."""
    for marks in ("/*100", "/*92 I*8", "/*85 I*15", "/*84 I*16", "/*50 I*50", "X*100"):
        tiny_city.pupil(marks)
    one = supported(tiny_city)[URN]
    assert one.measured == 5
    assert dict(one.under["coventry-2012"].steps) == {"level-2": 1, "no-level": 1, "level-3": 2}
    assert dict(one.under["coventry-2012"].lists) == {"persistent-absence-register": 3}
    assert dict(one.under["national-2024"].steps) == {"persistently-absent": 2, "severely-absent": 1}


def test_leavers_are_no_longer_placed_but_their_sessions_are_the_schools(tiny_city: TinyCity) -> None:
    """A pupil who left in September missed half of the school's sessions."""
    tiny_city.pupil("/*20")
    tiny_city.pupil("I*20", leaving_date="2025-09-12")
    one = supported(tiny_city)[URN]
    assert (one.measured, dict(one.under["coventry-2012"].steps), one.attendance) == (1, {}, Decimal("50.00"))
    assert one.concerns == ("primary-below-93",)


def test_a_school_of_which_nothing_is_known_is_there_without_a_rate(tiny_city: TinyCity) -> None:
    """No register, no concern, no level: a row all the same."""
    tiny_city.pupil("/*20")
    tiny_city.phases["999003"] = "primary"
    one = supported(tiny_city)["999003"]
    assert (one.measured, one.attendance, one.concerns, one.trend) == (0, None, (), ())


def test_the_years_before_come_from_the_history_four_at_most(tiny_city: TinyCity) -> None:
    """Oldest first; the fifth year back is not looked at by the strategy."""
    tiny_city.pupil("/*20")
    counts = "enrolments,possible,authorised,unauthorised,persistently_absent,severely_absent"
    years = [
        f"{year}/{year - 1999},{URN},10,1000,{absent},0,0,0"
        for year, absent in zip(range(2020, 2025), range(50, 100, 10), strict=True)
    ]
    tiny_city.tables["history"] = [f"academic_year,urn,{counts}", *years]
    assert supported(tiny_city)[URN].trend == (
        ("2021/22", Decimal("6.0")),
        ("2022/23", Decimal("7.0")),
        ("2023/24", Decimal("8.0")),
        ("2024/25", Decimal("9.0")),
    )
