"""How does papermill execute a notebook in a forked process?

``papermill --engine attendlib-fork`` or ``execute_notebook(engine_name="attendlib-fork")``. The process runs one cell
at a time and sends the messages that a kernel would; nbclient makes outputs of them, so the notebook is what Jupyter
would have written. Where a fork is not safe, papermill's own engine does the work.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, papermill_engines
from papermill.log import logger
from traitlets import Float, Int, Unicode

from attendlib.batch.forked.running import Died, Running, TooLong
from attendlib.batch.forked.shell import REPLY

NAME = "attendlib-fork"
"""What papermill calls the engine."""

SAFE_THREADS = {"jemalloc_bg_thd"}
"""Threads that look after themselves when their process forks."""


class ForkedClient(PapermillNotebookClient):
    """nbclient's notebook client, with a forked process in place of a kernel. ``process``: what runs the cells."""

    process: type = Running

    seed = Unicode(help="What random numbers follow from; empty: the notebook's cells.")
    most_memory = Int(help="Bytes that the notebook may use; 0: no limit.")
    whole_timeout = Float(help="Seconds for the whole notebook; 0: no limit.")

    def execute(self, **_: Any) -> NotebookNode:
        """Run every cell in a process of its own, which ends with the last."""
        self.reset_execution_trackers()
        seed = self.seed or "\n".join(cell.source for cell in self.nb.cells)
        with self.process(seed, self.most_memory, self.whole_timeout) as self.running:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = IPythonKernel.language_info
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, *_: Any, **__: Any) -> NotebookNode:
        """Run one cell. Raises what nbclient raises: CellExecutionError, CellTimeoutError, DeadKernelError."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        seconds = self._get_timeout(cell)
        try:
            for message in self.running.ask(cell.source, seconds):
                if message["msg_type"] == REPLY:
                    reply = message["content"]
                else:
                    self.process_message(message, cell, cell_index)
        except TooLong as why:
            raise self._here(CellTimeoutError.error_from_timeout_and_cell(str(why), seconds, cell), why) from None
        except Died as why:
            raise self._here(DeadKernelError(f"The notebook's process is gone: {why}"), why) from None
        cell.execution_count = reply["execution_count"]
        self.code_cells_executed += 1
        if reply["status"] == "error" and not self._may_fail(reply["ename"], tags):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _here(self, error: Exception, why: Exception) -> Exception:
        """The error with the number of its cell, and why, in words that quote nothing of the notebook."""
        vars(error).update(exec_count=self.code_cells_executed + 1, why=str(why))
        return error

    def _may_fail(self, error: str, tags: list[str]) -> bool:
        expected = self.allow_errors or error in self.allow_error_names or "raises-exception" in tags
        return expected and not self.force_raise_errors


class ForkEngine(Engine):
    """Papermill's engine ``attendlib-fork``. Takes what papermill's own takes, and seed, most_memory, whole_timeout."""

    client: type[ForkedClient] = ForkedClient

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute the notebook in a forked process; in a kernel where that is not safe, which is logged."""
        own = {name: options.pop(name) for name in ("seed", "most_memory", "whole_timeout") if name in options}
        unsafe = why_not(nb_man.nb)
        if unsafe:
            logger.warning("The engine %s uses a kernel: %s.", NAME, unsafe)
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)
            return
        timeout = options.pop("execution_timeout", None) or options.get("timeout")
        for name in ("input_path", "start_timeout", "timeout"):
            options.pop(name, None)
        cls.client(nb_man, kernel_name=kernel_name, timeout=timeout, log=logger, **options, **own).execute()


def why_not(notebook: NotebookNode | None = None) -> str:
    """Why a notebook cannot be run in a process forked from this one, in words; empty where it can."""
    if sys.platform != "linux":
        return "processes are forked on Linux only"
    if notebook is not None and notebook.metadata.get("kernelspec", {}).get("language", "python") != "python":
        return "the notebook is not in Python"
    others = [name for name in _threads() if name not in SAFE_THREADS][1:]
    if others:
        count = len(others)
        return f"a fork would lose {count} other threads of this process; try OPENBLAS_NUM_THREADS=1, no progress bar"
    return ""


def _threads() -> Iterator[str]:
    """The names of this process's threads, as the system has them."""
    for number in os.listdir("/proc/self/task"):
        with suppress(OSError):  # it has ended since
            yield Path(f"/proc/self/task/{number}/comm").read_text().strip()


papermill_engines.register(NAME, ForkEngine)
