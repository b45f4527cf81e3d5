"""How is a notebook executed, and proved to have run to its end?

Papermill runs it, in a forked process or in a kernel of its own. Its return alone proves nothing (a cell may end the
process quietly), so every code cell must have run, in order, without an error, and the last must have shown the end
mark.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from attendlib.batch.job import Job
from attendlib.batch.surroundings import FORK, KERNEL, surroundings
from attendlib.report.blocks import MIME, EndMark


class Incomplete(Exception):
    """The notebook did not run to its end."""


def executed(job: Job, notebook: NotebookNode | None = None) -> NotebookNode:
    """The job's notebook, or the part of it that is given, with its outputs, in memory. Raises what papermill raises,
    and Incomplete unless it has run to its end."""
    from papermill import execute_notebook

    with _private_folder() as private:
        ran = execute_notebook(
            notebook or job.source,
            None,
            parameters=job.due.parameters,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            execution_timeout=job.limits.cell_seconds,
            cwd=str(Path(job.source).parent),
            request_save_on_cell_execute=False,
            **(_in_kernel(private) if job.engine == KERNEL else _forked(job)),
        )
    prove_complete(ran, job.due.parameters["run"])
    return ran


def _forked(job: Job) -> dict[str, Any]:
    from attendlib.batch import forked

    engine = forked.NAME if job.engine == FORK else forked.REHEARSAL
    memory, seconds = job.limits.memory_mb << 20, job.limits.report_seconds
    return {"engine_name": engine, "seed": job.due.key, "most_memory": memory, "whole_timeout": seconds}


def _in_kernel(private: str) -> dict[str, Any]:
    """A kernel that is spoken to through files in the private folder, so that kernels started together cannot meet and
    nobody else on the machine can listen."""
    from traitlets.config import Config

    sockets = {"transport": "ipc", "ip": f"{private}/kernel"} if os.name == "posix" else {}
    return {
        "extra_arguments": ["--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"],
        "config": Config({"KernelManager": sockets}),
    }


@contextmanager
def _private_folder() -> Iterator[str]:
    """The surroundings of a notebook, with a folder of its own for what is temporary and for Jupyter's settings:
    nobody's own start-up files change a report, and nothing that a notebook puts aside stays."""
    before, folder = dict(os.environ), tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="attendlib-") as private:
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR"), private)
        os.environ.update(surroundings() | own)
        tempfile.tempdir = private
        try:
            yield private
        finally:
            tempfile.tempdir = folder
            os.environ.clear()
            os.environ.update(before)


def prove_complete(notebook: NotebookNode, run: str) -> None:
    """Raise unless every code cell ran once, in order, without an error, and the last shows this run's end mark."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if [cell.execution_count for cell in cells] != list(range(1, len(cells) + 1)):
        raise Incomplete("not every cell ran")
    if any(output.output_type == "error" for cell in cells for output in cell.outputs):
        raise Incomplete("a cell ended in an error")
    shown = [output.get("data", {}).get(MIME, {}) for output in cells[-1].outputs]
    if not any((block.get("kind"), block.get("nonce")) == (EndMark.kind, run) for block in shown):
        raise Incomplete("the end of the notebook was not reached")
