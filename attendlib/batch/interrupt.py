"""Has the person asked to stop, and how firmly?"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The person asked twice, or the system asked: stop at once."""


class Interrupts:
    """Ctrl-C once: begin nothing more, finish what has begun. Twice, or a request of the system's: stop at once."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._asked = say, 0

    def asked(self) -> bool:
        """Whether nothing more is to be begun."""
        return self._asked > 0

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """While this lasts, requests to stop come here."""
        takes = {signal.SIGINT: self._interrupt, signal.SIGTERM: self._terminate}
        if hasattr(signal, "SIGHUP"):
            takes[signal.SIGHUP] = self._terminate
        before = {number: signal.signal(number, take) for number, take in takes.items()}
        try:
            yield
        finally:
            for number, take in before.items():
                signal.signal(number, take)

    def _interrupt(self, *_: int | FrameType | None) -> None:
        self._asked += 1
        if self._asked > 1:
            raise Stopped
        self._say("Finishing what has begun; press Ctrl-C again to stop at once.")

    def _terminate(self, *_: int | FrameType | None) -> None:
        raise Stopped
