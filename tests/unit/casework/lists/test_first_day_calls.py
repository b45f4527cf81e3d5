"""Does the office call the right pupils, the most vulnerable first, and nobody whose register was not taken?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from casework.lists.conftest import Laid

DAY = "2025-09-19"
"""The fifteenth school day, a Friday: the 29th session is its first."""


@pytest.mark.parametrize(
    ("last", "called"),
    [
        ("/ /", False),
        ("N N", True),
        (". .", True),
        ("_ _", True),
        ("I I", False),
        ("L /", False),
        ("N /", True),
        ("/ N", False),
    ],
)
def test_called_are_those_without_a_mark_or_a_reason_in_the_first_session(
    tiny_city: TinyCity, laid: Laid, last: str, called: bool
) -> None:
    """A reason that is known needs no call, nor does lateness; the afternoon is not looked at."""
    tiny_city.pupil("/*30")
    upn = tiny_city.pupil(f"/*28 {last}")
    assert [(call.upn, call.code) for call in laid(DAY).calls.rows] == ([(upn, last[0].strip("._"))] if called else [])


def test_the_afternoon_changes_nothing(tiny_city: TinyCity, laid: Laid) -> None:
    """Who came at noon was absent in the morning: days and last day present are as they were at nine."""
    tiny_city.pupil("/*30")
    tiny_city.pupil("/*26 N*2 N /")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed, call.last_present) == (2, 2, date(2025, 9, 17))


def test_how_long_it_has_been_going_on(tiny_city: TinyCity, laid: Laid) -> None:
    """Ill on Monday, no reason since Tuesday: four days without a reason, five missed, last there on Friday. The
    weekend is no day."""
    tiny_city.pupil("/*30")
    tiny_city.pupil("/*20 I*2 N*7 N")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed, call.last_present) == (4, 5, date(2025, 9, 12))


def test_a_day_on_which_nobody_has_a_mark_is_passed_over(tiny_city: TinyCity, laid: Laid) -> None:
    """On Thursday the school sent nothing: that is no second day of one pupil's absence."""
    tiny_city.pupil("/*26 .*2 /*2")
    tiny_city.pupil("/*26 .*2 N*2")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed) == (1, 1)


def test_a_day_without_the_classs_register_is_passed_over(tiny_city: TinyCity, laid: Laid) -> None:
    """On Thursday the register of 5B was not taken while 5A's was: for a pupil of 5B that is no day of absence."""
    tiny_city.pupil("/*30", tutor_group="5A")
    tiny_city.pupil("/*26 .*2 /*2", tutor_group="5B")
    tiny_city.pupil("/*26 .*2 N*2", tutor_group="5B")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed, call.last_present) == (1, 1, date(2025, 9, 17))


def test_who_is_alone_in_a_class_is_looked_at_with_the_school(tiny_city: TinyCity, laid: Laid) -> None:
    """A class of one says nothing by having no mark: the pupil's days without any count."""
    tiny_city.pupil("/*30", tutor_group="5A")
    tiny_city.pupil("/*26 .*4", tutor_group="5B")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed) == (2, 2)


def test_who_was_never_there(tiny_city: TinyCity, laid: Laid) -> None:
    """A pupil who has not come since the first day on roll has no last day; only days on roll are counted."""
    tiny_city.pupil("/*30")
    tiny_city.pupil("N*4", entry_date="2025-09-18", start="2025-09-18")
    (call,) = laid(DAY).calls.rows
    assert (call.days, call.days_missed, call.last_present) == (2, 2, None)


def test_off_roll_is_nobody_to_call(tiny_city: TinyCity, laid: Laid) -> None:
    """A pupil who left yesterday, or comes on Monday, has no mark and is not missed."""
    tiny_city.pupil("/*30")
    tiny_city.pupil("/*28", leaving_date="2025-09-18")
    tiny_city.pupil("", entry_date="2025-09-22")
    assert laid(DAY).calls.rows == ()


def test_the_most_vulnerable_come_first(tiny_city: TinyCity, laid: Laid) -> None:
    """Social worker, looked after, on the calling list, persistently absent, a step on record, then the rest, those
    longest without a reason first."""
    tiny_city.pupil("/*80")
    today, yesterday = tiny_city.pupil("/*78 N*2"), tiny_city.pupil("/*76 N*4")
    recorded, persistent = tiny_city.pupil("/*78 N*2"), tiny_city.pupil("/*70 I*8 N*2")
    listed, looked_after = tiny_city.pupil("/*78 N*2"), tiny_city.pupil("/*78 N*2", looked_after="1")
    helped = tiny_city.pupil("/*78 N*2", social_worker="1")
    rows = [(recorded, "2025-09-15", "meeting", "held"), (listed, "2025-09-15", "first-day-calling", "done")]
    calls = laid("2025-10-24", *rows).calls
    found = [call.upn for call in calls.rows]
    assert found == [helped, looked_after, listed, persistent, recorded, yesterday, today]
    assert [call.first[:1] for call in calls.rows[:5]] == [
        ("has a social worker",),
        ("looked after",),
        ("on the first-day-calling list",),
        ("persistently absent",),
        ("earlier steps on record",),
    ]


def test_who_is_on_the_calling_list_is_called_about_whatever_the_code(tiny_city: TinyCity, laid: Laid) -> None:
    """The list is for pupils whom somebody wants to hear of each time: ill today, and still called about; present, not,
    nor late after the register closed. Taken off it again, with the outcome withdrawn, no more."""
    tiny_city.pupil("/*30")
    ill, there, late = (tiny_city.pupil(marks) for marks in ("/*28 I*2", "/*30", "/*28 U /"))
    rows = [(upn, "2025-09-08", "first-day-calling", "done") for upn in (ill, there, late)]
    (call,) = laid(DAY, *rows).calls.rows
    assert (call.upn, call.code, call.days) == (ill, "I", 0)
    off = (ill, "2025-09-15", "first-day-calling", "withdrawn")
    assert laid(DAY, *rows, off).calls.rows == ()


def test_a_policy_without_a_calling_list_says_so(tiny_city: TinyCity, laid: Laid) -> None:
    """The national guidance has no such record; Coventry's protocol and Blue Coat's policy have."""
    tiny_city.pupil("/*30")
    assert not laid(DAY, by="national-2024").calls.has_list
    assert laid(DAY, by="coventry-2024").calls.has_list
    assert laid(DAY).calls.has_list


def test_a_pupil_on_hold_is_marked(tiny_city: TinyCity, laid: Laid) -> None:
    """They stand on the list with the reason of the hold: a person decides whether to call."""
    tiny_city.pupil("/*30")
    upn = tiny_city.pupil("/*28 N*2")
    (call,) = laid(DAY, (upn, "2025-09-15", "hold", "bereavement")).calls.rows
    assert (call.hold, call.first) == ("bereavement", ())


def test_siblings_who_are_absent_too(tiny_city: TinyCity, laid: Laid) -> None:
    """At the same school and another: those not there, for whatever reason; not those who are, nor the pupil."""
    upn = tiny_city.pupil("/*28 N*2", household_id="H1")
    ill = tiny_city.pupil("/*28 I*2", household_id="H1")
    tiny_city.pupil("/*30", household_id="H1")
    away = tiny_city.pupil("/*28 N*2", urn="999002", household_id="H1")
    tiny_city.pupil("/*30", urn="999002")
    tiny_city.pupil("/*28 O*2", household_id="H2")
    for urns in (None, [URN]):
        call = next(call for call in laid(DAY, urns=urns).calls.rows if call.upn == upn)
        assert [(one.urn, one.upn, one.code) for one in call.siblings] == [(URN, ill, "I"), ("999002", away, "N")]


def test_a_class_whose_register_was_not_taken_is_no_list_of_calls(tiny_city: TinyCity, laid: Laid) -> None:
    """Both pupils of 5B have no mark while 5A has: the register comes first, and nobody of 5B is called about."""
    tiny_city.pupil("/*30", tutor_group="5A")
    upn = tiny_city.pupil("/*28 N*2", tutor_group="5A")
    tiny_city.pupil("/*28", tutor_group="5B")
    tiny_city.pupil("/*28", tutor_group="5B")
    calls = laid(DAY).calls
    assert calls.not_taken == ((URN, "5B", 2),)
    assert [call.upn for call in calls.rows] == [upn]


def test_a_register_that_stops_before_the_day_calls_nobody(tiny_city: TinyCity, laid: Laid) -> None:
    """Nobody has a mark that morning: that is said of the school, and no pupil is listed as missing."""
    tiny_city.pupil("/*28")
    tiny_city.pupil("/*28")
    calls = laid(DAY).calls
    assert (calls.rows, calls.silent, calls.closed) == ((), (URN,), ())


def test_on_a_day_without_school_nobody_is_called(tiny_city: TinyCity, laid: Laid) -> None:
    """On a Saturday, or a closure, the school is named as closed."""
    tiny_city.pupil("/*28 N*2")
    calls = laid("2025-09-20").calls
    assert (calls.rows, calls.silent, calls.closed) == ((), (), (URN,))


def test_a_bad_row_of_the_table_is_told_and_the_calls_go_on(tiny_city: TinyCity, laid: Laid) -> None:
    """An unknown step is a finding; the pupil is called about all the same."""
    tiny_city.pupil("/*30")
    upn = tiny_city.pupil("/*28 N*2")
    desk = laid(DAY, (upn, "2025-09-15", "leter-a", "sent"))
    assert [finding.rule for finding in desk.known.findings] == ["intervention-unknown-step"]
    assert [call.upn for call in desk.calls.rows] == [upn]


def test_last_years_letter_and_list_are_remembered_in_september(tiny_city: TinyCity, laid: Laid) -> None:
    """A concern of June and a place on the list since March: both come before a pupil of whom nothing is known, and
    who was put on the list is on it until taken off."""
    earlier = {"entry_date": "2024-09-01"}
    known = tiny_city.pupil("/*28 N N", **earlier)
    listed, unknown = tiny_city.pupil("/*28 I I", **earlier), tiny_city.pupil("/*28 N N", **earlier)
    rows = [(known, "2025-06-16", "letter-a", "sent"), (listed, "2025-03-03", "first-day-calling", "done")]
    calls = laid(DAY, *rows).calls.rows
    assert [(call.upn, call.first) for call in calls] == [
        (listed, ("on the first-day-calling list",)),
        (known, ("earlier steps on record",)),
        (unknown, ()),
    ]
