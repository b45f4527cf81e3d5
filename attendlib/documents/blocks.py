"""How do blocks that no notebook showed become a document?"""

from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from attendlib.report.blocks import Block


def notebook_of(blocks: Iterable[Block]) -> NotebookNode:
    """A notebook that shows these blocks, a cell for each, which every exporter takes for one that ran."""
    shown = [new_output("display_data", data=block._repr_mimebundle_()) for block in blocks]
    return new_notebook(cells=[new_code_cell("", outputs=[output]) for output in shown])
