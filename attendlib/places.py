"""Where are the files that travel with the package?

In a checkout they stand in the root, beside ``attendlib/``; an installed wheel carries them in ``attendlib/shipped/``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder: ``shipped("params", "rules")``, ``shipped("notebooks")``.

    The checkout's own copy wins where ``params/rules`` stands beside the package. The path may not exist."""
    root = _PACKAGE.parent
    if not (root / "params" / "rules").is_dir():
        root = _PACKAGE / "shipped"
    return root.joinpath(*parts)
