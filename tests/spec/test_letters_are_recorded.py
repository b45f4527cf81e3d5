"""From a letter that is due to the next one: drafted, approved, sent, recorded, and not asked for again?"""

import csv
from datetime import date
from pathlib import Path

import pytest
from keyboard import Typed
from lettered import ON, lettered, pupil
from tiny import TinyCity

from attendlib.casework import policy, stages
from attendlib.intake import open_city

POLICY = ("--policy", "coventry-2024")
FOLDER = "999001-harrowbrook-academy"


def due(city: Path, on: str) -> dict[str, str]:
    """The step due for each pupil on a day."""
    opened, day = open_city(city), date.fromisoformat(on)
    return {one.upn: one.due for one in stages(opened.city, opened.store, policy("coventry-2024", day), day).rows}


def approve(place: Path, sent_on: str, **numbers: str) -> None:
    """A person writes into the list: everything was sent on a day, or those numbers on theirs."""
    with place.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        if row[0]:
            row[-3:] = ["R Okafor", numbers.get(f"n{row[0]}", sent_on), ""]
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_letter_follows_letter_only_when_the_last_is_on_record(
    typed: Typed,
    tiny_city: TinyCity,
    tmp_path: Path,
) -> None:
    """Letter A is due for a pupil at 80%: after it is drafted it still is, after it is recorded Letter B is; and so on
    to the meeting, without which no Letter C is due."""
    upn = tiny_city.pupil("/*40 I*10 /*60 I*30 /*60 I*20 /*40", forename="Ann")
    city = lettered(tiny_city)
    for number, (step, next_step) in enumerate((("letter-a", "letter-b"), ("letter-b", "")), start=1):
        out = tmp_path / f"round-{number}"
        assert due(city, ON)[upn] == step
        assert typed("letters", city, *POLICY, "--out", out).status == 0
        assert due(city, ON)[upn] == step, "a draft is not sent"
        approve(out / FOLDER / "approval.csv", ON)
        assert due(city, ON)[upn] == step, "what is written into a list is not on record"
        assert typed("record", city, *POLICY, "--approved", out / FOLDER / "approval.csv").status == 0
        assert due(city, ON)[upn] == next_step
        said = typed("letters", city, *POLICY, "--out", tmp_path / f"after-{number}")
        assert ("1 letters" in said.err) is bool(next_step)


def test_a_list_recorded_twice_is_recorded_once(
    typed: Typed,
    tiny_city: TinyCity,
    tmp_path: Path,
) -> None:
    """The second time nothing is added, it is said, and it is no fault."""
    for forename in ("Ann", "Bob", "Cat"):
        pupil(tiny_city, "letter-a", forename=forename)
    city = lettered(tiny_city)
    typed("letters", city, *POLICY, "--out", tmp_path / "out")
    place = tmp_path / "out" / FOLDER / "approval.csv"
    approve(place, ON, n0002="")
    first = typed("record", city, *POLICY, "--approved", place)
    assert (first.status, first.err) == (0, "2 recorded in interventions.csv, 1 not sent\n")
    before = (city.parent / "interventions.csv").read_bytes()
    second = typed("record", city, *POLICY, "--approved", place)
    assert second.status == 0
    assert "0 recorded in interventions.csv, 2 on record already, 1 not sent" in second.err
    assert (city.parent / "interventions.csv").read_bytes() == before
    approve(place, ON)
    assert (
        "1 recorded in interventions.csv, 2 on record already"
        in typed("record", city, *POLICY, "--approved", place).err
    )


def test_what_is_wrong_in_a_list_is_refused_by_row_and_the_rest_recorded(
    typed: Typed,
    tiny_city: TinyCity,
    tmp_path: Path,
) -> None:
    """Status 1; the rows that are right are on record, and the others are named with how to mend them."""
    upns = [pupil(tiny_city, "letter-a", forename=name)[0] for name in ("Ann", "Bob", "Cat", "Dan")]
    city = lettered(tiny_city)
    typed("letters", city, *POLICY, "--out", tmp_path / "out")
    place = tmp_path / "out" / FOLDER / "approval.csv"
    approve(place, ON, n0001="2026-03-28", n0002="03/27/2026", n0003="2025-08-31")
    said = typed("record", city, *POLICY, "--approved", place)
    assert said.status == 1
    assert "approval.csv, row 2: not recorded: the date is after the day asked about" in said.err
    assert "approval.csv, row 3: not recorded: sent_on is not a date" in said.err
    assert "approval.csv, row 4: not recorded: the date is before the pupil's entry" in said.err
    assert "1 recorded in interventions.csv, 3 refused" in said.err
    assert [upn for upn in upns if due(city, ON)[upn] != "letter-a"] == upns[3:]
    assert not [upn for upn in upns if upn in said.err]


def test_a_letter_taken_back_is_due_again(typed: Typed, tiny_city: TinyCity, tmp_path: Path) -> None:
    """And the list by which it was recorded does not bring it back."""
    upn, _ = pupil(tiny_city, "letter-a")
    city = lettered(tiny_city)
    typed("letters", city, *POLICY, "--out", tmp_path / "out")
    place = tmp_path / "out" / FOLDER / "approval.csv"
    approve(place, ON)
    typed("record", city, *POLICY, "--approved", place)
    assert due(city, ON)[upn] == ""
    words = ("--school", "999001", "--pupil", upn, "--step", "letter-a", "--date", ON, "--outcome", "withdrawn")
    assert typed("record", city, *POLICY, *words).status == 0
    assert due(city, ON)[upn] == "letter-a"
    assert typed("record", city, *POLICY, "--approved", place).status == 0
    assert due(city, ON)[upn] == "letter-a"


def test_a_pupil_put_on_hold_after_drafting_stays_on_record_as_held(
    typed: Typed,
    tiny_city: TinyCity,
    tmp_path: Path,
) -> None:
    """Nobody is written to on a hold: the next drafts have no letter about the pupil."""
    upn, _ = pupil(tiny_city, "letter-a")
    city = lettered(tiny_city)
    words = ("--school", "999001", "--pupil", upn, "--step", "hold", "--date", ON, "--outcome", "bereavement")
    assert typed("record", city, *POLICY, *words).status == 0
    said = typed("letters", city, *POLICY, "--out", tmp_path / "out")
    assert "0 letters" in said.err
    assert "1 on hold" in said.err
    assert [p.name for p in (tmp_path / "out" / FOLDER).iterdir() if p.is_dir()] == []


@pytest.mark.parametrize("newline", ["", "\n", "\r\n"])
def test_the_table_keeps_every_byte(
    typed: Typed,
    tiny_city: TinyCity,
    tmp_path: Path,
    newline: str,
) -> None:
    """Its order of columns, its notes, its line ends, also where the last is missing."""
    upn, _ = pupil(tiny_city, "letter-a")
    city = lettered(tiny_city)
    table = city.parent / "interventions.csv"
    end = newline or "\n"
    held = f"note,outcome,step,date,upn,urn{end}Zoë rang,held,meeting,2025-10-01,{upn},999001{newline}".encode()
    table.write_bytes(held)
    words = ("--school", "999001", "--pupil", upn, "--step", "letter-a", "--date", ON, "--outcome", "sent")
    assert typed("record", city, *POLICY, *words).status == 0
    assert table.read_bytes() == held + f"{'' if newline else end},sent,letter-a,{ON},{upn},999001{end}".encode()
    assert due(city, ON)[upn] == ""
