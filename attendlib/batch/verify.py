"""Is everything still as a run's manifest says?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attendlib.batch.manifest import digest_of
from attendlib.batch.publish import HIDDEN
from attendlib.errors import RunError
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
    told = _read(manifest)
    outputs = {output["path"]: output["sha256"] for output in told["outputs"]}
    there = {place.relative_to(manifest.parent).as_posix() for place in _files(manifest.parent)}
    inputs = told["inputs"]
    read = {one["path"]: one["sha256"] for one in (inputs["city"], *inputs["tables"], *inputs["registers"])}
    return [
        *_compared("output", outputs, manifest.parent),
        *(Difference(EXTRA, "output", path) for path in sorted(there - set(outputs) - {manifest.name})),
        *_compared("input", read, manifest.parent / told["folder"]),
    ]


def _read(manifest: Path) -> dict[str, Any]:
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        whole = told["digest"] == digest_of(told)
    except OSError:
        raise RunError(f"There is no manifest {manifest}. `attendlib run` leaves one beside its index page.") from None
    except (ValueError, TypeError, KeyError):
        raise RunError(f"{manifest} is not a manifest that `attendlib run` wrote.") from None
    if not whole:
        raise RunError(f"{manifest} was changed after it was written, so that it proves nothing: run again.")
    return dict(told)


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
