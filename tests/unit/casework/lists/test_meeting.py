"""Does a meeting of school and authority see the caseload as it was and is, what fell due, and whom to talk about?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework.lists.caseload import ClassLoad, StepLoad
from casework.lists.conftest import Laid

LAST, ON = "2025-10-24", "2025-11-14"
"""The last meeting, on the 40th school day, and today, the 50th: 80 and 100 sessions."""


def test_steps_due_taken_and_on_record(tiny_city: TinyCity, laid: Laid) -> None:
    """Letter A was due for two; one has had it since and is due Letter B; a third had it before the last meeting."""
    waiting, sent = tiny_city.pupil("/*74 I*6 /*18 I*2"), tiny_city.pupil("/*70 I*10 /*10 I*10")
    before = tiny_city.pupil("/*76 I*4 /*20")
    rows = [(sent, "2025-11-04", "letter-a", "sent"), (before, "2025-09-15", "letter-a", "sent")]
    found = laid(ON, *rows, since=LAST, by="coventry-2024").caseload
    steps = {step.step: step for step in found.steps}
    assert steps["letter-a"] == StepLoad("letter-a", due=1, due_then=2, new=0, held=0, taken=1, had=2, at=2, at_then=1)
    assert steps["letter-b"] == StepLoad("letter-b", due=1, due_then=0, new=1, held=0, taken=0, had=0, at=0, at_then=0)
    assert (found.on_roll, found.on_roll_then, waiting in {s.upn for s in laid(ON).now.rows}) == (3, 3, True)


def test_a_step_that_was_missed_is_not_taken(tiny_city: TinyCity, laid: Laid) -> None:
    """A step counts as taken when it was done; of a letter nobody can say that it was missed."""
    upn = tiny_city.pupil("/*74 I*6 /*18 I*2")
    found = laid(ON, (upn, "2025-11-04", "monitoring", "missed"), since=LAST, by="coventry-2024").caseload
    assert {step.step: (step.taken, step.at) for step in found.steps}["monitoring"] == (0, 0)


def test_classes_reconcile(tiny_city: TinyCity, laid: Laid) -> None:
    """Then, less those who recovered and who left, with those who joined, is now; a newcomer in it has joined."""
    tiny_city.pupil("/*60 I*20 /*10 I*10")
    tiny_city.pupil("/*72 I*8 /*20")
    tiny_city.pupil("/*76 I*4 /*10 I*10")
    tiny_city.pupil("/*60 I*20 /*4", leaving_date="2025-11-04")
    tiny_city.pupil("/*10 I*10", entry_date="2025-11-03", start="2025-11-03")
    persistent, severe = laid(ON, since=LAST).caseload.classes
    assert persistent == ClassLoad("persistent_absence", now=3, then=3, joined=2, recovered=1, gone=1)
    assert severe == ClassLoad("severe_absence", now=1, then=0, joined=1, recovered=0, gone=0)
    for line in (persistent, severe):
        assert line.then - line.recovered - line.gone + line.joined == line.now


def test_holds_now_and_then(tiny_city: TinyCity, laid: Laid) -> None:
    """One was placed since the last meeting."""
    old, new = tiny_city.pupil("/*100"), tiny_city.pupil("/*100")
    rows = [(old, "2025-10-01", "hold", "medical"), (new, "2025-11-04", "hold", "bereavement")]
    found = laid(ON, *rows, since=LAST).caseload
    assert (found.on_hold, found.on_hold_then) == (2, 1)


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ("/*40 I*40 /*10 I*10", ["severely absent", "persistently absent, no better since the last meeting"]),
        ("/*60 I*20 /*15 I*5", ["persistently absent, no better since the last meeting"]),
        ("/*60 I*20 /*16 I*4", []),
        ("/*75 I*5 /*15 I*5", ["persistently absent, no better since the last meeting"]),
        ("/*77 I*3 /*18 I*2", []),
        ("/*80 O*10 /*10", ["persistently absent, no better since the last meeting", "threshold"]),
        ("/*80 /*11 O*9", []),
    ],
)
def test_whom_to_talk_about(tiny_city: TinyCity, laid: Laid, marks: str, why: list[str]) -> None:
    """75% before and 75% since is no progress, 80% since is some; who was not persistently absent then and is now has
    got worse; nine unauthorised sessions are no threshold."""
    tiny_city.pupil(marks)
    found = laid(ON, since=LAST).topics
    reasons = [reason for topic in found for reason in topic.why]
    assert [reason.split(" for a penalty")[0] for reason in reasons] == why


def test_the_severe_come_first_then_no_progress_then_notices(tiny_city: TinyCity, laid: Laid) -> None:
    """Within each the least attendance first; each pupil once, whatever applies."""
    notice = tiny_city.pupil("O*10 /*90", upn="A1")
    stuck, worse = tiny_city.pupil("/*68 I*12 /*17 I*3"), tiny_city.pupil("/*60 I*20 /*15 I*5")
    severe = tiny_city.pupil("I*80 /*20")
    assert [topic.stage.upn for topic in laid(ON, since=LAST).topics] == [severe, worse, stuck, notice]


def test_who_has_left_is_not_discussed(tiny_city: TinyCity, laid: Laid) -> None:
    """The severest absence, at a school the pupil has left."""
    tiny_city.pupil("I*90", leaving_date="2025-11-07")
    assert laid(ON, since=LAST).topics == ()


def test_a_newcomer_without_figures_then_cannot_be_without_progress(tiny_city: TinyCity, laid: Laid) -> None:
    """On roll since this half term: severe is severe, but nothing can be compared."""
    tiny_city.pupil("/*15 I*5", entry_date="2025-11-03", start="2025-11-03")
    severe = tiny_city.pupil("/*10 I*10", entry_date="2025-11-03", start="2025-11-03")
    (topic,) = laid(ON, since=LAST).topics
    assert (topic.stage.upn, topic.why, topic.since) == (severe, ("severely absent",), None)


def test_what_fell_due_with_its_day(tiny_city: TinyCity, laid: Laid) -> None:
    """A notice, a return and a prompt of the policy, each on the day its count was reached, in order of day."""
    tiny_city.pupil("G*10 /*90")
    tiny_city.pupil("O*20 /*80")
    tiny_city.pupil("I*30 /*70")
    found = [(event.kind, event.name, event.on, event.stands) for event in laid(ON).events]
    assert found == [
        ("notice", "first", date(2025, 9, 5), True),
        ("notice", "first", date(2025, 9, 5), True),
        ("prompt", "holiday-referral", date(2025, 9, 5), False),
        ("return", "ten-day-unauthorised", date(2025, 9, 12), False),
        ("return", "fifteen-day-illness", date(2025, 9, 19), False),
    ]


def test_the_sessions_of_a_school_that_was_left_count_towards_a_notice(tiny_city: TinyCity, laid: Laid) -> None:
    """Six there and four here make ten: the school that the pupil is at now is told, with how many are not its own."""
    upn = tiny_city.pupil("O*6", urn="999002", leaving_date="2025-09-05")
    tiny_city.pupil("O*4 /*20", upn=upn, entry_date="2025-09-08", start="2025-09-08")
    (event,) = laid("2025-09-19", urns=[URN]).events
    assert (event.urn, event.kind, event.on, event.sessions) == (URN, "notice", date(2025, 9, 9), 10)
    assert (
        "10 sessions in the last 10 school weeks (6 of them at another school); it would be the first notice"
        in event.words
    )


def test_before_the_national_rules_there_are_no_notices_and_returns(tiny_city: TinyCity, laid: Laid) -> None:
    """In 2022/23 the framework had not begun: the lists are made without it."""
    tiny_city.first = 2022
    tiny_city.pupil("G*20 /*60")
    desk = laid("2022-10-21")
    assert {event.kind for event in desk.events} == {"prompt"}
    assert len(desk.tracker().rows) == 1


def test_a_school_with_nobody_on_roll_has_empty_lists(tiny_city: TinyCity, laid: Laid) -> None:
    """Every list is made, and holds nothing."""
    tiny_city.phases["999009"] = "primary"
    tiny_city.pupil("/*20")
    desk = laid(ON, urns=["999009"])
    assert (desk.tracker().rows, desk.calls.rows, desk.persistent.rows, desk.moved.rows) == ((), (), (), ())
    assert (desk.recognition.rows, desk.topics, desk.families(), desk.caseload.on_roll) == ((), (), (), 0)
    assert URN not in desk.calls.silent
