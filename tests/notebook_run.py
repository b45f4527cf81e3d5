"""What does a notebook show with other parameters, run in this process?"""

import ast
from pathlib import Path
from typing import Any

import nbformat
from documents.every_block import notebook as made_of
from nbformat import NotebookNode

from attendlib.report.blocks import Block, Several


def run_here(path: Path, **parameters: Any) -> NotebookNode:
    """The notebook's code cells with these parameters; what they show, as a notebook that was executed."""
    space: dict[str, Any] = {}
    shown: list[Block] = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        *before, last = ast.parse(cell.source).body
        exec(compile(ast.Module(before, []), "cell", "exec"), space)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            shown += value.blocks if isinstance(value, Several) else [value] if value is not None else []
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            assert set(parameters) <= set(space), "a parameter that the notebook does not have"
            space.update(parameters)
    book = made_of(shown)
    book.cells = book.cells[1:]  # without the prose that shows what prose looks like
    return book
