"""How is a forked notebook started, spoken to, watched and ended?"""

import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any, Self

from attendlib.batch import guard
from attendlib.batch.forked import child
from attendlib.batch.forked.shell import REPLY, message
from attendlib.batch.job import GLANCE
from attendlib.batch.line import Line

MOST_SHOWN = 1 << 28
"""Bytes that one notebook may show."""

Message = dict[str, Any]


class TooLong(Exception):
    """The cell, or the whole notebook, took longer than it may. ``str`` says which."""


class Died(Exception):
    """The process ended, or has to be ended, before it replied. ``str`` says why."""


class Running:
    """A forked process, its line and its streams: ``with Running(...) as running: running.ask(...)``."""

    def __init__(self, seed: str, memory: int = 0, seconds: float = 0) -> None:
        """memory: bytes that it and what it starts may hold together · seconds: for the whole notebook; 0 for either:
        no limit."""
        self.seed, self.memory, self.seconds = seed, memory, seconds
        self._until = time.monotonic() + seconds if seconds else None
        self._printed, self._open = 0, ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(guard.adopting_orphans())
        parent, spared = os.getpid(), guard.children()
        ours, theirs = socket.socketpair()
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            child.live(theirs, (out_end, err_end), parent, self.seed, self.memory)
        for number in (theirs.detach(), out_end, err_end):
            os.close(number)
        self._line, self._streams = Line(ours), {out: "stdout", err: "stderr"}
        for number in self._streams:
            os.set_blocking(number, False)
            self._open.callback(os.close, number)
        self._open.callback(ours.close)
        self._open.callback(guard.end, self.pid, spared)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def ask(self, source: str, seconds: float | None) -> Iterator[Message]:
        """Run a cell: its messages as they come, the reply last. Raises TooLong or Died."""
        until = time.monotonic() + seconds if seconds else None
        with suppress(OSError):  # whoever does not listen has died, which is seen below
            self._line.send({"source": source})
        while True:
            line = self._line.end.fileno()
            ready, _, _ = select.select([line, *self._streams], [], [], GLANCE)
            arrived = self._received() if line in ready else []
            yield from self._past_python()
            yield from arrived
            if arrived and arrived[-1]["msg_type"] == REPLY:
                return
            if until and time.monotonic() >= until:
                raise TooLong(f"it took longer than {seconds:g} seconds")
            self._look(idle=not ready)

    def _received(self) -> list[Message]:
        try:
            return self._line.receive()
        except EOFError:
            raise Died(f"it {guard.how_ended(self.pid)}") from None

    def _past_python(self) -> Iterator[Message]:
        """What was written to the streams by what knows nothing of Python, as messages like any other."""
        for number, name in self._streams.items():
            with suppress(BlockingIOError):
                text = os.read(number, 1 << 20)
                self._printed += len(text)
                if text:
                    yield message("stream", {"name": name, "text": text.decode(errors="replace")})

    def _look(self, idle: bool) -> None:
        """Raise where a limit of the whole notebook has been passed, or the process has gone without a word."""
        if self._until and time.monotonic() >= self._until:
            raise TooLong(f"the notebook as a whole took longer than {self.seconds:g} seconds")
        if self._line.arrived + self._printed > MOST_SHOWN:
            raise Died(f"it showed more than {MOST_SHOWN >> 20} MB")
        if idle and self.memory and guard.memory_of(self.pid) > self.memory:
            raise Died(f"it used more than the {self.memory >> 20:,} MB that a notebook may use")
        if idle and guard.status_of(self.pid) is not None:
            raise Died(f"it {guard.how_ended(self.pid)}")
