"""What may be said aloud of a notebook that failed, and what is for restricted files alone?

An error of a notebook, and its traceback, may quote a pupil's name or the cell of a register. Aloud goes where it
happened (the cell as JupyterLab numbers it, and the line of our own code), what kind of error it was, and the words of
errors that attendlib raises on purpose, which hold no such thing.
"""

import re
import traceback
from collections.abc import Iterator
from pathlib import Path

import attendlib
from attendlib.batch.execute import Incomplete
from attendlib.errors import AttendlibError

HOUSE = Path(attendlib.__file__).parent
_FRAME = re.compile(rf"{re.escape(str(HOUSE))}{re.escape('/')}([\w/.]+\.py)\D{{1,12}}(\d+)")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONGEST = 100_000
"""Characters of a traceback that are kept."""


def problem(error: Exception) -> str:
    """What went wrong and where, without any value."""
    kind = type(error).__name__
    number = getattr(error, "exec_count", None)
    # JupyterLab shows no cell for a run's own parameters, so that the others have one number less there.
    where = f"cell [{number - 1}]" if number else "a cell"
    if kind == "PapermillExecutionError":
        return f"{where} ended in {_kind_or_words(error)}"
    if kind == "CellTimeoutError":
        return f"{where}: {getattr(error, 'why', 'it took longer than it may')}"
    if kind == "DeadKernelError":
        return f"{where} lost its process: {getattr(error, 'why', 'the kernel died')}"
    if isinstance(error, (Incomplete, AttendlibError)):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return f"{kind}{_place(trace(error))}"


def trace(error: Exception) -> str:
    """The whole traceback, as plain text: for restricted files alone."""
    cells: list[str] = getattr(error, "traceback", [])
    text = "\n".join(cells) if cells else "".join(traceback.format_exception(error))
    return _COLOUR.sub("", text)[-LONGEST:]


def _kind_or_words(error: Exception) -> str:
    kind, words = getattr(error, "ename", ""), getattr(error, "evalue", "")
    deliberate = kind in {one.__name__ for one in _kinds(AttendlibError)}
    return f"{kind}: {words}" if deliberate else f"{kind}{_place(trace(error))}"


def _kinds(kind: type[AttendlibError]) -> Iterator[type[AttendlibError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _place(text: str) -> str:
    """The last line of our own code that a traceback names."""
    found = _FRAME.findall(text)
    return f" at attendlib/{found[-1][0]}, line {found[-1][1]}" if found else ""
