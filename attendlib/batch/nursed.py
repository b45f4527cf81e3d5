"""How is a nursery told what to make, and what if it ends?"""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Self

from attendlib.batch.job import GLANCE, Job, Made, Stop
from attendlib.batch.line import Line
from attendlib.batch.surroundings import FORK, surroundings
from attendlib.errors import RunError

PATIENCE = 300
"""Seconds that a nursery has to load and rehearse."""


class Nursed:
    """A nursery, which is started when there will be something to make, and loads while others work. What it has to
    make many of it rehearses first. One that ends, or cannot fork safely, is started a second time without a
    rehearsal."""

    def __init__(
        self,
        workers: int,
        patience: float = PATIENCE,
        rehearse: Sequence[Job] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """rehearse: instead of what it has to make many of · environment: what it has beyond this process's."""
        self.workers, self.patience = workers, patience
        self.rehearse, self.environment = rehearse, environment or {}

    def __enter__(self) -> Self:
        self._begun, self._starts_left, self._worked = False, 1, False
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def begin(self) -> None:
        """Start the nursery, unless it has been."""
        if not self._begun:
            self._begun = True
            self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "attendlib.batch.nursery", str(theirs.fileno())]
        nobody = subprocess.DEVNULL
        with theirs:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env={**surroundings(), **self.environment},
                stdin=nobody,
                stdout=nobody,
                stderr=nobody,
                start_new_session=True,
            )
        self._line, self._ready = Line(ours), False

    def _begin(self, waiting: dict[str, Job], rehearsals: Sequence[Job] = ()) -> None:
        self._until = time.monotonic() + self.patience
        asked = {"rehearse": [job.packed() for job in rehearsals], "make": [job.packed() for job in waiting.values()]}
        self._tell({"workers": self.workers} | asked)

    def _end(self) -> None:
        """Hang up, which ends the nursery, if there is one, and all it started; and see to it."""
        if not self._begun:
            return
        self._line.end.close()
        if not self._ready:
            self._process.kill()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def lives(self) -> bool:
        """Whether its process has not ended."""
        return not self._begun or self._process.poll() is None

    def make(self, jobs: Sequence[Job], stop: Stop) -> Iterator[Made]:
        """Make the documents of the jobs, as they come. Raises RunError where nothing can be forked safely."""
        waiting = {job.due.key: job for job in jobs}
        told_to_stop = False
        if not jobs:
            return
        self.begin()
        if self._ready:
            self._tell({"make": [job.packed() for job in jobs]})
        else:
            self._begin(waiting, worth_rehearsing(jobs, self.workers) if self.rehearse is None else self.rehearse)
        while waiting:
            if stop() and not self._ready:
                return
            if stop() and not told_to_stop:
                told_to_stop = True
                self._tell({"stop": True})
            for told in self._heard(waiting):
                if "made" in told:
                    made = Made.unpacked(told["made"])
                    del waiting[made.due.key]
                    yield made
                for key in told.get("dropped", ()):
                    del waiting[key]

    def _heard(self, waiting: dict[str, Job]) -> list[dict[str, Any]]:
        """What the nursery said meanwhile, if anything."""
        try:
            ready, _, _ = select.select([self._line.end], [], [], GLANCE)
            told = self._line.receive() if ready else []
        except EOFError:
            return self._again(waiting, f"it ended with {self._process.wait()}")
        if not self._ready and time.monotonic() > self._until:
            return self._again(waiting, f"it was not ready after {self.patience:g} seconds")
        for each in told:
            if each.get("unsafe"):
                return self._again(waiting, each["unsafe"])
            if "unsafe" in each:
                self._ready = self._worked = True
        return told

    def _again(self, waiting: dict[str, Job], why: str) -> list[dict[str, Any]]:
        """Start over, once. After that: nothing more can be made."""
        if self._starts_left:
            self._starts_left -= 1
            self._end()
            self._start()
            self._begin(waiting)
            return []
        if not self._worked:
            raise RunError(f"The process that makes reports cannot do so ({why}). Use --engine kernel.")
        lost = f"the process that makes reports is gone: {why}"
        return [{"made": Made(job.due, {}, lost).packed()} for job in waiting.values()]

    def _tell(self, told: dict[str, Any]) -> None:
        with suppress(OSError):  # a nursery that does not listen has ended, which is heard next
            self._line.send(told)


def worth_rehearsing(jobs: Sequence[Job], workers: int) -> list[Job]:
    """The first job for each notebook of which there are more than all workers together make at first."""
    by_notebook: dict[str, list[Job]] = {}
    for job in jobs:
        by_notebook.setdefault(job.due.notebook, []).append(job)
    return [held[0] for held in by_notebook.values() if len(held) > workers and held[0].engine == FORK]
