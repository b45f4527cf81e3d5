"""How does a test come by a cluster?

A Dask scheduler and workers of this machine, as a person would start them, on the loopback address.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]


@dataclass
class Cluster:
    """A scheduler and workers that each make one school at a time: processes of our own."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        """The processes that make documents."""
        return self.processes[1:]

    def begin(self, workers: int) -> None:
        """Start the scheduler and so many workers, and wait for them."""
        told = self.folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(told))
        until = time.monotonic() + 60
        while not self.address:
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
            with suppress(OSError, ValueError):
                self.address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for _ in range(workers):
            self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--local-directory", "space")
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"]
        found = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            started = subprocess.Popen(command, cwd=self.folder, env=os.environ | found, stdout=log, stderr=log)
        self.processes.append(started)

    def end(self) -> None:
        """Leave nothing of it."""
        for process in reversed(self.processes):
            with suppress(psutil.Error):
                left = psutil.Process(process.pid).children(recursive=True)
                process.kill()
                psutil.wait_procs(left, timeout=10)
            process.wait()


@contextmanager
def loopback(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of this machine, which lasts as long as it is held."""
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        cluster.begin(workers)
        yield cluster
    finally:
        cluster.end()
