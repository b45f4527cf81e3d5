"""Does a letter rest on what is on record, and only on that?"""

from datetime import date
from fractions import Fraction

import pytest
from lettered import every_letter, lettered, letters, pupil
from tiny import URN, TinyCity

from attendlib.casework.letters import Letter


def by_step(city: TinyCity) -> dict[str, Letter]:
    """The letter of each step."""
    return {letter.stage.due: letter for letter in letters(every_letter(city))}


def test_each_letter_has_its_limit_and_review(tiny_city: TinyCity) -> None:
    """Letter A goes out below the target and is looked at after four weeks; Letter E has neither."""
    found = by_step(tiny_city)
    assert {step: letter.limit for step, letter in found.items()} == {
        "letter-a": 95, "letter-b": 90, "letter-c": 90, "letter-e": None,
    }  # fmt: skip
    assert {step: letter.review_weeks for step, letter in found.items()} == {
        "letter-a": 4, "letter-b": 4, "letter-c": 6, "letter-e": None,
    }  # fmt: skip


def test_a_school_with_its_own_target_has_it_in_its_letters(tiny_city: TinyCity) -> None:
    """The column of the schools table that the setting names."""
    pupil(tiny_city, "letter-a")
    (letter,) = letters(lettered(tiny_city, attendance_target="97.5"))
    assert letter.limit == Fraction("97.5")


def test_improvement_is_measured_since_what_was_required(tiny_city: TinyCity) -> None:
    """Letter B since Letter A, Letter C since the meeting as the policy measures it, Letter A since nothing."""
    found = by_step(tiny_city)
    since = {step: letter.since and (letter.since.since.step, letter.improved) for step, letter in found.items()}
    assert since["letter-a"] is None
    assert since["letter-b"] == ("letter-a", True)
    assert since["letter-c"] == ("meeting", False)


def test_an_improvement_is_told_as_one(tiny_city: TinyCity) -> None:
    """40% up to the letter and 80% after it: better, though still below 90%. With no session after it: not known."""
    upn = tiny_city.pupil("I*6 /*4 /*8 I*2")
    row = (upn, "2025-09-05", "letter-a", "sent")
    (letter,) = letters(lettered(tiny_city, row), on="2025-09-12")
    assert letter.stage.due == "letter-b"
    assert letter.improved is True
    (letter,) = letters(lettered(tiny_city, row), on="2025-09-05")
    assert letter.improved is None


def test_days_in_a_year_are_the_rate_over_190_days(tiny_city: TinyCity) -> None:
    """14 of 260 sessions missed: 190 days × 14/260."""
    assert by_step(tiny_city)["letter-a"].days_in_a_year == Fraction(190 * 14, 260)


@pytest.mark.parametrize(
    ("phase", "year", "secondary"),
    [
        ("secondary", "", True), ("secondary", "7", True), ("primary", "6", False), ("primary", "7", False),
        ("all-through", "6", False), ("all-through", "7", True), ("special", "R", False), ("pru", "10", True),
    ],
)  # fmt: skip
def test_secondary_age_is_the_phase_or_the_year_group(
    tiny_city: TinyCity, phase: str, year: str, secondary: bool
) -> None:
    """A secondary school, or Year 7 and above where a school has both."""
    tiny_city.phases = {URN: phase}
    pupil(tiny_city, "letter-a", year_group=year)
    (letter,) = letters(lettered(tiny_city))
    assert letter.of_secondary_age is secondary


@pytest.mark.parametrize(
    ("born", "of_age"),
    [("2021-04-01", False), ("2021-03-31", True), ("2009-09-01", True), ("2009-08-31", False), ("", None)],
)
def test_compulsory_school_age_is_told_by_the_day(tiny_city: TinyCity, born: str, of_age: bool | None) -> None:
    """Five by 31 March: of age from that day on; five on 1 April: only from September on. Sixteen in the school year:
    still of age; sixteen before it: no longer. Without a date of birth nobody knows."""
    tiny_city.as_of = "2026-04-13"
    upn, _ = pupil(tiny_city, "letter-a", date_of_birth=born)
    tiny_city.mark("/*2", URN, upn, "2026-04-13")
    (letter,) = letters(lettered(tiny_city), on="2026-04-13")
    assert letter.of_age is of_age


def test_the_latest_record_of_a_meeting_counts(tiny_city: TinyCity) -> None:
    """Missed, then held: it was held."""
    upn, rows = pupil(tiny_city, "letter-b")
    more = [(upn, "2025-11-24", "meeting", "missed"), (upn, "2025-12-08", "meeting", "held")]
    (letter,) = letters(lettered(tiny_city, *rows, *more))
    done = letter.latest("meeting")
    assert done
    assert (done.date, done.how) == (date(2025, 12, 8), "done")
    assert letter.latest("plan-meeting") is None


def test_a_letter_goes_to_every_household_that_the_table_names(tiny_city: TinyCity) -> None:
    """One with nothing in it where it names none."""
    other = {"other_parents": "Mr S O’Brien", "other_address": "3 Mill Row\nStokely"}
    pupil(tiny_city, "letter-a", forename="A", **other)
    pupil(tiny_city, "letter-a", forename="B", parents="", address="")
    both, none = letters(lettered(tiny_city))
    assert [one.address for one in both.addressees] == [
        ("14 Lime Walk", "Kestrelbourne", "KB4 2QT"),
        ("3 Mill Row", "Stokely"),
    ]
    assert [(one.parents, one.address) for one in none.addressees] == [("", ())]
