"""Which two runs does a person mean, and what moved between them?"""

from dataclasses import dataclass
from pathlib import Path

from attendlib.batch.manifest import KEPT, MANIFEST, kept_in, read_manifest
from attendlib.batch.marks_moved import moved_marks
from attendlib.batch.moved import PARTS, Moved, moved
from attendlib.batch.publish import HIDDEN
from attendlib.errors import RunError


@dataclass(frozen=True)
class Compared:
    """The manifests of the earlier and the later run, what moved, and why nothing is said of marks, if so."""

    one: Path
    other: Path
    moved: tuple[Moved, ...]
    untold: str


def compared(one: Path, other: Path | None, city: Path | None = None) -> Compared:
    """What moved from one run to the other. A run is a manifest, or a folder of documents with the manifest of its
    latest run; a folder alone stands for its last two. Raises RunError where there are not two."""
    then, now = (_manifest(one), _manifest(other)) if other else _last_two(one)
    before, after = read_manifest(then), read_manifest(now)
    marks, untold = moved_marks([(then, before), (now, after)], city)
    order = {part: number for number, part in enumerate(PARTS)}
    found = sorted([*moved(before, after), *marks], key=lambda each: order[each.part])
    return Compared(then, now, tuple(found), untold)


def _manifest(run: Path) -> Path:
    return run / MANIFEST if run.is_dir() else run


def _last_two(run: Path) -> tuple[Path, Path]:
    if not run.is_dir():
        raise RunError(f"With what is {run} to be compared? Name two runs, or one folder for its last two.")
    kept = kept_in(run / HIDDEN / KEPT)
    if len(kept) < 2:
        raise RunError(f"{run} has not had two runs that made different things yet: there is nothing to compare.")
    return kept[-2], kept[-1]
