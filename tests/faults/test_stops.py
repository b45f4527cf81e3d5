"""Does a run stop when it is asked to, and keep out of another's way?"""

import signal
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from batches import Batch

from attendlib.batch.lock import alone_in
from attendlib.batch.publish import HIDDEN

STOPPED, LOCKED = 130, 3


@dataclass(frozen=True)
class Held:
    """Every report says that it has begun, by the file ``begun``, and waits until it may go on."""

    begun: str
    go_on: str


@pytest.fixture
def held(batch: Batch) -> Held:
    """Reports that wait."""
    files = Held(str(batch.notebooks.parent / "begun"), str(batch.notebooks.parent / "go-on"))
    batch.trouble(
        f"import time\nfrom pathlib import Path\nPath({files.begun!r}).touch()\n"
        f"while not Path({files.go_on!r}).exists(): time.sleep(0.02)"
    )
    return files


def prove_goes_on(batch: Batch, undisturbed: dict[str, str]) -> None:
    """The next run makes what is missing, and all is as if nothing had been stopped."""
    batch.prove_sound()
    batch.trouble("")
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed


def test_once_finishes_what_has_begun(batch: Batch, undisturbed: dict[str, str], held: Held) -> None:
    """The three reports under way are finished and the school's folder that two of them complete is put in its place,
    with the page; no more are begun. The city, which waits for all schools, is not. How far it got is told."""
    batch.settings["workers"] = 3
    ran = batch.run(acts=[(held.begun, signal.SIGINT), (0.0, held.go_on)])
    assert (ran.status, ran.left) == (STOPPED, 0)
    assert "press Ctrl-C again to stop at once" in ran.err
    assert "2 of 7 documents due are there (2 made now, 5 not begun or not finished)" in ran.err
    kept = {name for name in batch.documents() if name != "index.html"}
    assert {name: batch.documents()[name] for name in kept} == {name: undisturbed[name] for name in kept}
    assert len(kept) == 2
    assert "2 of 3 schools have no documents here yet" in (batch.out / "index.html").read_text(encoding="utf-8")
    prove_goes_on(batch, undisturbed)


@pytest.mark.parametrize("how", [[signal.SIGINT, signal.SIGINT], [signal.SIGTERM], [signal.SIGHUP]], ids=str)
def test_twice_or_when_the_system_asks_it_stops_at_once(
    batch: Batch, undisturbed: dict[str, str], held: Held, how: list[signal.Signals]
) -> None:
    """Though reports are under way that would not end."""
    ran = batch.run(acts=[(held.begun, number) for number in how])
    assert (ran.status, ran.left) == (STOPPED, 0)
    assert "Stopped." in ran.err
    assert batch.documents() == {}
    prove_goes_on(batch, undisturbed)


def test_a_second_run_in_the_same_folder_is_refused(batch: Batch, undisturbed: dict[str, str]) -> None:
    """After a moment, with a status of its own; what is there is not touched."""
    assert batch.run().status == 0
    with alone_in(batch.out / HIDDEN):
        ran = batch.run("--force", patches=[impatient])
    assert (ran.status, ran.left, ran.out) == (LOCKED, 0, "")
    assert "Another run is making documents in" in ran.err
    assert batch.documents() == undisturbed
    batch.prove_sound()
    assert batch.run("--force").status == 0


def impatient() -> None:
    """Do not wait long for another run."""
    from attendlib.batch import lock

    lock.PATIENCE = 0.2


def test_the_nursery_is_killed(batch: Batch, undisturbed: dict[str, str]) -> None:
    """It is started again, and makes what it had not answered for."""
    once = str(batch.notebooks.parent / "once")
    batch.trouble(KILL_NURSERY.format(only_if=f"not os.path.exists({once!r})", note=once))
    ran = batch.run()
    assert Path(once).exists()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert batch.documents() == undisturbed
    batch.prove_sound()


def test_the_nursery_is_killed_again_and_again(batch: Batch, undisturbed: dict[str, str]) -> None:
    """What could not be made is told, not waited for."""
    note = str(batch.notebooks.parent / "note")
    batch.trouble(KILL_NURSERY.format(only_if="urn", note=note))
    ran = batch.run()
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert "the process that makes reports is gone" in ran.err
    with closing(batch.ledger()) as ledger:
        assert len(ledger.failures()) + len(ledger.entries()) == len(undisturbed)
    prove_goes_on(batch, undisturbed)


KILL_NURSERY = """
import os
if {only_if}:
    open({note!r}, "w").close()
    runner = os.getppid()
    nursery = int(open(f"/proc/{{runner}}/stat").read().rpartition(")")[2].split()[1])
    os.kill(nursery, 9)
    import time
    time.sleep(60)
"""
