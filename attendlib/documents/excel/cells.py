"""How does a cell of a table become a cell of a workbook?

A figure is written as a number whose format shows the very text that the page shows; everything else is text, whatever
it begins with.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from attendlib.documents.paper import COLOURS
from attendlib.report.blocks.column import numeric

MOST = 32_767
"""Letters in a cell of Excel."""

_CUT = "… (the rest does not fit in a cell)"
_LESS = '"\N{MINUS SIGN}"'


def number_format(kind: str, places: int = 0) -> str:
    """Excel's format for a kind of figure, the same text as ``attendlib.report.written`` gives."""
    if kind == "date":
        # The English of the United States has the same three letters for every month everywhere.
        return "[$-409]d mmm yyyy"
    plain = "#,##0" + (f".{'0' * places}" if places and kind not in ("count", "sessions") else "")
    plain += "%" if kind == "percent" else ""
    return f"+{plain};{_LESS}{plain};{plain}" if kind == "points" else f"{plain};{_LESS}{plain}"


def side(kind: str, at: int) -> dict[str, Any]:
    """Where a cell's content stands: figures to the right, words clear of the figures to their left."""
    return {"align": "right"} if numeric(kind) else {"align": "left", "indent": min(at, 1)}


class Cells:
    """The looks of one workbook's cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **more: Any) -> Format:
        """A look: the usual one with something more, in XlsxWriter's words."""
        key = tuple(sorted(more.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", "font_color": COLOURS["ink"], **more})
        return self._made[key]

    def write(
        self, sheet: Worksheet, row: int, at: int, cell: dict[str, Any], column: dict[str, Any], **more: Any
    ) -> None:
        """Write a cell of a table's JSON form; ``column`` says what it is unless the cell does."""
        own = {**column, **cell}
        more |= side(own["kind"], at)
        if cell.get("mark") or "value" not in cell:
            self.text(sheet, row, at, cell["shown"], text_wrap=not numeric(own["kind"]), **more)
            return
        look = self.look(num_format=number_format(own["kind"], own.get("places", 0)), **more)
        if own["kind"] == "date":
            sheet.write_datetime(row, at, date.fromisoformat(cell["value"]), look)
        else:
            exact = Decimal(str(cell["value"]))
            sheet.write_number(row, at, float(exact / 100 if own["kind"] == "percent" else exact), look)

    def text(self, sheet: Worksheet, row: int, at: int, words: str, **more: Any) -> None:
        """Write words as text. What is longer than a cell can be ends in words that say so."""
        fitting = words if len(words) <= MOST else words[: MOST - len(_CUT)] + _CUT
        sheet.write_string(row, at, fitting, self.look(**more))
