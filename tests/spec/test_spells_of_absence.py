"""How long were pupils away, and how many weeks were broken, on marks whose answer can be read off?"""

from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.view import View


def viewed(city: TinyCity, as_of: str = "2025-09-19") -> View:
    """The school after three weeks, 1 to 19 September."""
    city.as_of = as_of
    return report.school_view(city.write(), URN)


def spells(city: TinyCity, as_of: str = "2025-09-19") -> dict[str, tuple[str, str]]:
    """Spells and sessions by length."""
    return {row["length"]: (row["spells"], row["sessions"]) for row in cells(report.spells(viewed(city, as_of)))}


def test_four_lengths(tiny_city: TinyCity) -> None:
    """One session; two; five; and the ten of a school week."""
    tiny_city.pupil("I /*3 I*2 /*2 I*5 /*5 I*10 /*2")
    assert spells(tiny_city) == {
        "Less than a day": ("1", "1"),
        "One day": ("1", "2"),
        "More than a day, less than a school week": ("1", "5"),
        "A school week or more": ("1", "10"),
    }


def test_a_weekend_does_not_part_a_spell(tiny_city: TinyCity) -> None:
    """Friday and Monday are one spell of four sessions; nor does a holiday between two half terms."""
    tiny_city.pupil("/*8 I*4 /*8")
    assert spells(tiny_city)["More than a day, less than a school week"] == ("1", "4")


def test_a_holiday_does_not_part_a_spell(tiny_city: TinyCity) -> None:
    """The last day of a half term and the first of the next."""
    upn = tiny_city.pupil("/*78 I*2")
    tiny_city.mark("I*2 /*8", URN, upn, "2025-11-03")
    assert spells(tiny_city, "2025-11-07")["More than a day, less than a school week"] == ("1", "4")


def test_what_is_not_counted_does_not_part_a_spell(tiny_city: TinyCity) -> None:
    """A session at another school between two missed ones: one spell of two, which is a day."""
    tiny_city.pupil("I D I /*5")
    assert spells(tiny_city)["One day"] == ("1", "2")


def test_a_session_attended_parts_two_spells(tiny_city: TinyCity) -> None:
    """Also one for which the pupil came late."""
    tiny_city.pupil("I L I /*5")
    assert spells(tiny_city)["Less than a day"] == ("2", "2")


def test_pupils_are_not_run_together(tiny_city: TinyCity) -> None:
    """The end of one pupil's marks and the beginning of another's are two spells."""
    tiny_city.pupil("/*5 I*2")
    tiny_city.pupil("I*2 /*5")
    assert spells(tiny_city)["One day"] == ("2", "4")


def test_spells_are_all_of_the_absence(tiny_city: TinyCity) -> None:
    """Their sessions are the sessions missed, their shares all of it."""
    for at in range(6):
        tiny_city.pupil(f"I*{at} /*{at + 1} O*{2 * at} /*3 U /*2")
    view = viewed(tiny_city)
    rows = cells(report.spells(view))
    assert sum(int(row["sessions"]) for row in rows) == int(view.own("city").absent.iloc[0])


def test_nobody_was_away(tiny_city: TinyCity) -> None:
    """No row, and the reason."""
    tiny_city.pupil("/*20")
    assert "no session was missed" in said(report.spells(viewed(tiny_city)))


def test_broken_weeks(tiny_city: TinyCity) -> None:
    """Two pupils over three weeks: one misses a session of the first and all of the second; the other has no possible
    session in the third, which is no week of hers."""
    tiny_city.pupil("I /*9 I*10 /*10")
    tiny_city.pupil("/*20 D*10")
    rows = {row["kind"]: row for row in cells(report.broken_weeks(viewed(tiny_city)))}
    assert {kind: (row["weeks"], row["sessions"]) for kind, row in rows.items()} == {
        "Nothing missed": ("3", "0"),
        "Broken: a part missed": ("1", "1"),
        "Missed altogether": ("1", "10"),
    }
    assert rows["Nothing missed"]["share"] == "60.0%"
