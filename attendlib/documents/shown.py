"""What did the cells of an executed notebook show?

The one reading of a notebook that every exporter shares: its blocks and its prose, in order. Anything else that a cell
printed is for the analyst and stays in the notebook.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nbformat import NotebookNode

from attendlib.documents.faults import ExportError
from attendlib.report.blocks import MIME

NOT_SHOWN = "notebook-only"
"""The tag of a prose cell that is for the analyst, not for the reader of a document."""


@dataclass(frozen=True)
class Shown:
    """One thing to show. kind: a block's kind, or ``prose`` · block: a block's JSON form, empty for prose · html: a
    block's HTML · svg: a chart's drawing · prose: the text of a prose cell."""

    kind: str
    block: dict[str, Any]
    html: str = ""
    svg: str = ""
    prose: str = ""


def shown(notebook: NotebookNode) -> list[Shown]:
    """The blocks and prose cells of an executed notebook, in order. Parts that follow each other and say with the same
    callout why they are not there say it once. Raises ExportError when a cell failed."""
    items = [item for number, cell in enumerate(notebook.cells, start=1) for item in _of_cell(cell, number)]
    return [now for before, now in pairwise([None, *items]) if now and not (now.kind == "callout" and now == before)]


def title_of(items: list[Shown]) -> dict[str, Any] | None:
    """The JSON form of the only Title, or None. Raises ExportError for two titles, and where pupils are named in a
    report that is not marked as restricted."""
    titles = [item.block for item in items if item.kind == "title"]
    if len(titles) > 1:
        raise ExportError(f"The notebook shows {len(titles)} titles. A report has one: make the others sections.")
    restricted = bool(titles and titles[0]["restricted"])
    if not restricted and any(item.block.get("restricted") for item in items if item.kind != "title"):
        raise ExportError(
            "The notebook names pupils under a title that is not marked as restricted. "
            "Show Title(..., restricted=True), or leave the list of pupils out."
        )
    return titles[0] if titles else None


def _of_cell(cell: NotebookNode, number: int) -> Iterator[Shown]:
    if cell.cell_type == "markdown" and NOT_SHOWN not in cell.metadata.get("tags", []):
        yield Shown("prose", {}, prose=str(cell.source))
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            # The message of an error can hold a cell of a register; its kind cannot.
            raise ExportError(
                f"Cell {number} of the notebook ended in an error ({output.get('ename', 'unknown')}), so the report is "
                "not whole. Open the notebook, mend the cell and run it again."
            )
        data = output.get("data", {})
        if MIME in data:
            block = dict(data[MIME])
            yield Shown(str(block["kind"]), block, str(data.get("text/html", "")), str(data.get("image/svg+xml", "")))
