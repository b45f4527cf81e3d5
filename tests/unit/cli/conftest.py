"""How is the command typed in a test?"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tiny import TinyCity

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


@pytest.fixture
def sound(tiny_city: TinyCity) -> Path:
    """A city in whose registers nothing is wrong: two schools, three pupils, ten school days."""
    tiny_city.pupil("/*20", surname="Canaryname", year_group="5")
    tiny_city.pupil("/*16 I*4", surname="=SUM(1)", year_group="6")
    tiny_city.pupil("/*10 O*10", urn="999002", year_group="7")
    tiny_city.phases["999002"] = "secondary"
    tiny_city.as_of = "2025-09-12"
    return tiny_city.write()


@pytest.fixture
def faulty(tiny_city: TinyCity) -> Path:
    """A city with one mark that is in no code set, and one at a school whose register is there but cannot be read."""
    upn = tiny_city.pupil("/*18", surname="Canaryname")
    tiny_city.record(upn, "2025-09-12", "AM", "@")
    tiny_city.record(upn, "2025-09-12", "PM", "Canaryname")
    tiny_city.as_of = "2025-09-12"
    return tiny_city.write()
