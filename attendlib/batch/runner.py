"""Which process makes one job's documents, and what may it take?"""

import gc
import os
import signal
import socket
import tempfile
import time
from typing import Any, NoReturn

from attendlib.batch import guard
from attendlib.batch.job import Job
from attendlib.batch.line import Line

GRACE_SECONDS, GRACE_BYTES = 15, 1 << 30
"""What a runner may take beyond its notebook's limits, to see them exceeded and to write the documents."""


class Runner:
    """A forked process that makes one job's documents."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.until = time.monotonic() + job.limits.report_seconds + GRACE_SECONDS
        self.aside = tempfile.TemporaryDirectory(prefix="attendlib-")
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            _run(job, self.aside.name, theirs, parent)
        theirs.close()
        self.line = Line(ours)

    def over(self) -> str:
        """Which limit the runner has passed, in words; empty while none."""
        limits = self.job.limits
        if time.monotonic() > self.until:
            return f"the notebook as a whole took longer than {limits.report_seconds} seconds"
        if guard.memory_of(self.pid) > (limits.memory_mb << 20) + GRACE_BYTES:
            return f"it used more than the {limits.memory_mb:,} MB that a notebook may use"
        return ""

    def end(self, spared: set[int]) -> None:
        """End it with all it started and left behind; other runners are ``spared``."""
        guard.end(self.pid, spared)
        self.line.end.close()
        self.aside.cleanup()

    def answer(self) -> dict[str, Any] | None:
        """What it made, once it has said so. Raises EOFError when it ends without."""
        return next(iter(self.line.receive()), None)


def _run(job: Job, aside: str, end: socket.socket, parent: int) -> NoReturn:
    """A runner's life. aside: the folder for what is temporary, which the nursery removes."""
    status = 1
    try:
        os.setsid()
        guard.end_with(parent)
        guard.adopt_orphans()
        os.closerange(3, end.fileno())
        os.closerange(end.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.enable()
        tempfile.tempdir = aside
        from attendlib.batch.make import make

        made = make(job)
        guard.end_orphans(set())
        Line(end).send(made.packed())
        status = 0
    finally:
        os._exit(status)
