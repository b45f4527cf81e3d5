"""How is one notebook executed, proved complete and put in its place?

Papermill runs it in a kernel of its own. Its return alone proves nothing (a cell may end the kernel quietly), so every
code cell must have run, in order, without an error, and the last must have shown the end mark. Documents are written
beside their place and moved there in one step.
"""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode

from attendlib.batch.plan import Due, notebook_file
from attendlib.documents import FORMATS
from attendlib.report.blocks import MIME, EndMark

QUIET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
"""Set for the kernels: workers share the cores, drawing needs no screen, and a debugger's warning helps nobody."""


@dataclass(frozen=True)
class Made:
    """What became of one notebook: the files written, or why there are none. ``problem`` names no pupil."""

    due: Due
    files: tuple[str, ...] = ()
    problem: str = ""


class _Incomplete(Exception):
    """The notebook did not run to its end."""


def make(due: Due, out: Path, formats: tuple[str, ...], timeout: int) -> Made:
    """Execute one notebook and write its documents. Whatever goes wrong is told in the result, never raised: one
    school's failure is its own."""
    try:
        notebook = executed(notebook_file(due.notebook), due.parameters, timeout)
        prove_complete(notebook, due.parameters["run"])
        written = [_written(notebook, due, out, name) for name in formats]
    except Exception as error:
        return Made(due, problem=_told(error))
    return Made(due, tuple(written))


def executed(notebook: Path, parameters: dict[str, str], timeout: int) -> NotebookNode:
    """The notebook with its outputs, in memory. Raises what papermill raises.

    The kernel has a private folder for its sockets and settings, so that kernels started together cannot meet, nobody
    else on the machine can listen, and nobody's own start-up files change a report."""
    from papermill import execute_notebook
    from traitlets.config import Config

    with TemporaryDirectory(prefix="attendlib-") as private, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ.update({**QUIET, "JUPYTER_RUNTIME_DIR": private, "IPYTHONDIR": private})
        own_sockets = {"transport": "ipc", "ip": f"{private}/kernel"} if os.name == "posix" else {}
        return execute_notebook(
            str(notebook),
            None,
            parameters=parameters,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            execution_timeout=timeout,
            cwd=str(notebook.parent),
            request_save_on_cell_execute=False,
            extra_arguments=["--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"],
            config=Config({"KernelManager": own_sockets}),
        )


def prove_complete(notebook: NotebookNode, run: str) -> None:
    """Raise unless every code cell ran once, in order, without an error, and the last shows this run's end mark."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if [cell.execution_count for cell in cells] != list(range(1, len(cells) + 1)):
        raise _Incomplete("not every cell ran")
    if any(output.output_type == "error" for cell in cells for output in cell.outputs):
        raise _Incomplete("a cell ended in an error")
    shown = [output.get("data", {}).get(MIME, {}) for output in cells[-1].outputs]
    if not any((block.get("kind"), block.get("nonce")) == (EndMark.kind, run) for block in shown):
        raise _Incomplete("the end of the notebook was not reached")


def _written(notebook: NotebookNode, due: Due, out: Path, name: str) -> str:
    suffix, convert = FORMATS[name]
    place = out / due.folder / f"{due.notebook}{suffix}"
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.part")
    part.write_bytes(convert(notebook))
    os.replace(part, place)
    return place.relative_to(out).as_posix()


def _told(error: Exception) -> str:
    """What went wrong, without any value: the error of a notebook may quote cells."""
    kind = getattr(error, "ename", "") or type(error).__name__
    own = getattr(error, "evalue", "") if kind in _own_errors() else ""
    return f"{kind}: {own}" if own else (str(error) if isinstance(error, _Incomplete) else kind)


def _own_errors() -> set[str]:
    from attendlib import errors

    return {name for name, value in vars(errors).items() if isinstance(value, type)}
