"""Of which pupil is the local authority told when the roll changes, and by which day?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import policy
from attendlib.casework.duties import ROLL, duties
from attendlib.casework.rollreturns import RollReturn, roll_returns
from attendlib.errors import NotInForce

ON = date(2025, 11, 7)


def found(city: TinyCity, on: date = ON) -> list[RollReturn]:
    """The returns by a day."""
    return list(roll_returns(city.open().city, on))


@pytest.mark.parametrize(
    ("entry", "by"),
    [
        ("2024-09-01", None),
        ("2025-08-29", None),
        ("2025-09-01", None),
        ("2025-09-02", "2025-09-06"),
        ("2025-11-03", "2025-11-07"),
    ],
)
def test_a_pupil_who_joins_after_the_first_day_is_told_of_within_five_days(
    tiny_city: TinyCity, entry: str, by: str | None
) -> None:
    """Monday 1 September is the first school day: on it or before it is the usual intake, the day after is not. The
    fifth day counts the day of entry as the first."""
    upn = tiny_city.pupil("", entry_date=entry)
    tiny_city.pupil("/*20")
    wanted = [RollReturn(URN, upn, "new-pupil", date.fromisoformat(entry), date.fromisoformat(by))] if by else []
    assert found(tiny_city) == wanted


@pytest.mark.parametrize(
    ("leaving", "told"), [("2025-07-18", False), ("2025-10-10", True), ("2026-07-20", True), ("2026-07-21", False)]
)
def test_a_pupil_who_leaves_before_the_last_day_is_told_of_on_that_day(
    tiny_city: TinyCity, leaving: str, told: bool
) -> None:
    """Tuesday 21 July is the last school day: to leave with it is usual, the day before is not; nor is last year's."""
    upn = tiny_city.pupil("", entry_date="2024-09-01", leaving_date=leaving)
    tiny_city.pupil("/*20")
    day = date.fromisoformat(leaving)
    assert found(tiny_city, date(2026, 7, 31)) == ([RollReturn(URN, upn, "deletion", day, day)] if told else [])


@pytest.mark.parametrize(("on", "count"), [("2025-11-02", 0), ("2025-11-03", 1), ("2025-11-04", 1)])
def test_nobody_is_told_of_before_the_day(tiny_city: TinyCity, on: str, count: int) -> None:
    """Entry on 3 November: the evening before there is nothing to tell."""
    tiny_city.pupil("", entry_date="2025-11-03")
    tiny_city.pupil("/*20")
    assert len(found(tiny_city, date.fromisoformat(on))) == count


@pytest.mark.parametrize(("on", "holds"), [("2025-11-06", True), ("2025-11-07", True), ("2025-11-08", False)])
def test_it_holds_as_long_as_it_is_in_time(tiny_city: TinyCity, on: str, holds: bool) -> None:
    """Joined on Monday the 3rd: the fifth day is Friday the 7th; after it the return is late, and says so."""
    upn = tiny_city.pupil("", entry_date="2025-11-03")
    tiny_city.pupil("/*20")
    opened, day = tiny_city.open(), date.fromisoformat(on)
    told = [one for one in duties(opened.city, opened.store, policy("national-2024", day), day) if one.kind == ROLL]
    assert [(one.upn, one.name, one.stands) for one in told] == [(upn, "new-pupil", holds)]
    assert told[0].words == "return to the authority: new pupil, by 2025-11-07"


def test_a_pupil_who_moved_is_told_of_by_both_schools(tiny_city: TinyCity) -> None:
    """Left one on a Friday, joined the other on the Monday after."""
    upn = tiny_city.pupil("/*10", leaving_date="2025-09-05")
    tiny_city.pupil("/*4", urn="999002", upn=upn, entry_date="2025-09-08", start="2025-09-08")
    assert [(one.urn, one.name) for one in found(tiny_city)] == [(URN, "deletion"), ("999002", "new-pupil")]


def test_before_the_regulations_there_was_no_such_rule_here(tiny_city: TinyCity) -> None:
    """Asked about the day before they came into force."""
    tiny_city.pupil("/*20")
    with pytest.raises(NotInForce, match="2024-08-19"):
        found(tiny_city, date(2024, 8, 18))
