"""What runs a notebook's cells inside a forked process, and shows what Jupyter would have shown?

Jupyter's own shell, display hook and display publisher, without a kernel around them: their messages go to the process
that watches. What is printed to either stream is sent before anything that comes after it.
"""

import builtins
import getpass
import io
import os
import sys
from collections.abc import Callable
from threading import RLock
from typing import Any, NoReturn

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

REPLY = "execute_reply"
"""The message that says how a cell ended; the last of each cell."""

Send = Callable[[dict[str, Any]], None]
"""Takes a message to whoever watches."""

AT_ONCE = 1 << 18
"""Characters after which printed text is sent even though more may follow."""


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """A message as a kernel sends them, with what those who read them ask of it."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}


class Messages(Session):
    """Jupyter's way of making messages; ``sent_by`` takes them instead of a socket. A process that a cell forked sends
    none: its words would fall into its parent's."""

    sent_by: Send
    owner: int

    def send(self, stream: object, msg_or_type: Any, content: Any = None, *_: object, **__: object) -> dict[str, Any]:
        """Send a message made before, or one made of its type and content."""
        made = msg_or_type if isinstance(msg_or_type, dict) else message(msg_or_type, content)
        if os.getpid() == self.owner:
            self.sent_by(message(made["msg_type"], made["content"]))
        return made


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr``: prints into messages. ``fileno`` is that of what programs write to that know
    nothing of Python."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, name: str, number: int, messages: Messages, order: RLock) -> None:
        self.name, self._number, self._messages, self._order = name, number, messages, order
        self._held: list[str] = []
        self._length = 0
        self.other: Stream | None = None

    def write(self, text: str) -> int:
        """Hold the text until something else is shown."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._messages.owner:
            return os.write(self._number, text.encode(errors="replace"))
        with self._order:
            if self.other is not None:
                self.other.flush()
            self._held.append(text)
            self._length += len(text)
            if self._length >= AT_ONCE:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what is held."""
        with self._order:
            text, self._held, self._length = "".join(self._held), [], 0
            if text and os.getpid() == self._messages.owner:
                self._messages.send(None, "stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        return self._number

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


class Shell(ZMQInteractiveShell):
    """The shell of one notebook. ``leaving``: a cell called ``exit``, after which Jupyter's kernel would end."""

    leaving = False

    def ask_exit(self) -> None:
        """Note that the notebook wants to end; the cell itself runs on, as in Jupyter."""
        self.leaving = True


def _no_input(asked: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise StdinNotImplementedError(f"{asked} was called, but this frontend does not support input requests.")

    return refuse


def shell_that_sends(send: Send) -> Shell:
    """A fresh shell in this process, whose messages ``send`` takes. The process's streams and input are its own from
    now on."""
    messages = Messages()
    messages.sent_by, messages.owner = send, os.getpid()
    order = RLock()
    out, err = Stream("stdout", 1, messages, order), Stream("stderr", 2, messages, order)
    out.other, err.other = err, out
    sys.stdout, sys.stderr = out, err
    builtins.input, getpass.getpass = _no_input("raw_input"), _no_input("getpass")
    without_history = Config({"HistoryManager": {"enabled": False}})
    shell = Shell.instance(config=without_history, compiler_class=XCachingCompiler)
    results: Any = shell.displayhook
    displays: Any = shell.display_pub
    results.session = displays.session = messages
    return shell


def run_cell(shell: Shell, source: str) -> dict[str, Any]:
    """Run a cell; returns what a kernel would reply: ``status``, and for an error its name, text and traceback."""
    result = shell.run_cell(source, store_history=True)
    sys.stdout.flush()
    sys.stderr.flush()
    reply: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    if not result.success or shell._last_traceback_during_displayhook:
        error = result.error_before_exec or result.error_in_exec
        told = {"ename": type(error).__name__, "evalue": str(error), "traceback": shell._last_traceback or []}
        reply |= {"status": "error"} | told
    return reply
