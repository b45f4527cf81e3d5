"""How is a run carried out: what is due decided, made, and led to by a page?"""

import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from attendlib.batch.bench import Bench
from attendlib.batch.commit import recover
from attendlib.batch.decide import Decided, decided
from attendlib.batch.index import put_index
from attendlib.batch.inputs import Inputs
from attendlib.batch.job import Due, Made, Stop
from attendlib.batch.ledger import Entry, Ledger
from attendlib.batch.lock import alone_in
from attendlib.batch.manifest import put_manifest
from attendlib.batch.origin import origin_in
from attendlib.batch.plan import Plan
from attendlib.batch.publish import Desk
from attendlib.batch.workers import Workers, engine_of
from attendlib.errors import RunError
from attendlib.intake import OpenCity

Progress = Callable[[Made, int, int], None]
"""Told what was just made, how many are done and how many are to be made."""

LEDGER = "ledger.sqlite"
"""In a run's hidden folder: what has been made from what."""


@dataclass(frozen=True)
class RunResult:
    """What became of everything that was due. ``made``: what was tried · ``moved``: what of that was made because what
    it says of other schools has changed · ``kept``: what was looked at because other schools' registers have changed,
    and says the same · ``unchanged``: what need not be looked at · ``left``: what was not begun, or not finished,
    because the person stopped the run · ``stale``: documents in the folder that no school of this city, or notebook of
    this run, has any more · ``remarks``: what else the person should know."""

    made: tuple[Made, ...] = ()
    moved: tuple[Due, ...] = ()
    kept: tuple[Made, ...] = ()
    unchanged: tuple[Due, ...] = ()
    left: tuple[Due, ...] = ()
    stale: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Made, ...]:
        """What was not made, or not put in its place."""
        return tuple(one for one in self.made if one.problem)


def look_at(plan: Plan, city: OpenCity, force: bool = False) -> list[Decided]:
    """What a run would make, and why, without making it."""
    place = Desk(plan.settings.out).hidden / LEDGER
    origin = origin_in(city, plan.settings.formats)
    if not place.exists():
        return decided(plan, {}, {}, origin, force)
    with closing(Ledger(place)) as ledger:
        return decided(plan, ledger.entries(), ledger.failures(), origin, force)


def run_plan(
    plan: Plan,
    city: OpenCity,
    inputs: Inputs,
    workers: Workers,
    *,
    stop: Stop = lambda: False,
    progress: Progress = lambda *_: None,
    force: bool = False,
) -> RunResult:
    """Make what is due and has changed, schools before the city, and put it in its place. Raises RunLocked while
    another run does so, RunError when nothing could start."""
    desk, began = Desk(plan.settings.out), time.time()
    try:
        desk.lay()
    except OSError:
        raise RunError(f"The folder {desk.out} cannot be written to: choose another with --out.") from None
    with alone_in(desk.hidden), closing(Ledger(desk.hidden / LEDGER)) as ledger:
        bench = Bench(plan, city, inputs, desk, ledger)
        _tidy(bench)
        try:
            result = _made(bench, workers, stop, progress, force)
            put_index(bench)
            put_manifest(bench, result.made, _timings(began, engine_of(plan.settings)))
            return result
        except OSError as error:
            raise RunError(f"{desk.out} cannot be written to ({error.strerror}): mend that and run again.") from None
        finally:
            if not ledger.intents():
                with suppress(OSError):
                    desk.clear()


def _tidy(bench: Bench) -> None:
    """Finish what an earlier run had begun and leave nothing else of it."""
    try:
        recover(bench.desk, bench.ledger)
        bench.desk.clear()
    except OSError as error:
        where, why = bench.desk.hidden, error.strerror
        raise RunError(
            f"What an earlier run left in {where} is in the way ({why}): look there, then run again."
        ) from None


def _made(bench: Bench, workers: Workers, stop: Stop, progress: Progress, force: bool) -> RunResult:
    plan, ledger = bench.plan, bench.ledger
    origin = origin_in(bench.city, plan.settings.formats)
    everything = decided(plan, ledger.entries(), ledger.failures(), origin, force)
    todo = [one for one in everything if one.why]
    done: dict[str, Made] = {}
    count = 0

    def tell(made: Made) -> None:
        nonlocal count
        count += 1
        progress(made, count, len(todo))

    for made in bench.make(todo, workers, stop, tell):
        done[made.due.key] = made
    found = [done[one.due.key] for one in todo if one.due.key in done]
    looked_at = {one.due.key for one in todo if one.said}
    return RunResult(
        tuple(one for one in found if not one.kept),
        tuple(one.due for one in found if one.files and one.due.key in looked_at),
        tuple(one for one in found if one.kept),
        tuple(one.due for one in everything if not one.why),
        tuple(one.due for one in todo if one.due.key not in done),
        tuple(_stale(bench)),
        tuple(bench.remarks),
    )


def _timings(began: float, engine: str) -> dict[str, Any]:
    at = datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds")
    return {"began": at, "seconds": round(time.time() - began, 1), "engine": engine}


def _stale(bench: Bench) -> list[str]:
    """What the ledger has of schools and notebooks that are not of this run. Of what is not even there any more, the
    ledger forgets."""
    others = [entry for key, entry in bench.ledger.entries().items() if key not in bench.plan.known and entry.folder]
    there = {entry.key: _files(entry, bench) for entry in others}
    gone = {key for key, files in there.items() if not files}
    bench.ledger.forget(gone | {key for key in bench.ledger.failures() if key not in bench.plan.known})
    return [file for files in there.values() for file in files]


def _files(entry: Entry, bench: Bench) -> list[str]:
    names = (f"{entry.folder}/{name}" for name in sorted(entry.files))
    return [name for name in names if (bench.desk.out / name).exists()]
