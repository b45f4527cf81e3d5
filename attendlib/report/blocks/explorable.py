"""Which table can a reader sort, filter and search?"""

from dataclasses import dataclass
from typing import Any

from attendlib.names import CITY_FOLDER, INDEX, anchor
from attendlib.report.blocks.block import fix, required
from attendlib.report.blocks.table import Table
from attendlib.report.escape import escaped
from attendlib.report.faults import BlockError

SORTS = {"text": "text", "date": "date"}
"""How the columns of a kind sort that do not sort as numbers."""


@dataclass(frozen=True, repr=False)
class Explorable(Table):
    """A table that a page lets its reader sort by every column, search by the first, and filter by the values of
    another. On paper, in a workbook and without scripts it is the whole table, in the order given.

    noun: what its rows are, in the plural · filters: the key of the column to filter by, or "" · urns: the key under
    which every row has a school's URN, so that in a run's folder its first cell leads to the school's documents, or
    "". Raises BlockError as Table, and for a filter that is no column."""

    noun: str = "schools"
    filters: str = ""
    urns: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        fix(self, noun=required(self.noun, "What the rows of a table are"))
        if self.filters and self.filters not in [column.key for column in self.columns]:
            raise BlockError(f"A table cannot be filtered by {self.filters}: it has no such column.")
        if self.urns and any(self.urns not in row for row in self.rows):
            raise BlockError(f"A row of a table lacks the {self.urns} that leads to its documents.")

    def body(self) -> dict[str, Any]:
        return {**super().body(), "explorable": True}

    def html(self) -> str:
        return f'<div class="al-block al-tabular"{self._explained()}>{self.grid(self.id)}</div>'

    def _explained(self) -> str:
        """What the page's script is to know."""
        sorts = " ".join(SORTS.get(column.kind, "number") for column in self.columns)
        told = {"noun": self.noun, "sorts": sorts}
        if self.filters:
            told["filter"] = str([column.key for column in self.columns].index(self.filters))
        if self.urns:
            told |= {"within": CITY_FOLDER, "index": f"../{INDEX}"}
        return "".join(f' data-{name}="{escaped(value)}"' for name, value in told.items())

    def _row_marks(self, at: int) -> str:
        return f' data-leads="{escaped(anchor(str(self.rows[at][self.urns])))}"' if self.urns else ""
