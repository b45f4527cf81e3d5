"""How do documents get from those who make them to their place, a folder at a time?

All documents of a school change together: if one cannot be made, or what they were made from has changed meanwhile, the
school keeps those it had.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from attendlib.batch.commit import commit
from attendlib.batch.decide import Decided
from attendlib.batch.inputs import Inputs
from attendlib.batch.job import Job, Limits, Made, Stop
from attendlib.batch.ledger import Entry, Ledger
from attendlib.batch.origin import Origin
from attendlib.batch.plan import Plan
from attendlib.batch.publish import HIDDEN, Desk
from attendlib.batch.workers import Workers, engine_of
from attendlib.errors import RunError
from attendlib.intake import OpenCity
from attendlib.names import CITY_FOLDER

FAILURES = "failures"
"""In a run's hidden folder: the tracebacks of what could not be made."""

Tell = Callable[[Made], None]
"""Told what was just made."""


@dataclass
class Bench:
    """Where a run's documents are put together: what is planned, of which city, from which files, in which folder.
    ``remarks`` gathers what the person should know."""

    plan: Plan
    city: OpenCity
    inputs: Inputs
    desk: Desk
    ledger: Ledger
    remarks: list[str] = field(default_factory=list)

    def make(self, todo: Sequence[Decided], workers: Workers, stop: Stop, tell: Tell) -> Iterator[Made]:
        """Make these documents and put each folder in its place as soon as it is whole; the city's, which takes longest
        to make and so is begun first, waits for all schools. What was stopped before that is not told of."""
        origins = {one.due.key: one.origin for one in todo}
        due, arrived = Counter(one.due.folder for one in todo), defaultdict[str, list[Made]](list)
        city_first = sorted(todo, key=lambda one: one.due.folder != CITY_FOLDER)
        for made in workers.make([self._job(one) for one in city_first], stop):
            tell(made)
            arrived[made.due.folder].append(made)
            whole = [folder for folder in arrived if len(arrived[folder]) == due[folder]]
            for folder in sorted(whole, key=lambda folder: folder == CITY_FOLDER):
                if folder != CITY_FOLDER or set(due) == {CITY_FOLDER}:
                    del due[folder]
                    for one in self._settled(folder, arrived[folder], origins):
                        yield self._noted(one)

    def _job(self, one: Decided) -> Job:
        settings, due = self.plan.settings, one.due
        limits = Limits(settings.timeout_seconds, settings.report_seconds, settings.memory_mb)
        into = str(self.desk.stage(due.folder))
        return Job(due, str(one.source), into, settings.formats, engine_of(settings), limits, one.said)

    def _settled(self, folder: str, made: Sequence[Made], origins: Mapping[str, Origin]) -> Iterator[Made]:
        """The documents of one folder: the new ones in its place, all together or not at all; of those that are kept
        the ledger knows what they would be made from now."""
        changed = self.inputs.changed()
        aside = f"{changed[0].name} was changed while the documents were made: run again" if changed else ""
        new, kept = [one for one in made if not one.kept], [one for one in made if one.kept]
        failed = [one.due.notebook for one in new if one.problem]
        if failed:
            yield from _without(new, f"not put in its place, because {failed[0]} could not be made")
        else:
            yield from _without(new, aside or self._placed(folder, [_entry(one, origins[one.due.key]) for one in new]))
        if kept:
            yield from _without(kept, aside or self._brought_up_to_date(folder, {one.due.key for one in kept}, origins))

    def _placed(self, folder: str, entries: Sequence[Entry]) -> str:
        """Put what is new of a folder in its place; returns why it cannot be, if it cannot."""
        try:
            theirs = commit(self.desk, self.ledger, folder, entries) if entries else []
        except OSError as error:
            return f"it cannot be put in its place: {error.strerror}"
        except RunError as error:
            return str(error)
        self.remarks += [f"{folder}/{name} is not attendlib's, or was changed since: kept." for name in theirs]
        return ""

    def _brought_up_to_date(self, folder: str, keys: Container[str], origins: Mapping[str, Origin]) -> str:
        """Note of documents that are kept what they would be made from now; returns why it cannot be, if it cannot."""
        held = [entry for entry in self.ledger.entries_of(folder) if entry.key in keys]
        try:
            self.ledger.settle(folder, [replace(entry, origin=origins[entry.key]) for entry in held])
        except RunError as error:
            return str(error)
        return ""

    def _noted(self, made: Made) -> Made:
        """The same, with a failure noted in the ledger and its traceback where its owner alone can read it."""
        due = made.due
        place = self.desk.hidden / FAILURES / f"{due.folder}.{due.notebook}.txt"
        place.unlink(missing_ok=True)
        if not made.problem:
            return made
        if made.trace:
            with suppress(OSError):
                _write_restricted(place, made.trace)
                said = made.problem.rstrip(".")
                made = replace(made, problem=f"{said}. The traceback: {HIDDEN}/{FAILURES}/{place.name}")
        try:
            self.ledger.fail(due.key, made.problem)
        except RunError as error:
            self.remarks.append(str(error))
        return made


def _entry(made: Made, origin: Origin) -> Entry:
    due = made.due
    return Entry(
        due.key, due.urn, due.folder, due.notebook, origin, made.files, list(made.rules), made.readers, made.said
    )


def _without(made: Sequence[Made], problem: str) -> Sequence[Made]:
    """The same where there is no problem; else what had none of its own has this one, and no files."""
    return [one if one.problem or not problem else replace(one, files={}, kept=False, problem=problem) for one in made]


def _write_restricted(place: Path, text: str) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
