"""Does a cluster make what one machine makes, whatever happens to its workers?"""

import errno
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from batches import URNS, Batch, Ran
from clusters import Cluster, loopback

pytest.importorskip("distributed", reason="the extra attendlib[cluster] is not installed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    with loopback(tmp_path / "cluster", 2) as made:
        yield made


def sent_to_the_cluster() -> None:
    """The run asks for its workers as the command does."""
    import attendlib.batch
    from attendlib.batch.workers import workers_for

    attendlib.batch.workers_for = workers_for


def lost_sooner(seconds: int) -> None:
    """Wait less long for a cluster without workers."""
    from attendlib.batch import cluster

    cluster.PATIENCE = seconds


def another_program() -> None:
    """The run is of another attendlib than the workers'."""
    from attendlib.batch import away

    away.program_digest = lambda: "another"


def run_on(batch: Batch, cluster: Cluster, patches: Sequence[Callable[[], None]] = (), **how: Any) -> Ran:
    """A run that is sent to the cluster."""
    return batch.run("--cluster", cluster.address, patches=[sent_to_the_cluster, *patches], **how)


def test_the_same_bytes_as_on_one_machine(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """And a run that is made here next finds nothing to do; no process of the run is left on the workers."""
    ran = run_on(batch, cluster)
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert batch.documents() == undisturbed
    batch.prove_sound()
    assert "7 unchanged" in batch.run().err
    until = time.monotonic() + 20
    while any(psutil.Process(one.pid).children() for one in cluster.processes):
        assert time.monotonic() < until, "a worker keeps a process of a run that is over"
        time.sleep(0.1)


def test_a_worker_that_is_lost(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """With what it was making: that is made by the other."""
    once = batch.notebooks.parent / "once"
    batch.trouble(
        "import os, time, psutil\n"
        f"if urn == {URNS[1]!r} and not os.path.exists({str(once)!r}):\n"
        f"    open({str(once)!r}, 'w').close()\n"
        f"    for up in psutil.Process().parents():\n"
        f"        if up.pid in {[one.pid for one in cluster.workers]}: up.kill()\n"
        "    time.sleep(60)\n"
    )
    ran = run_on(batch, cluster)
    assert once.exists()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert [one.poll() for one in cluster.processes].count(-signal.SIGKILL) == 1
    assert batch.documents() == undisturbed
    batch.prove_sound()


def test_what_other_schools_are_said_to_be_is_looked_at_there(own: Batch, cluster: Cluster) -> None:
    """A worker is sent what a document said of other schools; where it would say the same, nothing comes back."""
    own.compare()
    assert own.run().status == 0
    own.miss(1)
    assert "(3 made now, 4 looked at and kept)" in run_on(own, cluster).err
    own.miss(1)
    assert "2 of them because what they say of other schools has changed" in run_on(own, cluster).err
    assert own.documents() == own.anew()
    own.prove_sound()


def test_a_report_that_fails_on_a_worker(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """Is told as here, in the same words; the others are there; the next run makes it, on this machine."""
    batch.trouble(f"if (notebook, urn) == ('school_report', {URNS[1]!r}):\n    import os\n    os._exit(0)")
    ran = run_on(batch, cluster)
    assert ran.status == 1
    assert "cell [2] lost its process: it ended itself with 0" in ran.err
    there = batch.documents()
    assert len(there) == len(undisturbed) - 2
    with closing(batch.ledger()) as ledger:
        assert len(ledger.failures()) == 2
    batch.prove_sound()
    batch.trouble("")
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_a_disk_that_fills_up_here(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """Or keeps half of what came back: that school's documents are not put in their place, the others are."""
    ran = run_on(batch, cluster, patches=[half_is_kept])
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert "school_report.html is not as it was made" in ran.err
    assert "OSError: No space left on device" in ran.err
    assert {name[:6] for name in batch.documents()} == {URNS[0], "index."}
    batch.prove_sound()
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def half_is_kept() -> None:
    """Of one school's documents half is written, and nobody says so; there is no room for the next one's or the
    city's."""
    from attendlib.batch import cluster

    whole = cluster.write

    def write(place: Path, data: bytes) -> None:
        if place.parent.name.startswith((URNS[2], "city")):
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(place, data[: len(data) // 2] if place.parent.name.startswith(URNS[1]) else data)

    cluster.write = write


def test_all_workers_are_lost(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """The run does not wait for ever: it says so, keeps what it has, and the next one goes on."""
    batch.trouble(
        f"import os\nif urn == {URNS[2]!r}:\n    for pid in {[one.pid for one in cluster.workers]}:\n"
        "        os.kill(pid, 9)\n"
    )
    ran = run_on(batch, cluster, patches=[partial(lost_sooner, 3)])
    assert (ran.status, ran.left) == (1, 0), ran.err
    assert "the cluster has no worker any more" in ran.err
    batch.prove_sound()
    batch.trouble("")
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed


def test_ctrl_c_finishes_what_was_sent(batch: Batch, undisturbed: dict[str, str], cluster: Cluster) -> None:
    """No more is sent; the next run goes on."""
    begun, go_on = str(batch.notebooks.parent / "begun"), str(batch.notebooks.parent / "go-on")
    batch.trouble(
        f"import time\nfrom pathlib import Path\nPath({begun!r}).touch()\n"
        f"while not Path({go_on!r}).exists(): time.sleep(0.02)"
    )
    ran = run_on(batch, cluster, acts=[(begun, signal.SIGINT), (0.0, go_on)])
    assert (ran.status, ran.left) == (130, 0), ran.err
    assert "(2 made now, 5 not begun or not finished)" in ran.err
    batch.prove_sound()
    batch.trouble("")
    assert run_on(batch, cluster).status == 0
    assert batch.documents() == undisturbed


def test_a_cluster_that_will_not_do(batch: Batch, cluster: Cluster) -> None:
    """Nothing starts where nobody answers, or a worker has another program; the person is told what to do."""
    other = run_on(batch, cluster, patches=[another_program])
    assert (other.status, other.left) == (2, 0)
    assert "has another attendlib, or other rules: update it" in other.err
    cluster.processes[0].kill()
    cluster.processes[0].wait()
    none = run_on(batch, cluster)
    assert (none.status, none.left) == (2, 0)
    assert "No Dask scheduler answers at tcp://127.0.0.1:" in none.err
    wrong = batch.run("--cluster", "10.0.0.5")
    assert wrong.status == 2
    assert "is no address of a Dask scheduler" in wrong.err
    assert batch.documents() == {}
