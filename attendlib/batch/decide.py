"""Which of what is due must be made, and why?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from attendlib.batch.job import Due
from attendlib.batch.ledger import Entry
from attendlib.batch.origin import Origin, why_again
from attendlib.batch.plan import Plan, notebook_file
from attendlib.intake.changed import sha256_of


@dataclass(frozen=True)
class Decided:
    """What is due, what it would be made from, and why it must be made; nothing where it need not."""

    due: Due
    source: Path
    origin: Origin
    why: tuple[str, ...]


def decided(
    plan: Plan,
    entries: Mapping[str, Entry],
    failures: Mapping[str, str],
    origin: Callable[[Due, Path], Origin],
    force: bool = False,
) -> list[Decided]:
    """A decision for everything due, in the plan's order."""
    made = []
    for due in plan.due:
        source = notebook_file(due.notebook)
        now = origin(due, source)
        why = ["it was asked for"] if force else _why(entries.get(due.key), due.key in failures, now, plan.settings.out)
        made.append(Decided(due, source, now, tuple(why)))
    return made


def _why(entry: Entry | None, failed: bool, now: Origin, out: Path) -> list[str]:
    if failed:
        return ["it failed last time"]
    if entry is None:
        return ["it has not been made yet"]
    why = why_again(entry.origin, now)
    return why or ([] if intact(entry, out) else ["its file is gone, or is not as it was made"])


def intact(entry: Entry, out: Path) -> bool:
    """Whether every file of it is there, to the byte."""
    places = {out / entry.folder / name: sha256 for name, sha256 in entry.files.items()}
    return all(place.is_file() and sha256_of(place) == sha256 for place, sha256 in places.items())
