"""Are the first and last day of a school's figures those of its first and last session that counts?"""

from datetime import date

from returned import block, census
from tiny import URN, TinyCity

OTHER = "999002"
Days = dict[tuple[str, str], tuple[date, date]]


def days(city: TinyCity, start: str = "", end: str = "") -> Days:
    """First and last day by URN and kind."""
    rows = city.asked("school", split="reach", start=start, end=end)
    return {(row["urn"], row["kind"]): (row["first"], row["last"]) for row in rows}


def test_from_the_first_to_the_last_mark_that_counts(tiny_city: TinyCity) -> None:
    """Sessions that are not counted are in no figure, so they are in no reach: Y1 on the last day is not its end."""
    tiny_city.pupil("Y1*2 /*4 I*2 /*2 Y1*2")
    assert days(tiny_city) == {(URN, "marks"): (date(2025, 9, 2), date(2025, 9, 5))}


def test_inside_the_window(tiny_city: TinyCity) -> None:
    """Both days of the window are in it, and nothing beyond them."""
    tiny_city.pupil("/*20")
    found = days(tiny_city, start="2025-09-02", end="2025-09-04")
    assert found == {(URN, "marks"): (date(2025, 9, 2), date(2025, 9, 4))}
    assert days(tiny_city, start="2025-09-15", end="2025-09-19") == {}


def test_totals_go_to_the_last_school_day_of_their_term(tiny_city: TinyCity) -> None:
    """An autumn return reaches to 19 December, also where the window ends later; a return of no sessions nowhere."""
    upn = tiny_city.pupil()
    other = tiny_city.pupil(urn=OTHER)
    tiny_city.census = [(URN, census((upn, block("140", "I:10")))), (OTHER, census((other, block("0"))))]
    assert days(tiny_city, end="2026-03-27") == {(URN, "totals"): (date(2025, 9, 1), date(2025, 12, 19))}


def test_each_school_and_kind_by_itself(tiny_city: TinyCity) -> None:
    """A school of both kinds has a row of each."""
    upn = tiny_city.pupil()
    tiny_city.mark("/*4", URN, upn, "2026-01-05")
    tiny_city.pupil("/*4", urn=OTHER)
    tiny_city.census.append((URN, census((upn, block("140", "I:10")))))
    assert days(tiny_city) == {
        (URN, "marks"): (date(2026, 1, 5), date(2026, 1, 6)),
        (URN, "totals"): (date(2025, 9, 1), date(2025, 12, 19)),
        (OTHER, "marks"): (date(2025, 9, 1), date(2025, 9, 2)),
    }
