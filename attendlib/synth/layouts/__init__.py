"""How is an invented register written in the layout of the system that would have kept it?

One layout, one module, each with its NAME (the reader's), the ENDING of its files' names, what it HOLDS, and
``write(register, path)``. A layout that is read need not be written: a city is invented in those that are listed here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from attendlib.synth.layouts import arbor, bromcom, ctf, grid, long, sims, wonde, xporter
from attendlib.synth.made import MadeRegister


class Writer(Protocol):
    """A module of this folder."""

    NAME: str
    ENDING: str
    HOLDS: str

    def write(self, register: MadeRegister, path: Path) -> None:
        """Write the register's file."""


_IN_TURN: tuple[Writer, ...] = (arbor, bromcom, wonde, sims, ctf, grid, xporter, long)
"""The order in which schools are given them, one after the other and again from the first. It must not change, or the
same arguments would give another city, and the committed demo is one. A new writer goes to the end, where it changes
only cities of more schools than there were writers."""

WRITERS: Mapping[str, Writer] = {writer.NAME: writer for writer in _IN_TURN}
"""Every writer by its layout, in that order."""

__all__ = ["WRITERS"]
