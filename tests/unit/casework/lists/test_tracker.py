"""Is everybody with something to do on the tracker, the longest waiting first, and nobody dropped in silence?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.casework.lists import Task, Tracker, read_earlier
from attendlib.errors import ListError
from casework.lists.conftest import Laid

FRIDAY = "2025-10-03"
"""The 25th school day: 50 sessions. The Friday before is the 20th: 40 sessions."""


def only(tracker: Tracker) -> Task:
    """The only task."""
    (task,) = tracker.rows
    return task


def test_who_has_nothing_to_do_is_not_on_it(tiny_city: TinyCity, laid: Laid) -> None:
    """Always there, nothing on record: no row."""
    tiny_city.pupil("/*50")
    found = laid(FRIDAY).tracker()
    assert (found.rows, found.done, found.since) == ((), 0, date(2025, 9, 26))


def test_a_step_is_due_with_its_figures_and_the_change_of_the_week(tiny_city: TinyCity, laid: Laid) -> None:
    """38 of 40, then 8 of 10: from 95.0% to 92.0%, three points down, two sessions missed this week."""
    tiny_city.pupil("/*38 I*2 /*8 O*2")
    task = only(laid(FRIDAY).tracker())
    assert (task.stage.due, task.due_on) == ("letter-a", date(2025, 10, 3))
    assert (task.points, task.lately and task.lately.absent) == (Decimal("-3.0"), 2)
    assert task.news.words == ("Stage 1, Letter A newly due",)


def test_a_step_that_waits_is_no_news(tiny_city: TinyCity, laid: Laid) -> None:
    """Due since the week before: on the list with its day, without a word of news."""
    tiny_city.pupil("/*37 O*3 /*10")
    task = only(laid(FRIDAY).tracker())
    assert (task.stage.due, task.due_on, task.news.words) == ("letter-a", date(2025, 9, 26), ())


def test_the_longest_waiting_comes_first(tiny_city: TinyCity, laid: Laid) -> None:
    """By the day since which a step is due or on which a review falls; a hold without a step comes last."""
    new = tiny_city.pupil("/*47 I*3")
    review, old = tiny_city.pupil("/*20 I*4 /*26"), tiny_city.pupil("/*10 I*4 /*36")
    held = tiny_city.pupil("/*50")
    rows = [(review, "2025-08-29", "letter-a", "sent"), (held, "2025-09-29", "hold", "medical")]
    found = laid(FRIDAY, *rows).tracker()
    assert [(task.stage.upn, task.due_on) for task in found.rows] == [
        (old, date(2025, 9, 8)),
        (review, date(2025, 9, 26)),
        (new, date(2025, 10, 3)),
        (held, None),
    ]


def test_who_recovered_is_shown_as_withdrawn(tiny_city: TinyCity, laid: Laid) -> None:
    """Below the target a week ago, above it now, and no letter went out: not dropped, but told with both figures."""
    tiny_city.pupil("/*37 I*3 /*26")
    found = laid("2025-10-15", by="coventry-2024", since="2025-09-26").tracker()
    assert [task.stage.upn for task in found.withdrawn] == [tiny_city.pupils[0]["upn"]]
    assert only(found).news.words == ("Letter A was due at 92.50% and is no longer at 95.45%",)


def test_a_step_that_was_taken_is_not_withdrawn(tiny_city: TinyCity, laid: Laid) -> None:
    """Letter A went out this week: what follows is the review in four weeks, so that nothing is left to do."""
    upn = tiny_city.pupil("/*37 I*3 /*10")
    found = laid(FRIDAY, (upn, "2025-09-30", "letter-a", "sent"), by="coventry-2024").tracker()
    assert (found.rows, found.done) == ((), 1)


def test_a_step_overtaken_by_another_is_not_withdrawn(tiny_city: TinyCity, laid: Laid) -> None:
    """The letter at 96% is not due once Letter A has gone out, which the policy says; that is no withdrawal."""
    upn = tiny_city.pupil("/*38 I*2 /*10")
    assert only(laid("2025-09-26").tracker()).stage.due == "pre-pa"
    found = laid(FRIDAY, (upn, "2025-09-30", "letter-a", "sent")).tracker()
    assert found.withdrawn == ()


def test_a_hold_keeps_a_step_back_and_says_so(tiny_city: TinyCity, laid: Laid) -> None:
    """Due a week ago, on hold since: the row says why nothing is due."""
    upn = tiny_city.pupil("/*36 I*4 /*10")
    task = only(laid(FRIDAY, (upn, "2025-09-30", "hold", "bereavement")).tracker())
    assert (task.stage.hold, task.stage.would_be, task.news.withdrawn) == ("bereavement", "letter-a", "letter-a")
    assert "Stage 1, Letter A was due and is kept back by the hold" in task.news.words
    assert "put on hold (bereavement)" in task.news.words


def test_who_left_is_shown_once(tiny_city: TinyCity, laid: Laid) -> None:
    """A step was due and the pupil left on Tuesday: told in that week, gone in the next."""
    tiny_city.pupil("/*36 I*4 /*4", leaving_date="2025-09-30")
    tiny_city.pupil("/*70")
    assert only(laid(FRIDAY).tracker()).news.words == ("Stage 1, Letter A was due; the pupil left on 2025-09-30",)
    assert laid("2025-10-10").tracker().rows == ()


def test_corrected_marks_show_against_the_list_of_last_week(tiny_city: TinyCity, laid: Laid, tmp_path: Path) -> None:
    """Absences of last week became presences: by the marks as they are nothing was ever due, so only the list made then
    knows that a letter was."""
    upn = tiny_city.pupil("/*50")
    assert laid(FRIDAY).tracker().rows == ()
    last = tmp_path / "last.csv"
    last.write_text(f"urn,upn,due,percent\n999001,{upn},letter-a,92.50\n", encoding="utf-8")
    task = only(laid(FRIDAY).tracker(read_earlier(last)))
    assert task.news.withdrawn == "letter-a"
    assert task.news.words == ("Stage 1, Letter A was due by the earlier list and is not by the marks as they are now",)


def test_a_step_that_stood_on_last_weeks_list_is_not_new(tiny_city: TinyCity, laid: Laid, tmp_path: Path) -> None:
    """The list made then decides what is new, not the marks as they are now."""
    upn = tiny_city.pupil("/*38 I*2 /*8 O*2")
    last = tmp_path / "last.csv"
    last.write_text(f"urn,upn,due\n999001,{upn},letter-a\n", encoding="utf-8")
    assert only(laid(FRIDAY).tracker(read_earlier(last))).news.words == ()
    last.write_text("urn,upn,due\n", encoding="utf-8")
    assert only(laid(FRIDAY).tracker(read_earlier(last))).news.words == ("Stage 1, Letter A newly due",)


def test_who_vanished_from_the_pupils_table_is_counted(tiny_city: TinyCity, laid: Laid, tmp_path: Path) -> None:
    """A step was due last week for somebody whom the table no longer has: told as a number; of another school, not."""
    tiny_city.pupil("/*50")
    last = tmp_path / "last.csv"
    lines = ["urn,upn,due", "999001,A1,letter-a", "999001,A2,", "999002,A3,letter-a"]
    last.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = laid(FRIDAY).tracker(read_earlier(last))
    assert (found.rows, found.gone) == ((), 1)


@pytest.mark.parametrize(("text", "told"), [("urn,upn\n1,2\n", "no column 'due'"), (None, "cannot be read")])
def test_a_file_that_is_no_tracker_is_refused(tmp_path: Path, text: str | None, told: str) -> None:
    """What is missing, and which file is wanted; no row of it is repeated."""
    place = tmp_path / "last.csv"
    if text is not None:
        place.write_text(text, encoding="utf-8")
    with pytest.raises(ListError, match=told):
        read_earlier(place)


def test_a_letter_without_ground_by_the_marks_of_today_is_looked_at_again(tiny_city: TinyCity, laid: Laid) -> None:
    """Sent, and by the marks as they are now attendance was never below: on the list for a person."""
    upn = tiny_city.pupil("/*50")
    task = only(laid(FRIDAY, (upn, "2025-09-15", "letter-a", "sent")).tracker())
    assert [done.step for done in task.stage.doubtful] == ["letter-a"]


@pytest.mark.parametrize(
    ("on", "listed"), [("2025-10-05", False), ("2025-10-06", True), ("2025-10-13", True), ("2025-11-20", True)]
)
def test_a_review_is_listed_a_week_before_and_until_something_is_on_record(
    tiny_city: TinyCity, laid: Laid, on: str, listed: bool
) -> None:
    """Letter A of 15 September is reviewed four weeks later, on 13 October: on the list from the 6th, and for good."""
    upn = tiny_city.pupil("/*12 I*4 /*104")
    found = laid(on, (upn, "2025-09-15", "letter-a", "sent"), by="coventry-2024").tracker().rows
    assert [task.review.on for task in found if task.review] == ([date(2025, 10, 13)] if listed else [])


def test_a_review_shows_attendance_before_and_since(tiny_city: TinyCity, laid: Laid) -> None:
    """16 of 20 up to the letter of the tenth day and 40 of 40 since: better. With a record of the day it is over."""
    upn = tiny_city.pupil("/*16 I*4 /*60")
    row = (upn, "2025-09-12", "letter-a", "sent")
    (review,) = laid("2025-10-10", row, by="coventry-2024").reviews
    assert (review.before.attended, review.before.possible, review.after.possible) == (16, 20, 40)
    assert not review.no_improvement
    issued = (upn, "2025-10-10", "penalty-notice", "issued")
    assert laid("2025-10-13", row, issued, by="coventry-2024").reviews == ()
    early = (upn, "2025-10-09", "penalty-notice", "issued")
    assert len(laid("2025-10-13", row, early, by="coventry-2024").reviews) == 1


def test_what_fell_due_this_week_is_on_it(tiny_city: TinyCity, laid: Laid) -> None:
    """The tenth unauthorised session is this Friday's: the threshold is news this week, and no longer in the next."""
    upn = tiny_city.pupil("/*40 O*10 /*20")
    (task,) = laid(FRIDAY).tracker().rows
    assert (task.stage.upn, [event.kind for event in task.events]) == (upn, ["notice"])
    assert task.events[0].words.startswith("threshold for a penalty notice reached, 10 sessions")
    assert [task.events for task in laid("2025-10-10").tracker().rows] == [()]


def test_classes_that_were_entered_and_left_are_news(tiny_city: TinyCity, laid: Laid) -> None:
    """Exactly 10% on Friday and less the week before: became persistently absent."""
    tiny_city.pupil("/*40 I*5 /*5")
    words = only(laid(FRIDAY).tracker()).news.words
    assert "became persistently absent" in words
    tiny_city.records.clear()
    tiny_city.mark("/*36 I*4 /*10", "999001", tiny_city.pupils[0]["upn"])
    assert "no longer persistently absent" in only(laid(FRIDAY).tracker()).news.words


def test_in_the_first_week_of_the_year_nothing_is_compared(tiny_city: TinyCity, laid: Laid) -> None:
    """A week before 5 August lies in the year before: the list is made, and says that it compares nothing."""
    tiny_city.half_terms = [("autumn 1", "08-03", "10-24"), *tiny_city.half_terms[1:]]
    tiny_city.pupil("O*6", entry_date="2025-08-01")
    found = laid("2025-08-05").tracker()
    assert found.since is None
    assert (only(found).before, only(found).points, only(found).news.words) == (None, None, ())


def test_a_pupil_who_came_this_week_has_nothing_to_compare(tiny_city: TinyCity, laid: Laid) -> None:
    """On roll since Wednesday and absent since: Letter A is due and new, the change of the week is unknown."""
    tiny_city.pupil("O*6", entry_date="2025-10-01", start="2025-10-01")
    tiny_city.pupil("/*50")
    task = only(laid(FRIDAY).tracker())
    assert (task.stage.due, task.points, task.news.words) == ("letter-a", None, ("Stage 1, Letter A newly due",))
