"""What is asked of whoever makes a document, and what is the answer?"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

Stop = Callable[[], bool]
"""Whether no further document is to be begun."""

GLANCE = 0.2
"""Seconds between two looks at whoever says nothing meanwhile, and at whether to stop."""


@dataclass(frozen=True)
class Due:
    """One notebook to run: for which school (empty for the city), with which parameters, into which folder."""

    notebook: str
    urn: str
    folder: str
    parameters: dict[str, str]

    @property
    def key(self) -> str:
        """A name for it that is the same in every run."""
        return f"{self.folder}/{self.notebook}"


@dataclass(frozen=True)
class Limits:
    """What one report may take: seconds for a cell and for the whole, and megabytes."""

    cell_seconds: int
    report_seconds: int
    memory_mb: int


@dataclass(frozen=True)
class Job:
    """Make the documents of ``due`` from the notebook at ``source`` in the folder ``into``. engine: fork or kernel ·
    said: the digest of what the documents that are there say of other schools; where they would say the same, they are
    kept. Empty: made in any case."""

    due: Due
    source: str
    into: str
    formats: tuple[str, ...]
    engine: str
    limits: Limits
    said: str = ""

    def packed(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def unpacked(cls, told: dict[str, Any]) -> Self:
        """What ``packed`` gave."""
        formats = tuple(told["formats"])
        return cls(**told | {"due": Due(**told["due"]), "formats": formats, "limits": Limits(**told["limits"])})


@dataclass(frozen=True)
class Made:
    """What became of one notebook: its files by name with their SHA-256, or why there are none.

    problem: names no pupil and quotes no value · trace: the whole traceback, which may: for restricted files alone ·
    rules: those that the report says it rests on · readers: whom it says it is for, and whether it is restricted ·
    seconds: how long it took · said: the digest of what it says of other schools, empty for the city's · kept: that is
    as it was, so that no files were made: those that are there stay."""

    due: Due
    files: dict[str, str]
    problem: str = ""
    trace: str = ""
    rules: tuple[dict[str, str], ...] = ()
    readers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    said: str = ""
    kept: bool = False

    def packed(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def unpacked(cls, told: dict[str, Any]) -> Self:
        """What ``packed`` gave."""
        return cls(**told | {"due": Due(**told["due"]), "rules": tuple(told["rules"])})
