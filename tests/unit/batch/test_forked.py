"""Does a forked process show exactly what Jupyter would, and end with everything it started?"""

import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from batches import Clean
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError

from attendlib.batch.forked import NAME, why_not

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

EVERY_WAY_TO_SHOW = [
    "word = 'from the notebook itself'",
    "print('one', end=' ')\nprint('two')\n3",
    "import sys\nprint('told', file=sys.stderr)",
    "from IPython.display import HTML, Markdown, clear_output, display\ndisplay(HTML('<b>a</b>'))\nprint('between')\n"
    "display({'text/plain': 'b', 'application/json': {'c': [1, None]}}, raw=True)\n'last'",
    "handle = display(1, display_id='one')\ndisplay(2)",
    "handle.update('changed later')",
    "print('gone')\nclear_output()\ndisplay('stays')",
    "class Bundle:\n"
    "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': 'p', 'text/html': '<i>p</i>', 'application/vnd.x+json': {'n': 1}}, {'m': True}\n"
    "    def __repr__(self):\n"
    "        return 'repr'\n"
    "Bundle()",
    "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no')\n    def __repr__(self):\n"
    "        return 'plain'\n",
    "import matplotlib.pyplot as plt\nfigure = plt.figure(figsize=(1, 1))\nprint(word)",
    "import pandas as pd\npd.DataFrame({'n': [1, 2]})",
    "import warnings\nwarnings.warn('mind the step')",
    "for _ in range(2):\n    warnings.warn('told once')",
    "import asyncio\nawait asyncio.sleep(0)\n_",
    "1;",
    "%precision 2\n3.14159",
    "x = 1\n\n",
    "!echo from a shell",
    "import os",
    "None",
    "In[-2], sorted(Out)[:2], len(_ih)",
    "import sys\n__name__, sys.modules['__main__'].__dict__ is globals(), sys.stdin.fileno(), os.isatty(1)",
]
"""What the cells of a notebook may do to show something."""

PLACES = re.compile(r"ipykernel_\d+|at 0x[0-9a-f]+")
"""What differs between any two processes."""

Run = Callable[..., NotebookNode]


def notebook(*sources: str, **tags: list[str]) -> NotebookNode:
    """A notebook of these cells, the first with a parameter."""
    parameters = new_code_cell("word = 'unset'  # text: a word", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_markdown_cell("Words."), parameters, *map(new_code_cell, sources)]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def executed(*sources: str, engine: str | None = NAME, **options: Any) -> NotebookNode:
    """The notebook of these cells, executed."""
    settings = {"progress_bar": False, "parameters": {"word": "given"}, "execution_timeout": 60} | options
    return execute_notebook(notebook(*sources), None, engine_name=engine, **settings)


def shown(node: NotebookNode) -> list[list[Any]]:
    """What each code cell holds after it ran: its number and its outputs, those of a stream put together."""
    return [[cell.execution_count, *_together(cell.outputs)] for cell in node.cells if cell.cell_type == "code"]


def _together(outputs: list[NotebookNode]) -> list[str]:
    streams = {name: "".join(o.text for o in outputs if o.get("name") == name) for name in ("stdout", "stderr")}
    rest = [PLACES.sub("", repr(output)) for output in outputs if output.output_type != "stream"]
    return [*(PLACES.sub("", text) for text in streams.values()), *rest]


def test_it_shows_what_a_kernel_shows(clean: Clean) -> None:
    """Numbers, results, displays and what becomes of them later, streams, rich forms, figures, warnings, magics,
    shells, what is written past Python: cell for cell the same as from papermill's own engine."""
    forked, kernel = clean(executed, *EVERY_WAY_TO_SHOW), clean(executed, *EVERY_WAY_TO_SHOW, engine=None)
    for source, ours, theirs in zip(["", "", *EVERY_WAY_TO_SHOW], shown(forked), shown(kernel), strict=True):
        assert ours == theirs, source
    assert forked.metadata.language_info == kernel.metadata.language_info
    nbformat.validate(forked)


def test_streams_stay_in_the_order_of_printing(clean: Clean) -> None:
    """Also between the two streams, and around what is displayed."""
    source = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\ndisplay('d')\nprint('e')"
    outputs = clean(executed, source).cells[-1].outputs
    assert [o.get("text") or o.data["text/plain"] for o in outputs] == ["a\n", "b\n", "c\n", "'d'", "e\n"]


def test_what_is_written_past_python_is_shown(clean: Clean) -> None:
    """By a program that a cell starts, or a library in C; in JupyterLab too, though there it may come late."""
    node = clean(executed, "import os\nos.system('echo one; echo two >&2');\nos.write(1, b'\\xff three');")
    assert shown(node)[-1] == [3, "one\n\ufffd three", "two\n"]


def test_a_notebook_runs_in_its_folder_and_may_import_from_it(clean: Clean, tmp_path: Path) -> None:
    """As in JupyterLab."""
    (tmp_path / "beside_it.py").write_text("word = 'found'", encoding="utf-8")
    cell = clean(executed, "import os, beside_it\nprint(beside_it.word, os.getcwd())", cwd=str(tmp_path)).cells[-1]
    assert cell.outputs[0].text == f"found {tmp_path}\n"


def test_random_numbers_follow_from_the_notebook_not_from_what_ran_before(clean: Clean) -> None:
    """Two reports forked from one parent draw their own numbers, and draw them again when made again."""
    draw = "import random, numpy\nrandom.random(), float(numpy.random.random())"
    first, other, again = (clean(executed, draw, seed=seed).cells[-1].outputs for seed in ("a", "b", "a"))
    assert first == again != other


LEAVE = """
import builtins, math, os, sys, warnings
import matplotlib, numpy, pandas
math.pi = 3
builtins.leaked = True
os.environ["LEAKED"] = "1"
os.chdir("/")
sys.setrecursionlimit(5000)
pandas.set_option("display.precision", 1)
matplotlib.rcParams["font.size"] = 40
numpy.random.seed(1)
warnings.simplefilter("error")
sys.modules["attendlib_leaked"] = math
"""

LOOK = """
import builtins, math, os, sys, warnings
import matplotlib, numpy, pandas
print(math.pi == 3, hasattr(builtins, "leaked"), "LEAKED" in os.environ, os.getcwd() == "/", sys.getrecursionlimit(),
      pandas.get_option("display.precision"), matplotlib.rcParams["font.size"], numpy.random.random(),
      [f[0] for f in warnings.filters], "attendlib_leaked" in sys.modules, "x" in globals())
"""


def test_one_report_cannot_affect_another(clean: Clean) -> None:
    """Modules, built-ins, environment, folder, limits, options, random numbers, warnings and names left behind by one
    are not there in the next."""
    before = clean(executed, LOOK, seed="s").cells[-1].outputs
    clean(executed, "x = 1" + LEAVE, seed="s")
    assert clean(executed, LOOK, seed="s").cells[-1].outputs == before


def test_the_parent_does_not_grow(clean: Clean) -> None:
    """Nothing of a report stays: not its memory, its files, its processes or its threads."""
    hold = "held = bytearray(50_000_000)\nheld[::4096] = b'x' * len(held[::4096])"
    clean(executed, hold)
    before = clean(footprint)
    for _ in range(20):
        clean(executed, hold)
    after = clean(footprint)
    assert after[1:] == before[1:]
    assert after[0] - before[0] < 5_000_000


def footprint() -> tuple[int, int, int, int]:
    """Of this process: memory in bytes, open files, threads and children."""
    me = psutil.Process()
    return me.memory_info().rss, me.num_fds(), me.num_threads(), len(me.children())


FAILURES = {
    "an error": ("1 / 0", PapermillExecutionError, "ZeroDivisionError"),
    "no input": ("input()", PapermillExecutionError, "StdinNotImplementedError"),
    "no password": ("import getpass\ngetpass.getpass()", PapermillExecutionError, "StdinNotImplementedError"),
    "not Python": ("for", PapermillExecutionError, "SyntaxError"),
    "an error while shown": (
        "class Odd:\n    def __repr__(self):\n        raise ValueError('cannot be shown')\nOdd()",
        PapermillExecutionError,
        "ValueError",
    ),
    "recursion": (
        "import sys\nsys.setrecursionlimit(200)\ndef f(n): return f(n + 1)\nf(1)",
        PapermillExecutionError,
        "RecursionError",
    ),
    "a status": ("import sys\nsys.exit(3)", PapermillExecutionError, "SystemExit"),
    "memory at once": ("bytearray(20_000_000_000)", PapermillExecutionError, "MemoryError"),
    "no more processes": ("import os\nos._exit(0)", DeadKernelError, "it ended itself with 0"),
    "kill -9": ("import os\nos.kill(os.getpid(), 9)", DeadKernelError, "it was ended by SIGKILL"),
    "a crash": ("import ctypes\nctypes.string_at(0)", DeadKernelError, "it was ended by SIGSEGV"),
    "its line cut": ("import os\nos.closerange(3, 100)\nwhile True: pass", DeadKernelError, "it hung up"),
    "lies on its line": (
        "import os, time\nfor number in range(3, 100):\n    name = f'/proc/self/fd/{number}'\n"
        "    if os.path.exists(name) and os.readlink(name).startswith('socket'):\n"
        "        os.write(number, b'\\xff' * 99)\ntime.sleep(60)",
        DeadKernelError,
        "it hung up",
    ),
    "leaves a child that holds its line": (
        "import os, time\nif os.fork() == 0:\n    time.sleep(60)\nos._exit(1)",
        DeadKernelError,
        "it ended itself with 1",
    ),
    "an endless loop": ("while True: pass", CellTimeoutError, "it took longer than 2 seconds"),
    "a loop that will not be interrupted": (
        "import signal\nfor n in (2, 15, 1): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        CellTimeoutError,
        "it took longer than 2 seconds",
    ),
    "stopped": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        CellTimeoutError,
        "it took longer than 2 seconds",
    ),
    "memory bit by bit": (
        "import subprocess, sys\nfor _ in range(9):\n    subprocess.Popen([sys.executable, '-c', "
        "'import time; x = b\"x\" * 200_000_000; time.sleep(60)'])\nimport time\ntime.sleep(60)",
        DeadKernelError,
        "used more than the 953 MB",
    ),
    "shows without end": ("while True: print('x' * 1_000_000)", DeadKernelError, "it showed more than 256 MB"),
    "programs show without end": ("import os\nos.system('yes')", DeadKernelError, "it showed more than 256 MB"),
}
"""What a cell may do, what papermill's caller is told, and what of it the message says."""


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_a_cell_does_its_process_ends_and_says_why(clean: Clean, name: str) -> None:
    """In a few seconds, with the error that papermill's own engine raises."""
    source, error, told = FAILURES[name]
    seconds = 2 if error is CellTimeoutError else 30
    before = clean(footprint)
    with pytest.raises(error, match=told):
        clean(executed, source, execution_timeout=seconds, most_memory=1_000_000_000)
    assert clean(footprint)[1:] == before[1:]


def test_a_notebook_that_takes_too_long_as_a_whole_is_ended(clean: Clean) -> None:
    """Each cell alone being quick enough."""
    with pytest.raises(CellTimeoutError, match="the notebook as a whole took longer than 2 seconds"):
        clean(executed, *["import time\ntime.sleep(0.5)"] * 20, execution_timeout=30, whole_timeout=2)


@pytest.mark.parametrize("detached", ["", "os.setsid()\nif os.fork(): os._exit(0)\n"])
@pytest.mark.parametrize("ending", ["", "1 / 0", "os._exit(0)", "while True: pass"])
def test_what_a_notebook_started_ends_with_it(clean: Clean, tmp_path: Path, detached: str, ending: str) -> None:
    """However it was started, and however the notebook ended: nothing of it goes on working."""
    note = tmp_path / "number"
    start = "\n".join(
        [
            "import os, time",
            "if os.fork() == 0:",
            f"    exec({detached!r})",
            f"    open({str(note)!r}, 'w').write(str(os.getpid()))",
            "    time.sleep(600)",
            f"while not os.path.exists({str(note)!r}) or not os.path.getsize({str(note)!r}): time.sleep(0.01)",
        ]
    )
    try:
        clean(executed, start, ending, execution_timeout=2)
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError):
        assert ending
    until = time.monotonic() + 5
    while psutil.pid_exists(int(note.read_text())):
        assert time.monotonic() < until, "it is still there"


def test_a_quiet_exit_is_not_the_end_of_a_report(clean: Clean) -> None:
    """``sys.exit(0)`` leaves the rest unrun, which papermill does not call an error: completeness is proved apart."""
    node = clean(executed, "import sys\nsys.exit(0)", "1")
    assert [cell.execution_count for cell in node.cells if cell.cell_type == "code"] == [1, 2, 3, None]


def test_after_exit_no_cell_runs(clean: Clean) -> None:
    """The cell that calls it runs to its end, as in Jupyter."""
    assert clean(executed, "exit\nprint('still here')").cells[-1].outputs[0].text == "still here\n"
    with pytest.raises(DeadKernelError):
        clean(executed, "exit()", "1")


def test_tags_of_cells_mean_what_they_mean_to_jupyter(clean: Clean, tmp_path: Path) -> None:
    """After a cell that is tagged to raise an exception the others run; one that is tagged to be left out does not."""
    with pytest.raises(PapermillExecutionError, match="division by zero"):
        clean(tagged, tmp_path / "out.ipynb")
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert [cell.execution_count for cell in cells if cell.cell_type == "code"] == [1, 2, None, 3]


def tagged(place: Path) -> None:
    """Execute a notebook of a cell that may fail, one that is left out, and one more, into ``place``."""
    made = notebook("1 / 0", "left out", "2")
    made.cells[2].metadata.tags, made.cells[3].metadata.tags = ["raises-exception"], ["not-now"]
    execute_notebook(made, place, engine_name=NAME, progress_bar=False, skip_cells_with_tag="not-now")


def test_a_process_with_threads_does_not_fork(clean: Clean) -> None:
    """Papermill's own engine does the work instead, and the log says why."""
    node, said = clean(beside_a_thread)
    assert node.cells[-1].outputs[0].data["text/plain"] == "4"
    assert "a fork would lose 1 other threads" in said


def beside_a_thread() -> tuple[NotebookNode, str]:
    """A notebook executed while another thread lives, and why it was not forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        unsafe = why_not()
        return executed("2 + 2"), unsafe
    finally:
        done.set()
        thread.join()


def test_a_notebook_in_another_language_is_left_to_its_kernel() -> None:
    """Only Python can be run here."""
    other = new_notebook(metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    assert why_not(other) == "the notebook is not in Python"
