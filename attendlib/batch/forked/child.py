"""What does a forked process do, from its first breath to its last, to run a notebook's cells?

It inherits everything that its parent has loaded, and nothing that could tie it to the parent or to another report: its
files, random numbers, signals and process group are its own.
"""

import atexit
import gc
import hashlib
import os
import random
import signal
import socket
import sys
from typing import NoReturn

import numpy as np
from jupyter_client.session import json_packer

from attendlib.batch import guard
from attendlib.batch.forked.shell import REPLY, message, run_cell, shell_that_sends
from attendlib.batch.line import Line

INLINE = "module://matplotlib_inline.backend_inline"
"""Where Jupyter has pyplot draw."""


def live(end: socket.socket, streams: tuple[int, int], parent: int, seed: str, memory: int) -> NoReturn:
    """Run each cell that arrives at ``end`` and reply, until the other side hangs up or a cell leaves.

    streams: where to write what programs print that know nothing of Python · parent: whose end ends this · seed: what
    random numbers follow from · memory: bytes at most, 0 for no limit."""
    status = 1
    try:
        _settle(end, streams, parent)
        _sow(seed)
        guard.hold_to(memory)
        line = Line(end, json_packer)
        shell = shell_that_sends(line.send)
        _draw_into_the_notebook()
        while not shell.leaving:
            for request in line.receive():
                line.send(message(REPLY, run_cell(shell, request["source"])))
        status = 0
    except (EOFError, OSError):
        status = 0
    finally:
        # Nothing of what the parent would do at its end is this process's to do; what a cell asked for is.
        try:
            atexit._run_exitfuncs()
        finally:
            os._exit(status)


def _settle(end: socket.socket, streams: tuple[int, int], parent: int) -> None:
    """A process group, files and signals of its own."""
    os.setsid()
    guard.end_with(parent)
    atexit._clear()
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for held, place in ((nothing, 0), (streams[0], 1), (streams[1], 2)):
        os.dup2(held, place, inheritable=True)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    os.closerange(3, end.fileno())
    os.closerange(end.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    if "" not in sys.path:
        sys.path.insert(0, "")
    gc.enable()


def _draw_into_the_notebook() -> None:
    """Figures made with pyplot are shown, as in any notebook: also where the parent has loaded what does so, for its
    own shell if it had one."""
    os.environ.setdefault("MPLBACKEND", INLINE)
    loaded = sys.modules.get(INLINE.removeprefix("module://"))
    if loaded is not None:
        loaded._enable_matplotlib_integration()


def _sow(seed: str) -> None:
    """The same random numbers for the same notebook and parameters, whatever ran before."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big")
    random.seed(number)
    np.random.seed(number)
