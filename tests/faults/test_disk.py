"""Does a disk that is full, broken or in the way cost no more than what could not be written?"""

import errno
import os
import resource
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from batches import URNS, Batch

STRUCK = URNS[1]


def full(number: int) -> OSError:
    """The error of a disk."""
    return OSError(number, os.strerror(number))


def notebook_write_fails(half: bool) -> None:
    """A school's document cannot be written; or half of it is, and nobody says so."""
    from attendlib.batch import make

    whole = make.write

    def write(place: Path, data: bytes) -> None:
        if place.parent.name.startswith(STRUCK):
            if not half:
                raise full(errno.ENOSPC)
            data = data[: len(data) // 2]
        whole(place, data)

    make.write = write


def folder_cannot(method: str, number: int) -> None:
    """A school's folder cannot be gathered, or change places."""
    from attendlib.batch.publish import Desk

    whole = getattr(Desk, method)

    def failing(desk: Desk, folder: str, *more: object) -> object:
        if folder.startswith(STRUCK):
            raise full(number)
        return whole(desk, folder, *more)

    setattr(Desk, method, failing)


def place_is_elsewhere() -> None:
    """A school's folder is on another disk, so that nothing can be renamed into it."""
    from attendlib.batch import publish

    whole = os.rename

    def failing(one: Path, other: Path) -> None:
        if other.name.startswith(STRUCK) and publish.HIDDEN not in other.parts:
            raise full(errno.EXDEV)
        whole(one, other)

    publish.os.rename = failing


def ledger_cannot(method: str) -> None:
    """The ledger has no room for what it should say of a school."""
    from attendlib.batch.ledger import Ledger

    whole = getattr(Ledger, method)

    class Full:
        def __init__(self, base: sqlite3.Connection) -> None:
            self.base, self.in_transaction = base, False

        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    def failing(ledger: Ledger, name: str, *more: object) -> object:
        if not name.startswith(STRUCK):
            return whole(ledger, name, *more)
        base, ledger._base = ledger._base, Full(ledger._base)  # type: ignore[assignment]
        try:
            return whole(ledger, name, *more)
        finally:
            ledger._base = base

    setattr(Ledger, method, failing)


FAULTS: dict[str, tuple[Callable[[], None], str]] = {
    "full while a document is written": (partial(notebook_write_fails, False), "OSError: No space left on device"),
    "half a document is written": (partial(notebook_write_fails, True), "The page is not whole"),
    "full while documents are gathered": (
        partial(folder_cannot, "gather", errno.ENOSPC),
        "it cannot be put in its place: No space left on device",
    ),
    "broken while documents are gathered": (
        partial(folder_cannot, "gather", errno.EIO),
        "it cannot be put in its place: Input/output error",
    ),
    "the place is on another disk": (
        place_is_elsewhere,
        "it cannot be put in its place: Invalid cross-device link",
    ),
    "full when the ledger is to say what will happen": (
        partial(ledger_cannot, "intend"),
        "The run's ledger cannot be written (database or disk is full)",
    ),
    "full when the ledger is to say what has happened": (
        partial(ledger_cannot, "settle"),
        "The run's ledger cannot be written (database or disk is full)",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_disk_that_fails_for_one_school(batch: Batch, undisturbed: dict[str, str], name: str) -> None:
    """The others have their documents, the person is told why, and the next run makes good."""
    fault, told = FAULTS[name]
    ran = batch.run(patches=[fault])
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert told in ran.err
    there = batch.documents()
    for document, sha256 in undisturbed.items():
        if not document.startswith((STRUCK, "index")):
            assert there[document] == sha256
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed
    batch.prove_sound()


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_disk_that_fills_up_at_one_format(own: Batch, kind: str) -> None:
    """A school whose page could be written but not its other document has neither; the others have both."""
    own.settings["formats"] = ["html", kind]
    ran = own.run(patches=[partial(format_cannot_be_written, f".{kind}")])
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert "OSError: No space left on device" in ran.err
    before = without_page(own)
    assert not [name for name in before if name.startswith(STRUCK)]
    assert len(before) == 2 * 5
    own.prove_sound()
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert without_page(own).items() >= before.items()
    assert len(own.documents()) == 2 * 7 + 1


def format_cannot_be_written(suffix: str) -> None:
    """The disk is full when a school's document of one format is written."""
    from attendlib.batch import make

    whole = make.write

    def write(place: Path, data: bytes) -> None:
        if place.parent.name.startswith(STRUCK) and place.suffix == suffix:
            raise full(errno.ENOSPC)
        whole(place, data)

    make.write = write


def test_a_disk_without_room_for_anything(batch: Batch, undisturbed: dict[str, str]) -> None:
    """A real one: the run ends and says so; what fits is whole; with room again the next run makes the rest."""
    ran = batch.run(patches=[no_file_larger_than_a_document])
    assert ran.status in (1, 2)
    assert "Traceback" not in ran.err
    assert not [name for name in batch.documents() if name.endswith(".part")]
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed
    batch.prove_sound()


def no_file_larger_than_a_document() -> None:
    """The system refuses to write more than 20,000 bytes to any file."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_ledger_that_cannot_be_read_is_begun_anew(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Everything is made again, the broken one stays to be looked at, and so does what it can no longer call ours."""
    assert batch.run().status == 0
    place = next(batch.out.rglob("ledger.sqlite"))
    place.write_bytes(b"no database at all" * 100)
    ran = batch.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert place.with_suffix(".broken").exists()
    assert {name: batch.documents()[name] for name in undisturbed} == undisturbed
    assert batch.run().status == 0


def test_a_folder_that_nobody_may_write_to(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Where the system itself refuses, also its owner: nothing starts, and the person is told what to do."""
    elsewhere, batch.out = batch.out, Path("/proc/attendance")
    ran = batch.run()
    assert (ran.status, ran.left, ran.out) == (2, 0, "")
    assert "cannot be written to: choose another with --out" in ran.err
    batch.out = elsewhere
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_a_folder_that_can_only_be_read_from_now_on(used: Batch) -> None:
    """Its documents stay, none is put in its place, and the person is told."""
    before = without_page(used)
    ran = used.run(patches=[ledger_is_read_only])
    assert (ran.status, ran.left, ran.out) == (2, 0, "")
    assert "The run's ledger cannot be written (attempt to write a readonly database)" in ran.err
    assert without_page(used) == before
    assert used.run().status == 0


def without_page(batch: Batch) -> dict[str, str]:
    """The documents, without the page that leads to them."""
    return {name: sha256 for name, sha256 in batch.documents().items() if name != "index.html"}


def ledger_is_read_only() -> None:
    """As when the disk was mounted for reading alone."""
    from attendlib.batch import ledger

    whole = sqlite3.connect
    ledger.sqlite3.connect = lambda place, **how: whole(f"file:{place}?mode=ro", uri=True, **how)


def test_a_file_in_the_way_of_the_folder(batch: Batch) -> None:
    """Nothing starts, and the person is told what to do."""
    batch.out.write_text("in the way", encoding="utf-8")
    ran = batch.run()
    assert (ran.status, ran.left, ran.out) == (2, 0, "")
    assert "cannot be written to: choose another with --out" in ran.err


@pytest.mark.parametrize("kind", ["link", "file"])
def test_something_in_the_way_of_a_school(batch: Batch, undisturbed: dict[str, str], tmp_path: Path, kind: str) -> None:
    """It is not followed or replaced; the other schools have their documents."""
    batch.out.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = batch.folder(STRUCK)
    place.symlink_to(elsewhere) if kind == "link" else place.write_text("in the way", encoding="utf-8")
    ran = batch.run()
    assert ran.status == 1
    assert "a link or a file stands where its folder belongs: remove it" in ran.err
    assert list(elsewhere.iterdir()) == []
    place.unlink()
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_a_folder_that_is_a_link_is_followed(batch: Batch, undisturbed: dict[str, str], tmp_path: Path) -> None:
    """The person's own choice of where documents go."""
    (tmp_path / "real").mkdir()
    batch.out.symlink_to(tmp_path / "real")
    assert batch.run().status == 0
    assert batch.documents() == undisturbed
    assert (tmp_path / "real" / "index.html").is_file()
