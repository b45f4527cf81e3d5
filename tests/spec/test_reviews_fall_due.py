"""When is what was done to be reviewed, what ends the review, and what comes in its place?"""

from datetime import date

import pytest
from tiny import TinyCity

from attendlib.casework import Stage, policy
from attendlib.casework.lists import Desk, week_before

Row = tuple[str, ...]

LETTER, MEETING = ("2025-09-19", "letter-b", "sent"), ("2025-09-26", "meeting", "held")
SENT = ("2025-09-12", "letter-a", "sent"), LETTER
BETTER, NO_BETTER = "/*32 I*8 /*60", "/*32 I*8 I*60"


def desk(city: TinyCity, on: str, marks: str, *rows: Row, name: str = "coventry-2024") -> Desk:
    """What lies on the desk on a day, of one pupil with these marks and (date, step, outcome) on record."""
    upn = city.pupil(marks)
    opened, day = city.done(*((upn, *row) for row in rows)).open(), date.fromisoformat(on)
    return Desk(opened.city, opened.store, policy(name, day), day, week_before(day))


def stage(city: TinyCity, on: str, marks: str, *rows: Row, name: str = "coventry-2024") -> Stage:
    """The stage of that pupil."""
    (found,) = desk(city, on, marks, *rows, name=name).now.rows
    return found


@pytest.mark.parametrize("outcome", ["held", "missed"])
@pytest.mark.parametrize("name", ["coventry-2024", "blue-coat-2025"])
def test_the_weeks_run_from_the_meeting_and_not_from_the_letter_that_invited(
    tiny_city: TinyCity, name: str, outcome: str
) -> None:
    """Letter B of 19 September, the meeting of the 26th held or missed: its review is four weeks after the meeting, on
    the day on which Letter C asks whether attendance is better."""
    rows = (*SENT, ("2025-09-26", "meeting", outcome))
    assert stage(tiny_city, "2025-10-01", BETTER, *rows, name=name).review_on == date(2025, 10, 24)


@pytest.mark.parametrize("name", ["coventry-2024", "blue-coat-2025"])
def test_the_plan_runs_six_weeks_from_its_meeting(tiny_city: TinyCity, name: str) -> None:
    """A plan made on 24 October, in the parents' absence: it is reviewed on 5 December."""
    rows = (*SENT, MEETING, ("2025-10-17", "letter-c", "sent"), ("2025-10-24", "plan-meeting", "missed"))
    assert stage(tiny_city, "2025-11-05", BETTER, *rows, name=name).review_on == date(2025, 12, 5)


@pytest.mark.parametrize(("on", "listed"), [("2025-10-16", False), ("2025-10-17", True), ("2025-11-20", True)])
def test_a_review_is_listed_from_a_week_before_until_one_is_on_record(
    tiny_city: TinyCity, on: str, listed: bool
) -> None:
    """A meeting of 26 September after which attendance is better: the review of 24 October is listed from the 17th."""
    assert bool(desk(tiny_city, on, BETTER, *SENT, MEETING).reviews) is listed


@pytest.mark.parametrize("day", ["2025-10-23", "2025-10-24", "2025-10-25"])
def test_a_review_that_was_held_is_over_whatever_its_day(tiny_city: TinyCity, day: str) -> None:
    """Held the day before its day, on it and the day after: it is not asked for again, and nothing else is due."""
    held = desk(tiny_city, "2025-11-07", BETTER, *SENT, MEETING, (day, "review", "held"))
    assert (held.reviews, held.now.rows[0].review_on, held.now.rows[0].due) == ((), None, "")


def test_a_review_taken_back_is_asked_for_again(tiny_city: TinyCity) -> None:
    """Recorded by mistake and withdrawn: as if it had not been."""
    mistaken = ("2025-10-20", "review", "held"), ("2025-10-21", "review", "withdrawn")
    assert len(desk(tiny_city, "2025-10-24", BETTER, *SENT, MEETING, *mistaken).reviews) == 1


def test_a_step_that_follows_stands_in_the_place_of_the_review(tiny_city: TinyCity) -> None:
    """No better after the meeting: on the day of its review Letter C is due, and that is the one thing to do."""
    later = desk(tiny_city, "2025-10-24", NO_BETTER, *SENT, MEETING)
    assert (later.now.rows[0].due, later.reviews) == ("letter-c", ())


def test_a_hold_does_not_hide_a_review(tiny_city: TinyCity) -> None:
    """Letter C is kept back by a hold: the review is still a person's to hold."""
    held = desk(tiny_city, "2025-10-24", NO_BETTER, *SENT, MEETING, ("2025-10-10", "hold", "medical"))
    assert [(one.done.step, one.on) for one in held.reviews] == [("meeting", date(2025, 10, 24))]


def test_plans_of_2012_are_reviewed_at_least_every_six_weeks(tiny_city: TinyCity) -> None:
    """A plan of 5 September is reviewed on 17 October; held on the 15th, the next one falls six weeks after that."""
    plan, review = ("2025-09-05", "plan", "made"), ("2025-10-15", "review", "held")
    assert stage(tiny_city, "2025-09-30", BETTER, plan, name="coventry-2012").review_on == date(2025, 10, 17)
    later = stage(TinyCity(tiny_city.folder / "later"), "2025-11-05", BETTER, plan, review, name="coventry-2012")
    assert later.review_on == date(2025, 11, 26)


def test_a_notice_to_improve_is_reviewed_at_the_end_of_its_weeks(tiny_city: TinyCity) -> None:
    """Given on 26 September, six weeks as long as nobody sets another number: 7 November."""
    given = ("2025-09-26", "notice-to-improve", "issued")
    assert stage(tiny_city, "2025-10-10", NO_BETTER, given, name="national-2024").review_on == date(2025, 11, 7)
