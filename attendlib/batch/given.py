"""What is a notebook given: which parameters has it, and which files do they name?"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attendlib.errors import RunError

OF_EVERY_RUN = ("city_file", "as_of", "run", "urn")
"""Parameters that say of which city, day, run and school a document is: they are looked at by themselves."""

_FILE = re.compile(r"\.[A-Za-z]\w{0,9}$")
"""How a text ends that names a file."""


@cache
def declared(notebook: Path) -> Mapping[str, Any]:
    """What a notebook's cell tagged ``parameters`` sets, by name; None stands for what is no plain value. Raises
    RunError where the cell is no Python."""
    # Read as plain JSON: the library that knows the format takes longer to load than a run without changes takes.
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            try:
                return dict(_set_in("".join(cell["source"])))
            except SyntaxError as error:
                raise RunError(f"{notebook.name}: its first cell is no Python at line {error.lineno}") from None
    return {}


def _set_in(source: str) -> Iterator[tuple[str, Any]]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value.value if isinstance(statement.value, ast.Constant) else None


def own_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """Those that are not of every run: what makes a document another of the same city, school and day."""
    return {name: value for name, value in parameters.items() if name not in OF_EVERY_RUN}


def files_given(notebook: Path, parameters: Mapping[str, str]) -> dict[str, Path]:
    """The files that its parameters name, as they are set by the notebook itself or given, by parameter: a policy of
    one's own, an earlier list. Paths are taken from the notebook's folder, in which it is run."""
    said = own_parameters({**declared(notebook), **parameters})
    named = {name: value for name, value in said.items() if isinstance(value, str) and _FILE.search(value)}
    return {name: notebook.parent / value for name, value in named.items()}
