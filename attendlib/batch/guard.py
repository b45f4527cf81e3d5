"""How is a process kept within its limits, and ended with everything that it started?

For Linux. A process that ends takes its children with it; what has cut itself loose from them is handed to the process
that watches, and ended there.
"""

import ctypes
import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

_SET_DEATH_SIGNAL, _SET_SUBREAPER, _GET_SUBREAPER = 1, 36, 37
"""From linux/prctl.h."""


def _control(option: int, value: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def end_with(parent: int) -> None:
    """From now on this process ends at once when its parent, whose number is given, does."""
    _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def outlive_parent() -> None:
    """Take ``end_with`` back."""
    _control(_SET_DEATH_SIGNAL, 0)


def adopt_orphans() -> None:
    """From now on a descendant whose parent ends becomes a child of this process, however it cut itself loose."""
    _control(_SET_SUBREAPER, 1)


@contextmanager
def adopting_orphans() -> Iterator[None]:
    """``adopt_orphans`` for a while."""
    before = ctypes.c_int()
    _control(_GET_SUBREAPER, ctypes.byref(before))
    adopt_orphans()
    try:
        yield
    finally:
        _control(_SET_SUBREAPER, before.value)


def hold_to(memory: int) -> None:
    """No core dump, which would hold pupils' data; at most ``memory`` bytes of address space more than now."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        most = psutil.Process().memory_info().vms + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def memory_of(pid: int) -> int:
    """Bytes that a process and its descendants hold in memory; 0 when it has gone."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return sum(_resident(one) for one in (process, *process.children(recursive=True)))
    return 0


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def status_of(pid: int) -> int | None:
    """How a child of this process ended: its exit status, or minus the signal that ended it; None while it lives."""
    ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if ended is None:
        return None
    return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status


def how_ended(pid: int) -> str:
    """How a child of this process ended, in words, waiting a moment for its end if it only hung up yet."""
    patience = time.monotonic() + 0.5
    while (status := status_of(pid)) is None:
        if time.monotonic() > patience:
            return "hung up"
        time.sleep(0.005)
    return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended itself with {status}"


def children() -> set[int]:
    """The numbers of this process's own children."""
    return {child.pid for child in psutil.Process().children()}


def end(pid: int, spared: set[int]) -> None:
    """End a child of this process and all that it started, and this process's other children but those ``spared``:
    its orphans. For a process that has adopted them."""
    _kill(pid)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _wait_for(pid)
    end_orphans(spared)


def end_orphans(spared: set[int]) -> None:
    """End every child of this process but those ``spared``, and so the children that each leaves to it."""
    while left := children() - spared:
        for pid in left:
            _kill(pid)
            _wait_for(pid)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _wait_for(pid: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
