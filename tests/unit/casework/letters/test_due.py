"""Is a letter drafted for whom it is due, and is everybody else accounted for?"""

import pytest
from lettered import MARKS, due, every_letter, lettered, pupil
from tiny import URN, TinyCity

from attendlib.casework.letters.due import HELD, LEFT, LETTER, NO_LETTER, NO_STEP
from attendlib.errors import RuleError


def test_every_enrolment_is_in_one_place(tiny_city: TinyCity) -> None:
    """Four letters, nobody due for one, one on hold: six enrolments looked at, and the numbers add up."""
    _, found = due(every_letter(tiny_city))
    assert found.outcomes == {LETTER: 4, NO_STEP: 1, NO_LETTER: 0, HELD: 1, LEFT: 0}
    assert found.looked_at == len(MARKS)
    assert [one.stage.due for one in found.of_school[URN]] == ["letter-a", "letter-b", "letter-c", "letter-e"]
    assert [one.number for one in found.of_school[URN]] == [1, 2, 3, 4]


def test_nobody_on_hold_or_gone_gets_a_letter(tiny_city: TinyCity) -> None:
    """Letter A would be due for both; one stands on the list of those on hold, the other has left."""
    held, rows = pupil(tiny_city, "hold")
    tiny_city.pupil("/*20 I*4", leaving_date="2025-09-16")
    _, found = due(lettered(tiny_city, *rows))
    assert (found.of_school, found.outcomes[HELD], found.outcomes[LEFT]) == ({}, 1, 1)
    assert [(stage.upn, stage.would_be) for stage in found.held[URN]] == [(held, "letter-a")]


def test_a_hold_that_ended_lets_the_letter_be_drafted(tiny_city: TinyCity) -> None:
    """The day before it ends none, from that day on one."""
    upn, rows = pupil(tiny_city, "hold")
    place = lettered(tiny_city, *rows, (upn, "2026-02-24", "hold", "ended"))
    assert due(place, on="2026-02-23")[1].outcomes[LETTER] == 0
    assert due(place, on="2026-02-24")[1].outcomes[LETTER] == 1


def test_a_step_without_a_letter_is_counted_apart(tiny_city: TinyCity) -> None:
    """The referral of the protocol is no letter."""
    upn, rows = pupil(tiny_city, "letter-c")
    more = [("2026-01-19", "letter-c", "sent"), ("2026-01-26", "plan-meeting", "missed")]
    _, found = due(lettered(tiny_city, *rows, *((upn, *row) for row in more)), on="2026-03-09")
    assert found.outcomes[NO_LETTER] == 1
    assert found.outcomes[LETTER] == 0


def test_letters_are_numbered_as_they_are_handed_out(tiny_city: TinyCity) -> None:
    """By step, then by year group as a number, tutor group and name."""
    for forename, year in (("Zed", "9"), ("Ann", "10"), ("Bob", "9")):
        pupil(tiny_city, "letter-a", forename=forename, year_group=year)
    _, found = due(lettered(tiny_city))
    assert [one.spell.forename for one in found.of_school[URN]] == ["Bob", "Zed", "Ann"]


def test_a_policy_without_letters_says_so(tiny_city: TinyCity) -> None:
    """The national groups are levels, which nobody is written to about."""
    pupil(tiny_city, "letter-a")
    with pytest.raises(RuleError, match="no step with a letter"):
        due(lettered(tiny_city), "national-2024")


def test_letters_of_one_household_know_each_other(tiny_city: TinyCity) -> None:
    """Also across schools; a pupil without a household belongs to none."""
    pupil(tiny_city, "letter-a", household_id="H1")
    pupil(tiny_city, "letter-a", household_id="H1", urn="999002")
    pupil(tiny_city, "letter-a", forename="Zed")
    _, found = due(lettered(tiny_city))
    assert found.households == {"H1": [(URN, 1), ("999002", 1)]}
