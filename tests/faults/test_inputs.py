"""What if the files that documents are made from change while they are made?"""

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batches import URNS, Batch
from tiny import TinyCity

from attendlib.intake.changed import sha256_of

CHANGES: dict[str, tuple[str, str]] = {
    "a register changes": ("registers/999002.csv", "place.write_text(place.read_text().replace(',I,', ',O,'))"),
    "a register goes": ("registers/999002.csv", "place.unlink()"),
    "the pupils table changes": ("pupils.csv", "place.write_text(place.read_text() + chr(10))"),
    "the city file changes": ("city.yaml", "place.write_text(place.read_text() + '# seen' + chr(10))"),
}
"""Which file, and what happens to it."""


@pytest.mark.parametrize("name", CHANGES)
def test_an_input_that_changes_under_the_run(own: Batch, name: str) -> None:
    """What was made before is kept; nothing made since is put in its place, for nobody could say from what it was made;
    the person is told which file it was."""
    file, what = CHANGES[name]
    place = own.city.parent / file
    before = place.read_bytes()
    own.trouble(
        f"from pathlib import Path\nplace = Path({str(place)!r})\nif urn == '999003' and place.exists(): {what}"
    )
    own.settings["workers"] = 1
    ran = own.run()
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert f"{Path(file).name} was changed while the documents were made: run again" in ran.err
    assert {name.partition("/")[0] for name in own.documents()} == {
        "999001-school-999001",
        "999002-school-999002",
        "index.html",
    }
    own.prove_sound()
    own.trouble("")
    place.write_bytes(before)
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert "7 of 7 documents due are there (3 made now, 4 unchanged)" in again.err


def spoil(own: Batch, do: Callable[[Path], object]) -> None:
    """Do something to the second school's register."""
    place = own.city.parent / "registers" / "999002.csv"
    shutil.copy(place, own.city.parent / "sound.csv")
    do(place)


@pytest.mark.parametrize(
    "do",
    [
        lambda place: place.write_bytes(b""),
        lambda place: place.write_bytes(place.read_bytes()[:40]),
        lambda place: place.write_bytes(b"%PDF-1.7 no register"),
        lambda place: place.write_bytes(place.with_name("999003.csv").read_bytes()),
    ],
    ids=["empty", "cut short", "of another kind", "another school's"],
)
def test_a_register_that_cannot_be_used(own: Batch, do: Callable[[Path], object]) -> None:
    """Its school has documents that say so; the others are as they are; the page says what could not be read."""
    spoil(own, do)
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(own.documents()) == 8
    assert "1 of 3 schools have no session that counts: School 999002 (999002)" in ran.err
    own.prove_sound()
    shutil.copy(own.city.parent / "sound.csv", own.city.parent / "registers" / "999002.csv")
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert "7 of 7 documents due are there (3 made now, 4 looked at and kept)" in again.err


def test_a_school_without_pupils(own: Batch) -> None:
    """It has its documents like any other."""
    schools = own.city.parent / "schools.csv"
    schools.write_text(schools.read_text(encoding="utf-8") + "999004,School 999004,primary\n", encoding="utf-8")
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(own.documents()) == 10


WORKBOOKS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "damaged": lambda data: data[:200] + bytes(200) + data[400:],
    "encrypted": lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
    "no workbook": lambda _: b"PK\x03\x04 but nothing else",
}
"""What a workbook of registers may be when it arrives."""


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_cannot_be_used(own: Batch, name: str) -> None:
    """In the midst of others: its school is told of, they are as they are, and when a sound one comes, what rests on it
    is made."""
    place = own.city.parent / "registers" / "999002.xlsx"
    own.city.write_text(own.city.read_text(encoding="utf-8").replace("999002.csv", "999002.xlsx"), encoding="utf-8")
    sound = workbook(place.with_suffix(".csv"))
    place.write_bytes(WORKBOOKS[name](sound))
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert "Not read: registers/999002.xlsx of school 999002." in ran.err
    assert "1 of 3 schools have no session that counts: School 999002 (999002)" in ran.err
    assert len(own.documents()) == 8
    own.prove_sound()
    place.write_bytes(sound)
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert "Not read" not in again.err
    assert "7 of 7 documents due are there (3 made now, 4 looked at and kept)" in again.err


def workbook(register: Path) -> bytes:
    """A register of ``long_csv`` as the grid of a workbook."""
    import io

    import pandas as pd

    rows = pd.read_csv(register, dtype=str, keep_default_na=False)
    rows["slot"] = rows["date"] + " " + rows["session"]
    grid = rows.pivot(index="upn", columns="slot", values="code").reset_index().rename(columns={"upn": "UPN"})
    file = io.BytesIO()
    grid.to_excel(file, index=False)
    return file.getvalue()


def test_a_register_that_was_sent_twice(own: Batch) -> None:
    """Every record of the second copy is a duplicate: the figures are those of one."""
    assert own.run().status == 0
    before = own.documents()
    folder = own.city.parent / "registers"
    (folder / "copy.csv").write_bytes((folder / "999002.csv").read_bytes())
    line = "  - {urn: '999002', path: registers/copy.csv}\n"
    own.city.write_text(own.city.read_text(encoding="utf-8") + line, encoding="utf-8")
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    told = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))
    copies = [one for one in told["inputs"]["registers"] if one["urn"] == "999002"]
    assert sorted((one["accepted"], one["duplicate"]) for one in copies) == [(0, 20), (20, 0)]
    assert {figures["possible"] for figures in told["figures"] if figures["urn"]} == {20}
    assert set(own.documents()) == set(before)
    own.prove_sound()


def test_a_register_that_changes_between_its_digest_and_its_reading(own: Batch) -> None:
    """Nobody could say from what the documents were made, so that none is put in its place; the next run reads it
    again and makes what a run makes that read it so from the first."""
    place = own.city.parent / "registers" / "999002.csv"
    ran = own.run(patches=[partial(change_before_reading, str(place))])
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert "999002.csv was changed while the documents were made: run again" in ran.err
    assert set(own.documents()) == {"index.html"}
    own.prove_sound()
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    told = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))
    (read,) = [one for one in told["inputs"]["registers"] if one["urn"] == "999002"]
    assert read["sha256"] == sha256_of(place)
    (figures,) = [one for one in told["figures"] if one["urn"] == "999002"]
    assert (figures["possible"], figures["unauthorised"]) == (20, 2)


def change_before_reading(name: str) -> None:
    """The register of a school changes once everything is known of it but what it holds."""
    from attendlib.intake import opened

    whole = opened.fingerprint

    def changing(city: Any, urn: str, *more: Any) -> Any:
        found = whole(city, urn, *more)
        if urn == "999002":
            place = Path(name)
            place.write_text(place.read_text(encoding="utf-8").replace(",I,", ",O,"), encoding="utf-8")
            os.utime(place, (1, 1))
        return found

    opened.fingerprint = changing


def test_a_school_of_which_nothing_can_be_counted(own: Batch) -> None:
    """No session was possible: its real reports say so, and it is missing from no page; the others have theirs."""
    place = own.city.parent / "registers" / "999002.csv"
    head, *rows = place.read_text(encoding="utf-8").splitlines()
    cells = [row.split(",") for row in rows]
    place.write_text("\n".join([head, *(",".join([*row[:3], "X", ""]) for row in cells)]) + "\n", encoding="utf-8")
    own.use_real_notebooks()
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(own.documents()) == 8
    assert "no figures; made" in (own.out / "index.html").read_text(encoding="utf-8")
    told = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))
    assert {figures["urn"] for figures in told["figures"]} == {"", "999001", "999003"}


def test_a_name_of_ten_thousand_letters(own: Batch) -> None:
    """Its folder and its pages are made like any other's."""
    schools = own.city.parent / "schools.csv"
    long = "Sainte-Ünïcode " * 667
    schools.write_text(schools.read_text(encoding="utf-8").replace("School 999002", long.strip()), encoding="utf-8")
    own.use_real_notebooks()
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(own.documents()) == 8
    assert [place for place in own.out.iterdir() if place.name.startswith("999002-sainte-unicode-")]


@pytest.mark.parametrize(("first", "day"), [(2025, "2026-03-29"), (2025, "2025-10-26"), (2023, "2024-02-29")])
def test_days_on_which_clocks_and_calendars_trip(own: Batch, first: int, day: str) -> None:
    """The days on which the clock changes, and 29 February, as the last day of real reports."""
    city = TinyCity(own.city.parent, first=first, as_of=day, phases={})
    for urn in URNS:
        city.pupil("/*300 I*20", urn=urn, start=f"{first}-09-01")
    city.write()
    own.use_real_notebooks()
    ran = own.run("--only", URNS[0])
    assert (ran.status, ran.left) == (0, 0), ran.err
    told = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))
    assert told["period"]["as_of"] == day
    assert len(own.documents()) == 4


def test_a_report_that_says_something_else_of_another_school_is_made(own: Batch) -> None:
    """One session more that the other school's pupil missed moves nothing that is shown: the school's own documents and
    the city's are made, the others looked at and kept. Two more do, and the reports that show it are made, for that
    alone. The folder is that of a full run each time."""
    own.compare()
    assert own.run().status == 0
    reports = {f"{own.folder(urn).name}/school_report" for urn in URNS}
    of_school = {f"{own.folder(URNS[1]).name}/{name}" for name in ("school_report", "register_check")}
    of_city = {"city/city_report"}

    own.miss(1)
    ran = own.run()
    assert ran.err == "7 of 7 documents due are there (3 made now, 4 looked at and kept).\n"
    assert own.made() == of_school | of_city
    assert own.documents() == own.anew()
    assert "7 unchanged" in own.run().err

    own.miss(1)
    ran = own.run()
    why = "2 of them because what they say of other schools has changed"
    assert ran.err == f"7 of 7 documents due are there (5 made now, {why}, 2 looked at and kept).\n"
    assert own.made() == reports | of_school | of_city
    assert own.documents() == own.anew()
    own.prove_sound()


def test_what_was_looked_at_while_an_input_changed_is_not_taken_for_up_to_date(own: Batch) -> None:
    """It may have been looked at before the change or after: the run says so, and the next one looks again."""
    own.compare()
    assert own.run().status == 0
    own.miss(1)
    place = own.city.parent / "registers" / f"{URNS[2]}.csv"
    own.trouble(
        f"from pathlib import Path\nplace = Path({str(place)!r})\n"
        "if urn == '999001': place.write_text(place.read_text().replace(',/,', ',I,', 1))"
    )
    ran = own.run()
    assert ran.status == 1
    assert (
        f"{own.folder(URNS[0]).name}/school_report: {place.name} was changed while the documents were made" in ran.err
    )
    own.trouble("")
    assert own.run().status == 0
    assert own.documents() == own.anew()
    own.prove_sound()
