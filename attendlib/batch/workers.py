"""Who makes the documents of a run?

Where processes can be forked, a nursery: one process that has loaded everything and forks a runner for each report.
Elsewhere processes that are started afresh, each for many reports. Or a cluster that is there already.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol, Self

from attendlib.batch.job import Job, Made, Stop
from attendlib.batch.nursed import Nursed
from attendlib.batch.runfile import RunSettings
from attendlib.batch.started import Started
from attendlib.batch.surroundings import FORK, KERNEL
from attendlib.errors import RunError

FORKS = sys.platform == "linux"
"""Whether processes can be forked, watched and ended safely here."""


class Workers(Protocol):
    """What makes documents: ``with workers: for made in workers.make(jobs, stop): ...``."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *failure: object) -> None: ...

    def begin(self) -> None:
        """There will be something to make: load what that needs, while others work."""

    def make(self, jobs: Sequence[Job], stop: Stop) -> Iterator[Made]:
        """Make them, in any order; what was begun when ``stop`` turns true is finished, the rest left out."""


def engine_of(settings: RunSettings) -> str:
    """What runs the cells. Raises RunError for an engine that this system does not have."""
    if settings.engine == FORK and not FORKS:
        raise RunError("The engine fork needs Linux: use --engine kernel.")
    return settings.engine or (FORK if FORKS else KERNEL)


def workers_for(settings: RunSettings) -> Workers:
    """Who makes the documents of a run: the cluster that it names; else one process for each core, or as many as it
    asks for."""
    if settings.cluster:
        from attendlib.batch.cluster import Clustered

        return Clustered(settings.cluster)
    count = settings.workers or os.cpu_count() or 1
    return Nursed(count) if FORKS else Started(count)
