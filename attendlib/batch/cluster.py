"""How are documents made on a Dask cluster that somebody already has?

A school is sent as a whole, and its documents come back: only the process that was started here writes into the run's
folder. A worker that was lost and comes back, or is slow, can spoil nothing, and what it was making is made elsewhere.
"""

import os
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from attendlib.batch.away import Sent, close, expected, make_away
from attendlib.batch.disk import write
from attendlib.batch.job import GLANCE, Job, Made, Stop
from attendlib.batch.nursed import worth_rehearsing
from attendlib.batch.told import problem
from attendlib.errors import RunError
from attendlib.intake.changed import sha256_of

PATIENCE = 60
"""Seconds that a cluster may be without any worker."""

ANSWERS = 10
"""Seconds in which a scheduler has to answer."""

LOST = ("KilledWorker", "CancelledError", "FutureCancelledError", "TimeoutError")
"""What Dask raises for work that nobody will do any more."""


class Clustered:
    """The workers of the Dask scheduler at an address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError:
            raise RunError("A cluster needs Dask: pip install 'attendlib[cluster]', here and on its workers.") from None
        try:
            self._client = Client(self.address, timeout=ANSWERS, set_as_default=False)
        except (OSError, ValueError):
            raise RunError(
                f"No Dask scheduler answers at {self.address}: start one, or run without a cluster."
            ) from None
        try:
            self._check()
        except BaseException:
            self._client.close()
            raise
        self._run, self._looked, self._room, self._seen = "", 0.0, 0, time.monotonic()
        return self

    def __exit__(self, *failure: object) -> None:
        with suppress(Exception):  # the cluster is gone: nothing is left to close
            self._client.run(close, self._run, on_error="ignore")
        self._client.close()

    def _check(self) -> None:
        """Raise unless every worker there is has this very program and these rules."""
        try:
            there = self._client.run(expected)
        except RunError as error:
            raise RunError(f"The cluster at {self.address} will not do: {error}.") from None
        except Exception as error:
            kind = type(error).__name__
            raise RunError(f"A worker of the cluster cannot load attendlib ({kind}): install it there too.") from None
        if not there:
            raise RunError(f"The cluster at {self.address} has no worker: start some.")
        if any(told != expected() for told in there.values()):
            raise RunError("A worker of the cluster has another attendlib, or other rules: update it and restart it.")

    def begin(self) -> None:
        """The workers load what they need with their first school."""

    def make(self, jobs: Sequence[Job], stop: Stop) -> Iterator[Made]:
        """Make the documents of the jobs, a school at a time. What was sent before ``stop`` is finished."""
        if not jobs:
            return
        self._run = jobs[0].due.parameters["run"]
        rehearsals, waiting = worth_rehearsing(jobs, self._places()), deque(_by_folder(jobs))
        going: dict[Any, list[Job]] = {}
        while (waiting and not stop()) or going:
            while waiting and not stop() and len(going) < self._places():
                of_school = waiting.popleft()
                sent: Sent = {
                    "run": self._run,
                    "jobs": [job.packed() for job in of_school],
                    "rehearse": [job.packed() for job in rehearsals],
                    "store": os.path.abspath(store) if (store := os.environ.get("ATTENDLIB_STORE")) else "",
                }
                going[self._client.submit(make_away, sent, expected(), pure=False)] = of_school
            for future in [future for future in going if future.done()]:
                yield from _arrived(future, going.pop(future))
            if self._places() == 0 and time.monotonic() - self._seen > PATIENCE:
                left = [job for held in (*going.values(), *waiting) for job in held]
                yield from (Made(job.due, {}, "the cluster has no worker any more") for job in left)
                return
            time.sleep(GLANCE / 10)

    def _places(self) -> int:
        """How many schools the cluster can make at once; looked up every second."""
        now = time.monotonic()
        if now - self._looked > 1:
            try:
                self._room = sum(self._client.nthreads().values())
            except Exception:  # the scheduler is gone: its work is given back as lost
                self._room = 0
            self._looked = now
        if self._room:
            self._seen = now
        return self._room


def _by_folder(jobs: Sequence[Job]) -> list[list[Job]]:
    """The jobs of each folder together, in the order of their first."""
    held: dict[str, list[Job]] = {}
    for job in jobs:
        held.setdefault(job.due.folder, []).append(job)
    return list(held.values())


def _arrived(future: Any, jobs: Sequence[Job]) -> Iterator[Made]:
    """What came back of a school, written where it is to be put in its place from."""
    try:
        answered = future.result(PATIENCE)
    except Exception as error:
        lost = type(error).__name__ in LOST
        why = "the workers that it was sent to were lost" if lost else problem(error)
        yield from (Made(job.due, {}, why) for job in jobs)
        return
    folders = {job.due.key: Path(job.into) for job in jobs}
    for packed, documents in answered:
        made = Made.unpacked(packed)
        wrong = _put(documents, made, folders[made.due.key])
        yield Made(made.due, {}, wrong) if wrong else made


def _put(documents: Mapping[str, bytes], made: Made, folder: Path) -> str:
    """Write what came back, and read it again; returns what was wrong, in words, if anything."""
    try:
        for name, data in documents.items():
            write(folder / name, data)
            if sha256_of(folder / name) != made.files[name]:
                return f"{name} is not as it was made"
    except OSError as error:
        return problem(error)
    return ""
