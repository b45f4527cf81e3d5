"""Whenever a run is cut short, does a reader see the documents of before or the new ones, and does the next run finish?

A machine that goes off is a process that is killed, with all its children, at a moment nobody chose.
"""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from threading import Event, Thread

import pytest
from batches import URNS, Batch

MOMENTS = 50
"""How many times a run is killed at random."""

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def die_in(place: str, name: str, at: int, after: bool) -> None:
    """Kill this process in the call number ``at`` of a method of the batch's, before or after it does its work."""
    from importlib import import_module

    module, _, owner = place.partition(":")
    held = import_module(f"attendlib.batch.{module}")
    target = getattr(held, owner) if owner else held
    whole, calls = getattr(target, name), []

    def dying(*given: object, **named: object) -> object:
        calls.append(name)
        if len(calls) == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = whole(*given, **named)
        if len(calls) == at and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(target, name, dying)


def without_exchange() -> None:
    """As on a disk where two folders cannot change places in one step."""
    from attendlib.batch import publish

    publish.exchange = lambda *_: False


POINTS = {
    "before the documents are gathered": ("publish:Desk", "gather", 2, False),
    "before the ledger knows what is about to happen": ("ledger:Ledger", "intend", 2, False),
    "before the folders change places": ("publish:Desk", "swap", 2, False),
    "after the folders have changed places": ("publish:Desk", "swap", 2, True),
    "after the first rename": ("publish:os", "rename", 1, True),
    "before the second rename": ("publish:os", "rename", 2, False),
    "after the third rename": ("publish:os", "rename", 3, True),
    "before what is not ours is carried over": ("publish:Desk", "carry_over", 1, False),
    "after what is not ours is carried over": ("publish:Desk", "carry_over", 1, True),
    "while what is not ours is carried over": ("publish", "sha256_of", 2, True),
    "before the ledger knows what has happened": ("ledger:Ledger", "settle", 1, False),
    "after the ledger knows what has happened": ("ledger:Ledger", "settle", 2, True),
    "before the page is written": ("run", "put_index", 1, False),
    "while the page is written": ("disk", "write", 1, True),
    "before the manifest is written": ("run", "put_manifest", 1, False),
}
"""Where a run is killed: module and class, method, which call of it, and whether after its work."""

DOCUMENTS = frozenset({"school_report.html", "register_check.html"})


def prove_whole(batch: Batch, undisturbed: dict[str, str]) -> None:
    """The new documents are there to the byte; what was not ours is there once; nothing else is."""
    place = batch.folder(URNS[0])
    there = batch.documents()
    others = {name for name in there if name not in undisturbed}
    assert {name: there[name] for name in undisturbed} == undisturbed
    assert others == {f"{place.name}/note.txt", f"{place.name}/school_report (kept).html"}
    assert (place / "note.txt").read_text(encoding="utf-8") == "ask about Monday"
    assert (place / "school_report (kept).html").read_text(encoding="utf-8") == "edited by hand"


@pytest.mark.parametrize(
    ("point", "exchange"),
    [(point, True) for point in POINTS] + [(point, False) for point in POINTS if "rename" in point],
)
def test_killed_at_a_moment_that_matters(used: Batch, undisturbed: dict[str, str], point: str, exchange: bool) -> None:
    """The next run finishes what had begun; nobody's own files are lost or doubled."""
    patches: list[Callable[[], None]] = [partial(die_in, *POINTS[point])]
    patches += [] if exchange else [without_exchange]
    ran = used.run(patches=patches)
    assert (ran.status, ran.left) == (-signal.SIGKILL, 0), ran.err
    again = used.run(patches=patches[1:])
    assert (again.status, again.left) == (0, 0), again.err
    prove_whole(used, undisturbed)


LOOKED_AT = {
    "before anything is looked at": (1, "bench:Bench", "make", 1, False),
    "before the ledger knows that a document is kept": (1, "bench:Bench", "_brought_up_to_date", 1, False),
    "between two documents that are kept": (1, "bench:Bench", "_brought_up_to_date", 1, True),
    "after the ledger knows that all are kept": (1, "bench:Bench", "_brought_up_to_date", 2, True),
    "before what says something else is put in its place": (2, "bench:Bench", "_placed", 1, False),
    "after what says something else is put in its place": (2, "bench:Bench", "_placed", 1, True),
}
"""How many sessions another school's pupil has missed more: one changes nothing that is said of it, two do. Then, as
above, where the run is killed."""


@pytest.mark.parametrize("point", LOOKED_AT)
def test_killed_while_documents_are_looked_at(own: Batch, point: str) -> None:
    """The next run gives the bytes of a full run from nothing."""
    sessions, *moment = LOOKED_AT[point]
    own.compare()
    assert own.run().status == 0
    own.miss(sessions)
    ran = own.run(patches=[partial(die_in, *moment)])
    assert (ran.status, ran.left) == (-signal.SIGKILL, 0), ran.err
    again = own.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert own.documents() == own.anew()
    own.prove_sound()
    assert "7 unchanged" in own.run().err


@pytest.fixture(scope="module")
def usual(last_week: Batch) -> float:
    """How many seconds a run takes here and now."""
    began = time.monotonic()
    assert last_week.run("--force").status == 0
    return time.monotonic() - began


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_killed_at_a_moment_that_nobody_chose(
    batch: Batch, last_week: Batch, usual: float, undisturbed: dict[str, str], seed: int
) -> None:
    """Killed, ended or interrupted, alone or with all its children: every folder holds the old set or the new, and the
    next run gives the bytes of a run that nothing disturbed."""
    shutil.copytree(last_week.out, batch.out)
    old = batch.documents()
    lot = random.Random(seed)
    struck = (lot.uniform(0, 1.1 * usual), lot.choice(SIGNALS), *lot.choice([(), ("all",)]))
    ran = batch.run(acts=[struck])
    assert ran.left == 0
    assert ran.status in {0, 1, 130, -signal.SIGKILL, -signal.SIGTERM}, (ran.status, ran.err)
    for urn in (*URNS, ""):
        prefix = f"{batch.folder(urn).name}/"
        there = {name: sha256 for name, sha256 in batch.documents().items() if name.startswith(prefix)}
        sets = [{n: s for n, s in whole.items() if n.startswith(prefix)} for whole in (old, undisturbed)]
        assert there in sets, urn
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed


def test_a_power_cut_loses_nothing_that_was_in_its_place(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Whatever was not on the disk when the folders changed places is lost when the power goes: so everything was."""
    ran = batch.run(patches=[lose_what_is_not_on_the_disk])
    assert ran.status == 0, ran.err
    assert batch.documents() == undisturbed


def lose_what_is_not_on_the_disk() -> None:
    """Let every change of places empty the files, and lose the names, that were not synced before."""
    from attendlib.batch import publish

    synced: set[tuple[int, int]] = set()
    whole, swap = os.fsync, publish.Desk.swap

    def noting(number: int) -> None:
        held = os.fstat(number)
        synced.add((held.st_dev, held.st_ino))
        whole(number)

    def losing(desk: publish.Desk, folder: str) -> None:
        staged = desk.staged / folder
        for place in (*staged.iterdir(), staged):
            held = place.stat()
            if (held.st_dev, held.st_ino) not in synced:
                for file in [place] if place.is_file() else list(place.iterdir()):
                    file.write_bytes(b"")
        swap(desk, folder)

    os.fsync, publish.Desk.swap = noting, losing


def test_a_reader_never_finds_half_a_folder(used: Batch, undisturbed: dict[str, str]) -> None:
    """Looked at without pause while a run replaces everything, a folder always has all its documents."""
    seen: set[frozenset[str]] = set()
    over = Event()

    def look() -> None:
        while not over.is_set():
            for urn in URNS:
                seen.add(frozenset(name for name in os.listdir(used.folder(urn)) if name in DOCUMENTS))

    reader = Thread(target=look)
    reader.start()
    try:
        assert used.run().status == 0
    finally:
        over.set()
        reader.join()
    assert seen == {DOCUMENTS}
    prove_whole(used, undisturbed)
