"""Where are the files that travel with the package, and is a file as it was?

In a checkout they stand in the root, beside ``attendlib/``; an installed wheel carries them in ``attendlib/shipped/``.
"""

import os
from pathlib import Path

State = tuple[int, int, int] | None
"""Size, time of change and number of a file; None where there is none."""

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder: ``shipped("params", "rules")``, ``shipped("notebooks")``.

    The checkout's own copy wins where ``params/rules`` stands beside the package. The path may not exist."""
    root = _PACKAGE.parent
    if not (root / "params" / "rules").is_dir():
        root = _PACKAGE / "shipped"
    return root.joinpath(*parts)


def state_of(place: Path) -> State:
    """What tells, without reading it, whether a file has changed."""
    try:
        held = os.stat(place)
    except OSError:
        return None
    return held.st_size, held.st_mtime_ns, held.st_ino
