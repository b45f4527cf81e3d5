"""Does ``attendlib record`` add what was done, refuse what cannot be right, and change nothing?"""

from pathlib import Path

import pytest
from keyboard import Said, Typed
from lettered import ON, lettered
from tiny import URN, TinyCity


@pytest.fixture
def upn(tiny_city: TinyCity) -> str:
    """A pupil."""
    return tiny_city.pupil("/*20", surname="Canary")


@pytest.fixture
def city(tiny_city: TinyCity, upn: str) -> Path:
    """A city with one letter on record."""
    return lettered(tiny_city, (upn, "2025-11-17", "letter-a", "sent"))


def recorded(typed: Typed, city: Path, upn: str, **words: str) -> Said:
    """The command for one pupil, as typed."""
    usual = {"school": URN, "pupil": upn, "step": "letter-b", "date": ON, "outcome": "sent"}
    options = [part for name, word in (usual | words).items() for part in (f"--{name}", word)]
    return typed("record", city, "--policy", "coventry-2024", *options)


def table(city: Path) -> bytes:
    """The interventions table."""
    return (city.parent / "interventions.csv").read_bytes()


def test_a_row_is_added_and_told(typed: Typed, city: Path, upn: str) -> None:
    """At the end; status 0."""
    before = table(city)
    said = recorded(typed, city, upn)
    assert (said.status, said.err) == (0, "1 recorded in interventions.csv\n")
    assert table(city) == before + f"{URN},{upn},{ON},letter-b,sent\n".encode()


def test_what_is_refused_changes_nothing(typed: Typed, city: Path, upn: str) -> None:
    """Status 1 with why and how to mend it, and no name."""
    before = table(city)
    said = recorded(typed, city, upn, step="leter-b")
    assert said.status == 1
    assert 'not recorded: the policy knows no such step or record: did you mean "letter-b"; to mend it' in said.err
    assert table(city) == before
    assert "Canary" not in said.err
    assert upn not in said.err


def test_the_same_twice_is_recorded_once(typed: Typed, city: Path, upn: str) -> None:
    """The second time it is said, with status 1: one row was asked for and none was added."""
    assert recorded(typed, city, upn).status == 0
    before = table(city)
    said = recorded(typed, city, upn)
    assert said.status == 1
    assert "stands in the table already" in said.err
    assert table(city) == before


def test_a_mistake_is_taken_back(typed: Typed, city: Path, upn: str) -> None:
    """By one more row; then the letter may be recorded again."""
    assert recorded(typed, city, upn).status == 0
    assert recorded(typed, city, upn, outcome="withdrawn").status == 0
    assert recorded(typed, city, upn, outcome="withdrawn", step="letter-c").status == 1


def test_a_day_to_come_needs_to_be_today(typed: Typed, city: Path, upn: str) -> None:
    """The city's own day is the latest, unless somebody says which day it is."""
    said = recorded(typed, city, upn, date="2026-03-30")
    assert said.status == 1
    assert "say with --on which day it is" in said.err
    assert recorded(typed, city, upn, date="2026-03-30", on="2026-03-30").status == 0


def test_a_table_that_is_named_and_not_there_is_made(typed: Typed, city: Path, upn: str) -> None:
    """With its header; every other command stops at a table that is not there, because letters would go out again."""
    (city.parent / "interventions.csv").unlink()
    assert typed("stages", city, "--policy", "coventry-2024").status == 2
    assert recorded(typed, city, upn).status == 0
    assert table(city) == f"urn,upn,date,step,outcome,parent\n{URN},{upn},{ON},letter-b,sent,\n".encode()


def test_a_notice_to_each_parent_is_recorded_for_each(typed: Typed, city: Path, upn: str) -> None:
    """On one day, each by a word that tells the parents apart; the same once more is on record already, and one of them
    can be taken back alone."""
    (city.parent / "interventions.csv").unlink()
    notice = {"step": "penalty-notice", "outcome": "issued"}
    assert recorded(typed, city, upn, **notice, parent="1").status == 0
    assert recorded(typed, city, upn, **notice, parent="2").status == 0
    assert "already" in recorded(typed, city, upn, **notice, parent="2").err
    assert recorded(typed, city, upn, step="penalty-notice", outcome="withdrawn", parent="2").status == 0
    assert [row.split(",")[4:] for row in table(city).decode().splitlines()[1:]] == [
        ["issued", "1"],
        ["issued", "2"],
        ["withdrawn", "2"],
    ]


def test_a_city_without_a_table_is_told_the_line(typed: Typed, tiny_city: TinyCity, upn: str) -> None:
    """Status 2; nothing is made that the city file does not name."""
    place = tiny_city.write()
    said = recorded(typed, place, upn)
    assert said.status == 2
    assert "`interventions: interventions.csv`" in said.err


@pytest.mark.parametrize("left_out", ["school", "pupil", "step", "date", "outcome"])
def test_half_a_record_is_none(typed: Typed, city: Path, upn: str, left_out: str) -> None:
    """Status 2 with what is needed."""
    words = {"school": URN, "pupil": upn, "step": "letter-b", "date": ON, "outcome": "sent"}
    options = [part for name, word in words.items() if name != left_out for part in (f"--{name}", word)]
    said = typed("record", city, "--policy", "coventry-2024", *options)
    assert said.status == 2
    assert "--approved" in said.err


def test_a_list_and_a_pupil_are_not_both_asked(typed: Typed, city: Path, upn: str) -> None:
    """Status 2."""
    assert recorded(typed, city, upn, approved="x.csv").status == 2
