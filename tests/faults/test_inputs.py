"""What if the files that documents are made from change while they are made?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from batches import Batch

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
    do(own.city.parent / "registers" / "999002.csv")


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


def test_a_school_without_pupils(own: Batch) -> None:
    """It has its documents like any other."""
    schools = own.city.parent / "schools.csv"
    schools.write_text(schools.read_text(encoding="utf-8") + "999004,School 999004,primary\n", encoding="utf-8")
    ran = own.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(own.documents()) == 10
