"""How are documents made where no process can be forked?"""

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Self

import psutil

from attendlib.batch.job import GLANCE, Job, Made, Stop


class Started:
    """Processes that are started afresh and make one report after another. One that ends takes the others' work with
    it, so that what was lost is then made in a process apart."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def __enter__(self) -> Self:
        self._others = set(psutil.Process().children(recursive=True))
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left: each call of ``make`` ends what it started."""

    def begin(self) -> None:
        """Nothing is loaded beforehand."""

    def make(self, jobs: Sequence[Job], stop: Stop) -> Iterator[Made]:
        """Make the documents of the jobs, as they come."""
        lost: list[Job] = []
        for job, made in self._together(jobs, self.workers, stop):
            if made is None:
                lost.append(job)
            else:
                yield made
        for job in lost:
            for _, made in self._together([job], 1, stop):
                yield made or Made(job.due, {}, "its process ended")

    def _together(self, jobs: Sequence[Job], workers: int, stop: Stop) -> Iterator[tuple[Job, Made | None]]:
        from attendlib.batch.make import make

        pool = ProcessPoolExecutor(workers, get_context("spawn"), deaf)
        waiting: dict[Future[Made], Job] = {pool.submit(make, job): job for job in jobs}
        try:
            while waiting:
                done, _ = wait(waiting, GLANCE, FIRST_COMPLETED)
                for future in done:
                    job = waiting.pop(future)
                    try:
                        yield job, future.result()
                    except BrokenProcessPool:
                        yield job, None
                if stop():
                    waiting = {future: job for future, job in waiting.items() if not future.cancel()}
        finally:
            if waiting:  # whoever asked does not want to wait for them
                self._end()
            pool.shutdown()

    def _end(self) -> None:
        for process in set(psutil.Process().children(recursive=True)) - self._others:
            with suppress(psutil.Error):
                process.kill()


def deaf() -> None:
    """Let a process ignore the interrupt that was typed for its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
