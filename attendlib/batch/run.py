"""How are all due documents made, with one school's failure its own?"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from attendlib.batch.execute import Made, make
from attendlib.batch.plan import Due, Plan
from attendlib.errors import RunError

Progress = Callable[[Made, int, int], None]
"""Told what was just made, how many are done and how many are due."""


@dataclass(frozen=True)
class RunResult:
    """What became of everything that was due, in the plan's order."""

    made: tuple[Made, ...]

    @property
    def failed(self) -> tuple[Made, ...]:
        """What was not made."""
        return tuple(one for one in self.made if one.problem)


def run_plan(plan: Plan, progress: Progress | None = None) -> RunResult:
    """Make everything due, schools before the city. Raises RunError when the folder cannot be written to."""
    out = plan.settings.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".attendlib-writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        raise RunError(f"The folder {out} cannot be written to: choose another with --out.") from None
    results: dict[str, Made] = {}
    for stage in ([d for d in plan.due if d.urn], [d for d in plan.due if not d.urn]):
        for made in _made(stage, plan, out):
            results[made.due.key] = made
            if progress:
                progress(made, len(results), len(plan.due))
    return RunResult(tuple(results[due.key] for due in plan.due))


def _made(due: list[Due], plan: Plan, out: Path) -> Iterator[Made]:
    settings = plan.settings
    workers = min(settings.workers or os.cpu_count() or 1, len(due))
    if workers <= 1:
        yield from (make(one, out, settings.formats, settings.timeout_seconds) for one in due)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(make, one, out, settings.formats, settings.timeout_seconds): one for one in due}
        for future in as_completed(waiting):
            try:
                yield future.result()
            except Exception as error:
                yield Made(waiting[future], problem=f"the worker ended: {type(error).__name__}")
