"""Is a notebook taken to have run to its end only where it has?"""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from attendlib.batch.execute import Incomplete, prove_complete
from attendlib.report.blocks import MIME, Callout, EndMark
from attendlib.report.blocks.block import Block

RUN = "this run"


def ran(*counts: int | None, last: Block | None) -> NotebookNode:
    """A notebook whose code cells ran with these numbers, the last of which showed a block."""
    cells = [new_code_cell(f"show({number})", execution_count=count) for number, count in enumerate(counts)]
    if last is not None:
        bundle = {MIME: last._repr_mimebundle_()[MIME]}
        cells[-1].outputs = [new_output("display_data", bundle)]
    return new_notebook(cells=[new_markdown_cell("# Words"), *cells, new_code_cell("  ")])


def test_every_cell_in_order_and_the_end_mark_of_this_run() -> None:
    """So it is whole; words and empty cells have no number."""
    prove_complete(ran(1, 2, 3, last=EndMark(RUN)), RUN)


@pytest.mark.parametrize("counts", [(1, 2, None), (1, None, 2), (None, None, 1), (2, 1, 3), (1, 1, 2), (2, 3, 4)])
def test_a_cell_left_out_or_run_out_of_turn_is_not_the_whole(counts: tuple[int | None, ...]) -> None:
    """Also where the end mark was shown."""
    with pytest.raises(Incomplete, match="not every cell ran"):
        prove_complete(ran(*counts, last=EndMark(RUN)), RUN)


def test_a_cell_that_ended_in_an_error_is_not_the_whole() -> None:
    """Also where the notebook went on after it."""
    notebook = ran(1, 2, last=EndMark(RUN))
    notebook.cells[1].outputs = [new_output("error", ename="ValueError", evalue="", traceback=[])]
    with pytest.raises(Incomplete, match="ended in an error"):
        prove_complete(notebook, RUN)


@pytest.mark.parametrize("last", [None, EndMark("another run"), Callout("note", "The end", RUN)])
def test_without_the_end_mark_of_this_run_the_end_was_not_reached(last: Block | None) -> None:
    """Nothing shown, what an earlier run had left in the notebook, or something else that says the run's word."""
    with pytest.raises(Incomplete, match="the end of the notebook was not reached"):
        prove_complete(ran(1, 2, last=last), RUN)


def test_the_end_mark_counts_in_the_last_cell_alone() -> None:
    """Shown earlier it proves nothing of what comes after it."""
    notebook = ran(1, 2, last=EndMark(RUN))
    notebook.cells[1].outputs, notebook.cells[2].outputs = notebook.cells[2].outputs, []
    with pytest.raises(Incomplete, match="the end of the notebook was not reached"):
        prove_complete(notebook, RUN)
