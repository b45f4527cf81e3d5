"""Do the enrolments that official statistics count and those they leave out add up, each with its reason?"""

import pytest
from tiny import TinyCity

from attendlib.measures import Asked
from attendlib.measures.left_out import LeftOut, left_out
from attendlib.measures.steps import CUT, LATE, NOT_BORN, SMALL

SMALLER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """A school with six pupils whom official statistics count."""
    for _ in range(6):
        tiny_city.pupil("/*10")
    return tiny_city


def asked_of(city: TinyCity, *by: str, scope: str = "dfe") -> tuple[LeftOut, int]:
    """Whom a question leaves out, and how many enrolments its own answer counts."""
    open_ = city.open()
    asked = Asked(by or ("city",), open_.window(), scope)
    counted = sum(row["enrolments"] for row in open_.answer(asked).to_pylist())
    return left_out(open_.sources(window=asked.window), asked), counted


def test_every_reason_once(city: TinyCity) -> None:
    """Left out for what they are, for when they came, for which of their sessions count, and for where they are; what
    has no possible session is neither counted nor left out."""
    city.pupil("/*2", date_of_birth="")
    city.pupil("/*2", date_of_birth="2021-01-01")
    city.pupil("/*2", date_of_birth="2008-01-01")
    city.pupil("/*2", boarder="1")
    city.pupil("/*2", start="2026-06-08", entry_date="2026-06-08")
    city.pupil("X*2 . . / /", start="2026-05-22", date_of_birth="2010-01-01")
    city.pupil("/*2", urn=SMALLER)
    city.pupil("X*2", date_of_birth="")
    found, counted = asked_of(city)
    assert found.reasons == {
        "no date of birth": 1,
        "below the age range": 1,
        "above the age range": 1,
        "boarder": 1,
        LATE: 1,
        CUT: 1,
        SMALL: 1,
    }
    assert (found.counted, counted, found.everyone) == (6, 6, 13)


def test_everyone_on_the_register_leaves_nobody_out(city: TinyCity) -> None:
    """The other scope has no reasons."""
    city.pupil("/*2", date_of_birth="")
    assert asked_of(city, scope="roll") == (LeftOut(7, {}), 7)


@pytest.mark.parametrize("by", [("school",), ("year_group",), ("term",), ("date",)])
def test_however_the_answer_is_split(city: TinyCity, by: tuple[str, ...]) -> None:
    """The same enrolments, each once, though an enrolment stands in several terms and days."""
    city.pupil("/*2", date_of_birth="")
    found, _ = asked_of(city, *by)
    assert (found.counted, found.reasons) == (6, {NOT_BORN: 1})


def test_nobody_has_a_date_of_birth(city: TinyCity) -> None:
    """An empty answer, and why."""
    for pupil in city.pupils:
        pupil["date_of_birth"] = ""
    found, counted = asked_of(city)
    assert (found, counted) == (LeftOut(0, {NOT_BORN: 6}), 0)
