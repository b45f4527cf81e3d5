"""Which files are one school's, and what are they laid against?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from attendlib.checks import RegisterContext
from attendlib.city import RegisterEntry

UNREADABLE = "unreadable-register"
"""The rule of a finding that stands for a whole file: no record of it could be read."""


@dataclass(frozen=True)
class SchoolFiles:
    """One school's register and census files and what they are laid against."""

    folder: Path
    registers: tuple[RegisterEntry, ...]
    census: tuple[RegisterEntry, ...]
    context: RegisterContext


def school_files(
    folder: Path, registers: Sequence[RegisterEntry], census: Sequence[RegisterEntry], context: RegisterContext
) -> SchoolFiles:
    """The files of one school among a city's."""
    urn = context.school.urn
    return SchoolFiles(
        folder, tuple(e for e in registers if e.urn == urn), tuple(e for e in census if e.urn == urn), context
    )
