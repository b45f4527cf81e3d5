"""How does a process that will fork reports go through one beforehand, so that they find everything ready?

The cells run in the process itself, by the same shell, and what they show is made into outputs in the same way. What
that loads and works out stays for the forks; its streams and its main module are put back.
"""

import builtins
import getpass
import sys
from collections.abc import Iterator
from typing import Any, Self

from papermill.engines import papermill_engines

from attendlib.batch.forked.client import ForkedClient, ForkEngine
from attendlib.batch.forked.shell import REPLY, Shell, message, run_cell, shell_that_sends

REHEARSAL = "attendlib-rehearsal"
"""What papermill calls the engine that runs a notebook in the process itself."""


class Here:
    """As ``Running``, without a process or limits."""

    def __init__(self, *_: object) -> None:
        self._told: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        self._before = sys.stdout, sys.stderr, builtins.input, getpass.getpass, sys.modules["__main__"]
        sys.path.insert(0, "")
        self._shell = shell_that_sends(self._told.append)
        return self

    def __exit__(self, *_: object) -> None:
        Shell.clear_instance()
        sys.path.remove("")
        sys.stdout, sys.stderr, builtins.input, getpass.getpass, sys.modules["__main__"] = self._before

    def ask(self, source: str, _: float | None) -> Iterator[dict[str, Any]]:
        """Run a cell: its messages, the reply last."""
        reply = run_cell(self._shell, source)
        yield from self._told
        self._told.clear()
        yield message(REPLY, reply)


class RehearsedClient(ForkedClient):
    """The client of a rehearsal."""

    process = Here


class RehearsalEngine(ForkEngine):
    """Papermill's engine ``attendlib-rehearsal``: for a process that has no other use."""

    client = RehearsedClient


papermill_engines.register(REHEARSAL, RehearsalEngine)
