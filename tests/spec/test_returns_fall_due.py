"""On which school day does an absence call for a return to the local authority?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Return, returns

RUN, ILLNESS = "ten-day-unauthorised", "fifteen-day-illness"


def found(city: TinyCity, on: str = "2026-07-21") -> list[Return]:
    """The returns that a city's marks call for by a day."""
    city_ = city.open()
    return list(returns(city_.city, city_.store, date.fromisoformat(on)))


@pytest.mark.parametrize(("on", "count"), [("2025-09-11", 0), ("2025-09-12", 1), ("2025-09-15", 1)])
def test_nine_days_are_not_enough_and_ten_are(tiny_city: TinyCity, on: str, count: int) -> None:
    """Absent from 1 September: the tenth school day is Friday 12 September."""
    tiny_city.pupil("O*40")
    rows = found(tiny_city, on)
    assert [(r.name, r.on, r.first) for r in rows] == [(RUN, date(2025, 9, 12), date(2025, 9, 1))] * count


@pytest.mark.parametrize("broken", ["O*9 / O*20", "O*18 I I O*18", "O*18 . . O*18", "O*18 _ O*19"])
def test_one_session_of_another_kind_breaks_the_run(tiny_city: TinyCity, broken: str) -> None:
    """Present for one session, ill for a day, or without a mark: the count begins again."""
    tiny_city.pupil(broken)
    assert found(tiny_city, "2025-09-12") == []


def test_a_holiday_does_not_break_the_run(tiny_city: TinyCity) -> None:
    """Five school days before half term and five after it are ten consecutive school days of the school."""
    tiny_city.pupil("O*20", start="2025-10-20")
    assert [r.on for r in found(tiny_city)] == [date(2025, 11, 7)]


def test_the_four_codes_may_be_mixed(tiny_city: TinyCity) -> None:
    """G, N, O and U in any order make a continuous absence."""
    tiny_city.pupil("G*8 N*2 O*8 U*2 /*20")
    (row,) = found(tiny_city)
    assert (row.on, row.last, row.sessions, row.going_on) == (date(2025, 9, 12), date(2025, 9, 12), 20, False)


def test_days_before_entry_do_not_count(tiny_city: TinyCity) -> None:
    """A pupil who entered on 8 September reaches ten days on 19 September."""
    tiny_city.pupil("O*40", entry_date="2025-09-08", start="2025-09-08")
    assert [r.on for r in found(tiny_city)] == [date(2025, 9, 19)]


def test_a_pupil_who_moved_begins_again(tiny_city: TinyCity) -> None:
    """Six days at the old school and six at the new are no ten days of either."""
    upn = tiny_city.pupil("O*12", leaving_date="2025-09-08")
    tiny_city.pupil("O*12", urn="999002", upn=upn, entry_date="2025-09-09", start="2025-09-09")
    assert found(tiny_city) == []


@pytest.mark.parametrize(
    ("marks", "count"), [("I*29 /*20", 0), ("I*30 /*20", 1), ("I*10 /*5 I*20", 1), ("I*29 M*5", 0)]
)
def test_thirty_sessions_of_illness_are_fifteen_days(tiny_city: TinyCity, marks: str, count: int) -> None:
    """Consecutive or together, and of illness alone. A belief about days to come has no day of its own."""
    tiny_city.pupil(marks)
    rows = found(tiny_city)
    assert [(r.name, r.on) for r in rows] == [(ILLNESS, None)] * count


def test_the_day_on_which_illness_reached_the_count_is_told_apart(tiny_city: TinyCity) -> None:
    """Thirty sessions from 1 September are reached on the fifteenth school day."""
    tiny_city.pupil("I*34 /*2")
    (row,) = found(tiny_city, "2025-09-24")
    assert (row.reached_on, row.last, row.sessions) == (date(2025, 9, 19), date(2025, 9, 23), 34)


def test_a_corrected_mark_takes_the_return_back(tiny_city: TinyCity) -> None:
    """One of the ten days was illness after all."""
    upn = tiny_city.pupil("O*20 /*10")
    assert len(found(tiny_city)) == 1
    tiny_city.records.clear()
    tiny_city.mark("O*10 I*2 O*8 /*10", URN, upn)
    assert found(tiny_city) == []
