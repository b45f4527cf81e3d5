"""In which surroundings does every notebook run?"""

import os
from pathlib import Path

import attendlib

FORK, KERNEL, REHEARSAL = "fork", "kernel", "rehearsal"
"""What runs the cells: a process forked from one that has loaded everything, a kernel, or this process itself."""

ENGINES = (FORK, KERNEL)
"""What a person may ask for."""

SURROUNDINGS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "Europe/London",
}
"""The environment of every notebook: reports share the cores, start no thread that a fork would lose, draw into the
notebook, and come out the same wherever they are made."""


def surroundings() -> dict[str, str]:
    """The environment of a process that runs notebooks: this one's, with ``SURROUNDINGS``, and with this very package
    before any other copy of it."""
    found = [str(Path(attendlib.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | SURROUNDINGS | {"PYTHONPATH": os.pathsep.join(found)}
