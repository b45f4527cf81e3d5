"""Is the casework of each school counted once, of pupils on roll, with nobody lost?"""

from datetime import date

from tiny import URN, TinyCity

from attendlib.casework import SchoolCases, cases_by_school, notices, policy, returns, stages

ON = date(2025, 10, 3)


def counted(city: TinyCity, on: date = ON) -> dict[str, SchoolCases]:
    """The casework of each school by Coventry's letters."""
    opened = city.open()
    of = (opened.city, opened.store)
    found = stages(*of, policy("coventry-2024", on), on).rows
    return {one.urn: one for one in cases_by_school(opened.city, on, found, notices(*of, on).rows, returns(*of, on))}


def test_steps_holds_and_leavers(tiny_city: TinyCity) -> None:
    """Two letters due, one pupil on hold, one who left with a letter due, one who has nothing to be measured by."""
    tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*40 I*10")
    held = tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*30 I*10", leaving_date="2025-09-26")
    tiny_city.pupil("X*50")
    tiny_city.pupil("/*50", urn="999002")
    tiny_city.done((held, "2025-09-22", "hold", "medical"))
    found = counted(tiny_city)
    one = found[URN]
    assert (one.on_roll, one.measured, dict(one.steps), one.on_hold, one.left_due) == (4, 3, {"letter-a": 2}, 1, 1)
    assert (one.due, found["999002"].due, found["999002"].on_roll) == (2, 0, 1)


def test_notices_that_stand_that_lapsed_and_that_may_go(tiny_city: TinyCity) -> None:
    """In January the sessions of September no longer count; those of December do, one still without a reason."""
    tiny_city.pupil("O*10 /*200")
    upn = tiny_city.pupil("/*200")
    tiny_city.records[URN] = [row for row in tiny_city.records[URN] if row[0] != upn or row[1] < "2025-12-15"]
    tiny_city.mark("O*9 N", URN, upn, start="2025-12-15")
    gone = tiny_city.pupil("O*10", leaving_date="2025-09-05")
    tiny_city.done((upn, "2025-11-03", "penalty-notice", "issued"), (gone, "2025-09-05", "letter-a", "sent"))
    found = counted(tiny_city, date(2026, 1, 16))[URN]
    assert (found.reached, found.standing, found.provisional) == (2, 1, 1)
    assert {name: count for name, count in found.following.items() if count} == {"second": 1}


def test_returns_of_both_kinds_and_those_that_go_on(tiny_city: TinyCity) -> None:
    """A run that ended, one that goes on, and illness."""
    tiny_city.pupil("O*20 /*30")
    tiny_city.pupil("/*20 O*30")
    tiny_city.pupil("I*30 /*20")
    found = counted(tiny_city)[URN]
    assert dict(found.returns) == {"ten-day-unauthorised": 2, "fifteen-day-illness": 1}
    assert dict(found.going) == {"ten-day-unauthorised": 1}


def test_a_school_with_nobody_on_roll_has_nothing(tiny_city: TinyCity) -> None:
    """It is there all the same."""
    tiny_city.pupil("/*50")
    tiny_city.phases["999003"] = "special"
    found = counted(tiny_city)["999003"]
    assert (found.on_roll, found.due, found.reached, dict(found.returns)) == (0, 0, 0, {})


def test_notices_of_the_year_are_counted_at_the_school_for_which_they_are_on_record(tiny_city: TinyCity) -> None:
    """Two parents of one child, one notice withdrawn, one of last year, one of a pupil who has left, one after the day:
    three at one school, and one that is received is no further one."""
    one, two = tiny_city.pupil("O*10 /*40"), tiny_city.pupil("/*50")
    gone = tiny_city.pupil("O*10", leaving_date="2025-09-05")
    tiny_city.pupil("/*50", urn="999002", upn=two)
    notice = "penalty-notice"
    tiny_city.done(
        (one, "2025-09-08", notice, "issued", URN, "mother"),
        (one, "2025-09-08", notice, "issued", URN, "father"),
        (one, "2025-09-10", notice, "received", URN, "mother"),
        (two, "2025-09-08", notice, "issued", "999002"),
        (two, "2025-09-12", notice, "withdrawn", "999002"),
        (two, "2025-07-08", notice, "issued"),
        (gone, "2025-09-09", notice, "issued"),
        (two, "2025-10-06", notice, "issued", "999002"),
    )
    found = counted(tiny_city)
    assert (found[URN].issued, found["999002"].issued) == (3, 0)
