"""Which of what is due must be made, and why?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from attendlib.batch.job import Due
from attendlib.batch.ledger import Entry
from attendlib.batch.origin import Origin, others_alone, why_again
from attendlib.batch.plan import Plan, notebook_file
from attendlib.intake.changed import sha256_of


@dataclass(frozen=True)
class Decided:
    """What is due, what it would be made from, and why it must be made; nothing where it need not. said: where it need
    not be if it says the same of other schools as now, the digest of that."""

    due: Due
    source: Path
    origin: Origin
    why: tuple[str, ...]
    said: str = ""


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
        now, why, said = origin(due, source), ["it was asked for"], ""
        if not force:
            why, said = _why(entries.get(due.key), due.key in failures, now, plan.settings.out)
        made.append(Decided(due, source, now, tuple(why), said))
    return made


def _why(entry: Entry | None, failed: bool, now: Origin, out: Path) -> tuple[list[str], str]:
    """Why it must be made; and what it said of other schools, where it need not if it still does."""
    if failed:
        return ["it failed last time"], ""
    if entry is None:
        return ["it has not been made yet"], ""
    why, others = why_again(entry.origin, now), others_alone(entry.origin, now)
    if (others or not why) and not intact(entry, out):
        return ["its file is gone, or is not as it was made"], ""
    return why, entry.said if others else ""


def intact(entry: Entry, out: Path) -> bool:
    """Whether every file of it is there, to the byte."""
    places = {out / entry.folder / name: sha256 for name, sha256 in entry.files.items()}
    return all(place.is_file() and sha256_of(place) == sha256 for place, sha256 in places.items())
