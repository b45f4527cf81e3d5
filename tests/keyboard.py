"""How is the command typed in a test?"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from attendlib.cli import main


@dataclass(frozen=True)
class Said:
    """What the person at the keyboard got: the exit status, the result, and what was told beside it."""

    status: int
    out: str
    err: str


Typed = Callable[..., Said]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """``typed("measures", city, "--by", "school")`` runs the command as the console script does."""

    def run(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["attendlib", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Said(status, told.out, told.err)

    return run
