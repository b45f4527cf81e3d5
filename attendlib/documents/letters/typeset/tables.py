"""How does a table become Typst?

A table whose first row is marked as its header is a table, also for those who have it read to them; one without a
header only puts things beside each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from attendlib.documents.letters.typeset.looks import colour, whole
from attendlib.documents.letters.word.package import w

LINES, NO_LINES = "0.5pt + luma(50%)", "none"
ALIGNED = {"center": "horizon", "bottom": "bottom"}
"""Where the content of a cell stands in it, from top to bottom, where that is not at its top."""

Content = Callable[[Any], tuple[str, str]]
"""What stands in a cell, and how it is aligned from left to right (empty: as usual)."""


@dataclass
class Cell:
    """One cell: its first column, how many columns and rows it covers, its colour and place, and its content."""

    column: int
    columns: int
    rows: int
    fill: str
    align: str
    content: str

    def markup(self, kind: str) -> str:
        """The cell of a ``kind``: table or grid."""
        told = [
            f"{name}: {number}" for name, number in (("colspan", self.columns), ("rowspan", self.rows)) if number > 1
        ]
        told += [f"fill: {self.fill}"] if self.fill else []
        told += [f"align: {self.align}"] if self.align else []
        return f"{kind}.cell({', '.join(told)})[{self.content}]" if told else f"[{self.content}]"


def table(element: Any, lines: bool, content: Content) -> str:
    """The table. ``lines``: between its cells · ``content``: of a cell."""
    rows, above = [], dict[int, Cell]()
    for row in element.iterfind(w("tr")):
        rows.append(_cells(row, above, content))
    heads = _heads(element)
    kind = "table" if heads else "grid"
    columns = max([cell.column + cell.columns for row in rows for cell in row], default=1)
    widths = [max(whole(column.get(w("w")), 1), 1) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    shares = f"({''.join(f'{width}fr, ' for width in widths)})" if len(widths) == columns else str(columns)
    told = [
        f"columns: {shares}",
        f"stroke: {LINES if lines else NO_LINES}",
        f"inset: {'(x: 2.5pt, y: 1.5pt)' if lines else '0pt'}",
    ]
    shown = [[cell.markup(kind) for cell in row] for row in rows]
    if heads:
        told.append(f"table.header({', '.join(cell for row in shown[:heads] for cell in row)})")
    told += [cell for row in shown[heads:] for cell in row]
    return f"#block(above: gap, below: gap)[#{kind}({', '.join(told)})]"


def _heads(element: Any) -> int:
    """How many rows at the top are marked to be repeated on every page."""
    count = 0
    for row in element.iterfind(w("tr")):
        head = row.find(f"{w('trPr')}/{w('tblHeader')}")
        if head is None or head.get(w("val"), "1") in ("0", "false", "off"):
            break
        count += 1
    return count


def _cells(row: Any, above: dict[int, Cell], content: Content) -> list[Cell]:
    """The cells that begin in a row. ``above``: by column, the cell that a merged one below it belongs to."""
    cells, column = [], 0
    for element in row.iterfind(w("tc")):
        about = element.find(w("tcPr"))
        columns = max(whole(_value(about, "gridSpan", "1"), 1), 1)
        merged = None if about is None else about.find(w("vMerge"))
        if merged is not None and merged.get(w("val"), "continue") != "restart" and column in above:
            above[column].rows += 1
        else:
            fill, (inside, across) = colour(_value(about, "shd", "auto", "fill")), content(element)
            align = " + ".join(filter(None, [across, ALIGNED.get(_value(about, "vAlign", "top"), "")]))
            cell = Cell(column, columns, 1, fill, align, inside)
            cells.append(cell)
            above[column] = cell
        column += columns
    return cells


def _value(about: Any, name: str, usual: str, attribute: str = "val") -> str:
    found = None if about is None else about.find(w(name))
    return usual if found is None else str(found.get(w(attribute), usual))
