"""What does a worker of a cluster do with a school that it is sent?

It has a nursery, as a run on one machine has: a process of its own that forks every report, so that reports cannot harm
the worker. It lasts for one run, so that the next one's rules and notebooks are read afresh.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any

from attendlib.batch.job import Job
from attendlib.batch.nursed import Nursed
from attendlib.batch.origin import program_digest
from attendlib.batch.workers import FORKS
from attendlib.errors import RunError
from attendlib.policy import rules_digest

Sent = Mapping[str, Any]
"""What a worker is sent: the run's name, the jobs of a school, what is worth rehearsing, and where the store is, if not
at the usual place."""

Expected = tuple[str, str]
"""The program and the rules that a worker has to have."""

_nurseries: dict[int, tuple[str, Nursed]] = {}
"""By thread of the worker: for which run, and what makes reports."""


def expected() -> Expected:
    """The program and the rules here. Raises RunError where processes cannot be forked."""
    if not FORKS:
        raise RunError("the workers of a cluster need Linux")
    return program_digest(), rules_digest()


def make_away(sent: Sent, of: Expected) -> list[tuple[dict[str, Any], dict[str, bytes]]]:
    """Make a school's documents; returns what became of each job and its documents by name. Raises RunError where this
    worker's program or rules are others."""
    if of != expected():
        raise RunError("a worker of the cluster has another attendlib, or other rules: update it and restart it")
    answered = []
    with TemporaryDirectory(prefix="attendlib-") as aside:
        jobs = [replace(Job.unpacked(job), into=aside) for job in sent["jobs"]]
        for made in _nursery(sent).make(jobs, lambda: False):
            documents = {name: (Path(aside) / name).read_bytes() for name in made.files}
            answered.append((made.packed(), documents))
    return answered


def _nursery(sent: Sent) -> Nursed:
    """This thread's own, for this run."""
    mine = get_ident()
    run, held = _nurseries.get(mine, ("", None))
    if held is not None and run == sent["run"] and held.lives:
        return held
    if held is not None:
        held.__exit__()
    rehearse = [Job.unpacked(job) for job in sent["rehearse"]]
    environment = {"ATTENDLIB_STORE": sent["store"]} if sent["store"] else {}
    _nurseries[mine] = sent["run"], Nursed(1, rehearse=rehearse, environment=environment).__enter__()
    return _nurseries[mine][1]


def close(run: str) -> None:
    """End what makes reports for a run here."""
    for thread, (of, held) in list(_nurseries.items()):
        if of == run:
            del _nurseries[thread]
            held.__exit__()
