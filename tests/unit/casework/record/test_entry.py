"""Is what cannot be right found before it is written, by the rules by which the table is read?"""

from datetime import date

import pytest
from lettered import ON, lettered
from tiny import URN, TinyCity

from attendlib.casework import policy
from attendlib.casework.record.entry import Entry, Recording, Verdict
from attendlib.city import load_city

DAY = date.fromisoformat(ON)


def asked(city: TinyCity, *entries: Entry, rows: tuple[tuple[str, ...], ...] = (), on: date = DAY) -> Verdict:
    """What becomes of entries, with these rows on record."""
    return Recording(load_city(lettered(city, *rows)), policy("coventry-2024", on), on).verdict(entries)


def entry(upn: str, day: str = "2026-03-27", step: str = "letter-a", outcome: str = "sent", urn: str = URN) -> Entry:
    """An entry."""
    return Entry(urn, upn, date.fromisoformat(day), step, outcome, "row 2")


@pytest.fixture
def upn(tiny_city: TinyCity) -> str:
    """A pupil who entered on 1 September 2025."""
    return tiny_city.pupil("/*20", pupil_id="77", leaving_date="")


def test_what_is_right_is_accepted(tiny_city: TinyCity, upn: str) -> None:
    """Also by the school's own number for the pupil."""
    assert asked(tiny_city, entry(upn)).accepted == [entry(upn)]
    assert asked(tiny_city, entry("77")).accepted == [entry("77")]


@pytest.mark.parametrize(
    ("change", "what", "mend"),
    [
        ({"upn": "Z000000000000"}, "no such pupil", "correct the urn or upn"),
        ({"urn": "999099"}, "no such pupil", "correct the urn or upn"),
        ({"step": "letter-q"}, "no such step", "correct the step"),
        ({"outcome": "posted"}, "no such outcome", "write one that it knows"),
        ({"day": "2026-03-28"}, "after the day asked about", "say with --on which day it is"),
        ({"day": "2025-08-31"}, "before the pupil's entry", "correct the date"),
        ({"step": "hold", "outcome": "endded"}, "no such reason for a hold", "ended"),
        ({"outcome": "withdrawn"}, "nothing is on record", "taken back"),
    ],
)
def test_what_cannot_be_right_is_refused_with_how_to_mend_it(
    tiny_city: TinyCity, upn: str, change: dict[str, str], what: str, mend: str
) -> None:
    """Each by itself; its source stands with it, no pupil does."""
    found = asked(tiny_city, entry(**{"upn": upn, **change}))
    (refused,) = found.refused
    assert found.accepted == []
    assert what in refused.what
    assert mend in refused.mend
    assert refused.source == "row 2"
    assert upn not in " ".join(refused)


def test_the_day_of_entry_and_the_day_of_recording_are_right(tiny_city: TinyCity, upn: str) -> None:
    """Both are inclusive; with a later day of recording, a later date."""
    assert asked(tiny_city, entry(upn, "2025-09-01")).accepted
    assert asked(tiny_city, entry(upn, ON)).accepted
    assert asked(tiny_city, entry(upn, "2026-03-30"), on=date(2026, 3, 30)).accepted


def test_the_same_row_is_not_recorded_again(tiny_city: TinyCity, upn: str) -> None:
    """It is on record already, which is no fault; also where one of the two goes by the school's number."""
    row = (upn, ON, "letter-a", "sent")
    assert asked(tiny_city, entry(upn), rows=(row,)).already == [entry(upn)]
    assert asked(tiny_city, entry("77"), rows=(row,)).already == [entry("77")]


@pytest.mark.parametrize("day", ["2026-03-26", "2026-03-25"])
def test_a_letter_is_not_recorded_twice_in_a_year(tiny_city: TinyCity, upn: str, day: str) -> None:
    """Whether the one on record is of an earlier or a later day."""
    found = asked(tiny_city, entry(upn, day), rows=((upn, "2026-03-20", "letter-a", "sent"),))
    assert "recorded twice" in found.refused[0].what
    found = asked(tiny_city, entry(upn, day), rows=((upn, "2026-03-27", "letter-a", "sent"),))
    assert "recorded twice" in found.refused[0].what


def test_of_two_that_are_the_same_the_first_is_recorded(tiny_city: TinyCity, upn: str) -> None:
    """In one list."""
    found = asked(tiny_city, entry(upn), entry(upn, "2026-03-26"))
    assert (len(found.accepted), len(found.refused)) == (1, 1)


def test_another_pupils_fault_does_not_stop_the_others(tiny_city: TinyCity, upn: str) -> None:
    """What is right is recorded."""
    other = tiny_city.pupil("/*20")
    found = asked(tiny_city, entry(upn, step="letter-q"), entry(other))
    assert [one.upn for one in found.accepted] == [other]
    assert len(found.refused) == 1


def test_a_meeting_can_be_recorded_on_two_days(tiny_city: TinyCity, upn: str) -> None:
    """Only what is done once a year is not done twice."""
    rows = ((upn, "2026-03-20", "meeting", "held"),)
    assert asked(tiny_city, entry(upn, step="meeting", outcome="held"), rows=rows).accepted


def test_what_is_on_record_can_be_taken_back_and_done_again(tiny_city: TinyCity, upn: str) -> None:
    """From its day on; afterwards the letter may be recorded with another day."""
    sent, back = (upn, "2026-03-20", "letter-a", "sent"), (upn, "2026-03-25", "letter-a", "withdrawn")
    assert asked(tiny_city, entry(upn, "2026-03-20", outcome="withdrawn"), rows=(sent,)).accepted
    assert asked(tiny_city, entry(upn, "2026-03-19", outcome="withdrawn"), rows=(sent,)).refused
    assert asked(tiny_city, entry(upn, "2026-03-26"), rows=(sent, back)).accepted


@pytest.mark.parametrize("outcome", ["bereavement", "ended"])
def test_a_hold_is_placed_and_ended(tiny_city: TinyCity, upn: str, outcome: str) -> None:
    """By the policy's own words."""
    assert asked(tiny_city, entry(upn, step="hold", outcome=outcome)).accepted


def test_what_was_done_after_a_pupil_left_is_recorded_and_remarked(tiny_city: TinyCity) -> None:
    """A notice can be issued then; a slip in the school is more likely."""
    upn = tiny_city.pupil("/*20", leaving_date="2026-02-13")
    found = asked(tiny_city, entry(upn, step="penalty-notice", outcome="issued"))
    assert found.accepted
    assert found.remarks == ["row 2: the date is after the pupil left this school: correct the date or the school"]


def test_old_faults_of_the_table_are_not_those_of_an_entry(tiny_city: TinyCity, upn: str) -> None:
    """What was wrong before stays as it was."""
    rows = ((upn, "2026-03-20", "letter-q", "sent"), (upn, "2026-03-21", "meeting", "forgot"))
    assert asked(tiny_city, entry(upn), rows=rows).accepted
