"""Does every field say what its name says, from the evidence alone?"""

from datetime import date

import pytest
from lettered import lettered, letters, pupil
from tiny import TinyCity

from attendlib.casework import policy
from attendlib.city.contacts import Addressee
from attendlib.documents.letters.fields import fields, flags, held, texts
from documents.letters.made import letter


def said(city: TinyCity, step: str, **columns: str) -> dict[str, str]:
    """The texts of a letter."""
    one = letter(city, step, **columns)
    return texts(one, one.addressees[0])


def test_letter_a_has_percent_days_and_sessions(tiny_city: TinyCity) -> None:
    """4 of illness, 10 not authorised, of 260; the limit, the school, the parents, the pupil."""
    found = said(tiny_city, "letter-a", forename="Amara")
    assert [found[name] for name in ("attendance_percent", "days_missed", "sessions_missed", "sessions_possible")] == [
        "94.6%", "7 days", "14", "260",
    ]  # fmt: skip
    assert (found["authorised_sessions"], found["unauthorised_sessions"], found["expected_percent"]) == (
        "4",
        "10",
        "95%",
    )
    assert (found["late_sessions"], found["late_after_sessions"], found["days_in_a_year"]) == ("6", "2", "10 days")
    assert (found["pupil_name"], found["date_of_birth"], found["year_group"]) == (
        "Amara Pettigrew",
        "5 April 2012",
        "Year 9",
    )
    assert (found["letter_date"], found["figures_to"], found["review_weeks"]) == ("27 March 2026", "27 March 2026", "4")
    assert found["parents_address"] == "14 Lime Walk\nKestrelbourne\nKB4 2QT"
    assert found["school_address"] == "Mill Lane\nKestrelbourne\nKB1 1AA"


def test_letter_c_has_what_went_before_and_how_it_was_measured(tiny_city: TinyCity) -> None:
    """The dates on record, and attendance up to the meeting, that day included, and after it: 111 of 142 sessions and
    88 of 118."""
    found = said(tiny_city, "letter-c")
    dates = ("letter_a", "letter_b", "meeting")
    assert [found[f"date_of_{name}"] for name in dates] == ["17 November 2025", "1 December 2025", "15 December 2025"]
    assert (found["measured_since"], found["percent_before"], found["percent_since"]) == (
        "15 December 2025", "78.2%", "74.6%",
    )  # fmt: skip
    assert (found["sessions_missed_since"], found["sessions_possible_since"]) == ("30", "118")


def test_what_is_not_known_is_empty(tiny_city: TinyCity) -> None:
    """Neither a meeting to come nor a letter that was not sent is invented, nor a name that the table has not."""
    found = said(tiny_city, "letter-a", forename="", surname="", date_of_birth="", year_group="", parents="")
    empty = (
        "pupil_name",
        "pupil_first_name",
        "date_of_birth",
        "year_group",
        "parents",
        "date_of_letter_b",
        "percent_since",
    )
    assert {found[name] for name in (*empty, "appointment_date", "appointment_time", "appointment_place")} == {""}


def test_a_yes_or_no_holds_as_its_name_says(tiny_city: TinyCity) -> None:
    """Of Letter E: not authorised sessions, secondary age unknown at a primary school, the officer's meeting missed."""
    one = letter(tiny_city, "letter-e", year_group="")
    assert held(one) == {
        "has_unauthorised": True, "is_measured": True, "is_improved": True, "of_secondary_age": False,
        "of_compulsory_age": True, "missed_letter_a": False, "missed_letter_b": False, "missed_letter_c": False,
        "missed_monitoring": False, "missed_referral": False, "missed_letter_e": False, "missed_meeting": False,
        "missed_plan_meeting": True, "missed_officer_meeting": True, "missed_review": False,
        "missed_first_day_calling": False, "missed_penalty_notice": False,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["coventry-2024", "blue-coat-2025"])
def test_no_two_fields_have_one_name_and_each_has_a_meaning(name: str) -> None:
    """What is on record under the policy has its date and whether it was missed; a hold has neither."""
    asked = policy(name, date(2026, 1, 1))
    names = [one.name for one in (*fields(asked), *flags(asked))]
    assert len(set(names)) == len(names)
    assert all(one.meaning for one in (*fields(asked), *flags(asked)))
    assert all(one.blank for one in fields(asked))
    assert "date_of_letter_b" in names
    assert "date_of_hold" not in names


def test_a_text_is_one_line_where_it_is_no_address(tiny_city: TinyCity) -> None:
    """Line breaks and control characters in a name cannot break a letter."""
    one = letter(tiny_city, "letter-a", forename="A\nB", surname="C\tD")
    found = texts(one, Addressee("E\x0bF", ("1 Row", "G\rH")))
    assert found["pupil_name"] == "A B C D"
    assert "\t" not in "".join(found.values())
    assert found["parents_address"] == "1 Row\nG H"


def test_two_households_are_told_of_the_same_pupil(tiny_city: TinyCity) -> None:
    """Only the names and the address differ."""
    pupil(tiny_city, "letter-a", other_parents="Mr S O’Brien", other_address="3 Mill Row")
    (one,) = letters(lettered(tiny_city))
    first, second = (texts(one, to) for to in one.addressees)
    assert {name for name in first if first[name] != second[name]} == {"parents", "parents_address"}
