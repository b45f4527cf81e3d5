"""Is somebody else making documents in this folder?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from attendlib.errors import RunLocked

try:
    import fcntl
except ImportError:  # Windows: two runs at once in one folder are not kept apart there
    fcntl = None  # type: ignore[assignment]

PATIENCE = 5.0
"""Seconds to wait for a run that may be about to end."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """While held, no other run makes documents there. It goes with the process that holds it, however that ends. Raises
    RunLocked when another run does not end soon."""
    with (folder / "lock").open("w") as file:
        until = time.monotonic() + PATIENCE
        while not _taken(file):
            if time.monotonic() > until:
                raise RunLocked(f"Another run is making documents in {folder.parent}: wait for it, or end it.")
            time.sleep(0.05)
        yield


def _taken(file: IO[str]) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
