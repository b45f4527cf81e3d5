"""What does a school's document say of other schools, and would it still say the same?

A notebook marks the cells that read other schools with a tag. They alone are run again when nothing but other schools'
registers has changed, and what they show is compared, by its digest, with what they showed when the document was made.
"""

import ast
import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from attendlib.intake.changed import digest

READS_OTHERS = "reads-others"
"""The tag of a cell that reads other schools: their registers, pupils or school days. Where no cell has it, every cell
is taken to."""


def that_read_others(source: Path) -> NotebookNode | None:
    """A notebook with nothing but its cells that read other schools, those that set or import what they need, and the
    last, which shows the end mark; None where it does not say which cells they are."""
    notebook = nbformat.read(source, as_version=4)
    code = _code(notebook)
    if not any(map(_tagged, code)):
        return None
    notebook.cells = [cell for cell in code if _tagged(cell) or cell is code[-1] or _sets(cell.source)]
    for cell in notebook.cells:
        cell.outputs = []  # of the notebook as it was written, which would be carried along for nothing
    return notebook


def said_of_others(notebook: NotebookNode) -> str:
    """The digest of what the cells that read other schools have shown: of everything but their numbers."""
    shown = [_shown(cell) for cell in _reading(notebook)]
    return digest(*(json.dumps(outputs, sort_keys=True) for outputs in shown))


def _reading(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that read other schools; all but the last, whose end mark is another in every run, where none has the
    tag."""
    code = _code(notebook)
    return [cell for cell in code if _tagged(cell)] or code[:-1]


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _tagged(cell: NotebookNode) -> bool:
    return READS_OTHERS in cell.metadata.get("tags", [])


def _sets(source: str) -> bool:
    """Whether a cell does anything but show."""
    return any(not isinstance(statement, ast.Expr) for statement in ast.parse(source).body)


def _shown(cell: NotebookNode) -> list[dict[str, object]]:
    return [{key: value for key, value in output.items() if key != "execution_count"} for output in cell.outputs]
