"""Which marks did the schools have when a run measured them?

So that two runs can be compared mark by mark. A run's marks are remembered in the store, which is its owner's alone, as
second names of its files: they take room only from when a school is read again.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from attendlib.store import Store

RUNS = 8
"""How many runs of others than the same marks are remembered."""


def remember(store: Store, name: str, urns: Sequence[str], years: Sequence[str]) -> None:
    """Have the marks and census totals that the schools have now found by ``name``. Where a disk cannot give a file two
    names, nothing is remembered."""
    place = _place(store, name)
    if place.exists():
        os.utime(place)  # the latest of all
        return
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        part.mkdir(parents=True, mode=0o700)
        for file in (*store.mark_files(urns, years), *store.total_files(urns)):
            other = part / file.relative_to(store.folder)
            other.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.link(file, other)
        part.rename(place)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
    for old in sorted(place.parent.glob("*"), key=os.path.getmtime)[:-RUNS]:
        shutil.rmtree(old, ignore_errors=True)


def remembered(store: Store, name: str) -> Store | None:
    """The marks and totals of then, as a store; None where they are not remembered any more."""
    place = _place(store, name)
    return Store(place) if place.exists() else None


def _place(store: Store, name: str) -> Path:
    return store.folder / "remembered" / name
