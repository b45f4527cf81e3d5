"""How does one process, which has loaded everything once, make every report in a fork of its own?

It is started afresh, loads what reports need, rehearses one report of each kind and then forks a runner for each job. A
runner watches over its notebook and writes the documents; the nursery watches over the runners, and does no report's
work itself. Whoever asks is at the other end of a socket; when that closes, everything ends.
"""

import gc
import os
import select
import signal
import socket
import sys
import tempfile
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import Any

from attendlib.batch import guard
from attendlib.batch.job import GLANCE, Job, Made
from attendlib.batch.line import Line
from attendlib.batch.runner import Runner


class Nursery:
    """The runners at work and the jobs that wait."""

    def __init__(self, line: Line, workers: int) -> None:
        self.line, self.workers = line, workers
        self.waiting: deque[Job] = deque()
        self.running: dict[int, Runner] = {}

    def serve(self) -> None:
        """Do as told until the other side hangs up."""
        while True:
            while self.waiting and len(self.running) < self.workers:
                self._begin(self.waiting.popleft())
            asked = self.line.end.fileno()
            ready, _, _ = select.select([asked, *self.running], [], [], GLANCE)
            if asked in ready:
                for told in self.line.receive():
                    self.take(told)
            for number in [number for number in ready if number != asked]:
                self._hear(number)
            for number, runner in list(self.running.items()):
                if number not in ready and (over := runner.over()):
                    self._end(number, Made(runner.job.due, {}, over).packed())

    def _begin(self, job: Job) -> None:
        try:
            runner = Runner(job)
        except OSError as error:
            told = f"no process could be begun for it: {error.strerror}"
            self.line.send({"made": Made(job.due, {}, told).packed()})
        else:
            self.running[runner.line.end.fileno()] = runner

    def take(self, told: dict[str, Any]) -> None:
        """Heed what is asked: to make documents, or to begin no more."""
        self.waiting.extend(Job.unpacked(packed) for packed in told.get("make", ()))
        if "stop" in told:
            self.line.send({"dropped": [job.due.key for job in self.waiting]})
            self.waiting.clear()

    def begin_beside(self, rehearsals: list[Job]) -> None:
        """Begin what no rehearsal will make quicker, on the cores that a rehearsal leaves idle."""
        rehearsed = {job.due.notebook for job in rehearsals}
        apart = [job for job in self.waiting if rehearsed and job.due.notebook not in rehearsed]
        for job in apart[: self.workers - 1]:
            self.waiting.remove(job)
            self._begin(job)

    def _hear(self, number: int) -> None:
        runner = self.running[number]
        try:
            made = runner.answer()
        except EOFError:
            # Its end of the socket closes a moment before its end can be asked.
            made = Made(runner.job.due, {}, f"its process {guard.how_ended(runner.pid)}").packed()
        if made is not None:
            self._end(number, made)

    def _end(self, number: int, made: dict[str, Any]) -> None:
        runner = self.running.pop(number)
        runner.end({one.pid for one in self.running.values()})
        self.line.send({"made": made})

    def close(self) -> None:
        """End every runner, with all it started."""
        for runner in self.running.values():
            runner.end(set())


def load() -> None:
    """Load what reports need. A grammar that JupyterLab's environment brings takes a second to compile, and no report
    needs it."""
    unneeded = "rfc3987_syntax"
    loaded = unneeded in sys.modules
    sys.modules.setdefault(unneeded, None)  # type: ignore[arg-type]
    import attendlib.batch.forked
    import attendlib.batch.make
    import attendlib.measures.prepared
    import attendlib.report  # noqa: F401

    if not loaded:
        del sys.modules[unneeded]


def rehearse(job: Job) -> Made:
    """Make a report here, in this process, and throw it away: what it loads and works out stays, but for the threads of
    the database. Returns what came of it."""
    from attendlib.batch.make import make
    from attendlib.batch.surroundings import REHEARSAL
    from attendlib.documents import FORMATS, load
    from attendlib.measures.engine import rest

    load(job.formats)
    formats = tuple(name for name in job.formats if not FORMATS[name].threaded)
    with tempfile.TemporaryDirectory() as away:
        made = make(replace(job, into=away, engine=REHEARSAL, formats=formats))
    rest()
    return made


def live(end: socket.socket) -> None:
    """The nursery's life: the first message says how many runners there may be, what to make and what to rehearse."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    guard.hold_to(0)
    guard.adopt_orphans()
    line = Line(end)
    # While it loads and rehearses it does not listen, and would not hear that nobody waits for it any more.
    guard.end_with(os.getppid())
    load()
    from attendlib.batch.forked import why_not

    told: list[dict[str, Any]] = []
    while not told:
        told = line.receive()
    first, rehearsals = told[0], [Job.unpacked(packed) for packed in told[0]["rehearse"]]
    nursery = Nursery(line, first["workers"])
    try:
        nursery.take(first)
        nursery.begin_beside(rehearsals)
        for job in rehearsals:
            rehearse(job)
        settle()
        line.send({"unsafe": why_not()})
        nursery.serve()
    finally:
        nursery.close()


def settle() -> None:
    """Be ready to fork for as long as anybody asks: what is there stays where it is in memory, shared by all forks."""
    guard.outlive_parent()
    gc.collect()
    gc.freeze()
    gc.disable()


if __name__ == "__main__":
    with suppress(EOFError, OSError):
        live(socket.socket(fileno=int(sys.argv[1])))
