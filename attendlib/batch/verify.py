"""Is everything still as a run's manifest says?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attendlib.batch.manifest import MANIFEST, files_read, home_of, read_manifest
from attendlib.batch.publish import HIDDEN
from attendlib.intake.changed import sha256_of

CHANGED, MISSING, EXTRA = "changed", "missing", "extra"


@dataclass(frozen=True)
class Difference:
    """A file that is not as the manifest says. what: changed, missing, or extra, which the manifest does not name ·
    kind: output, or input · path: from the manifest's folder, or the city file's."""

    what: str
    kind: str
    path: str


def differences(manifest: Path) -> list[Difference]:
    """Everything that is not as the manifest says. Raises RunError for a file that is no manifest, or was edited."""
    told, home = read_manifest(manifest), home_of(manifest)
    outputs = {output["path"]: output["sha256"] for output in told["outputs"]}
    there = {place.relative_to(home).as_posix() for place in _files(home)}
    read = {path: one["sha256"] for path, one in files_read(told["inputs"]).items()}
    return [
        *_compared("output", outputs, home),
        *(Difference(EXTRA, "output", path) for path in sorted(there - set(outputs) - {manifest.name, MANIFEST})),
        *_compared("input", read, home / told["folder"]),
    ]


def _files(folder: Path) -> Iterator[Path]:
    for place in sorted(folder.rglob("*")):
        if place.is_file() and HIDDEN not in place.relative_to(folder).parts:
            yield place


def _compared(kind: str, said: dict[str, str], folder: Path) -> Iterator[Difference]:
    for path, sha256 in sorted(said.items()):
        place = folder / path
        if not place.is_file():
            yield Difference(MISSING, kind, path)
        elif sha256_of(place) != sha256:
            yield Difference(CHANGED, kind, path)
