"""How do the tests of the readers write a file and look at a register?"""

from collections.abc import Callable
from pathlib import Path

import layouts
import numpy as np
import pytest

from attendlib.readers import ReadOptions, read
from attendlib.register import Register

URN = "999001"


@pytest.fixture
def fixture() -> Callable[[str], Path]:
    """The place of a layout's small file."""
    return layouts.fixture


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes bytes or text (as UTF-8) to a file and gives its path."""

    def _save(content: bytes | str, name: str = "register") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _save


@pytest.fixture
def read_text(save: Callable[..., Path]) -> Callable[..., Register]:
    """Reads a register from bytes or text."""

    def _read(content: bytes | str, **options: object) -> Register:
        return read(save(content), URN, "register", ReadOptions(**options))  # type: ignore[arg-type]

    return _read


@pytest.fixture
def told() -> Callable[[Register], list[tuple]]:
    """A register as plain tuples: pupil, ISO date or "", AM, PM or "", mark, row, column, fault."""

    def _told(register: Register) -> list[tuple]:
        days = ["" if np.isnat(day) else str(day) for day in register.date]
        sessions = [{0: "AM", 1: "PM", -1: ""}[int(session)] for session in register.session]
        columns = (register.pupil, register.mark, register.column, register.fault)
        pupils, marks, headings, faults = (column.texts() for column in columns)
        return list(zip(pupils, days, sessions, marks, register.row.tolist(), headings, faults, strict=True))

    return _told


@pytest.fixture
def rules() -> Callable[[Register], list[str]]:
    """The rules of a register's notes."""
    return lambda register: [note.rule for note in register.notes]
