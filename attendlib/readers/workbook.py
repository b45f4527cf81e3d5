"""Which cells does a workbook hold?

A cell that is merged over several columns of its row holds the same in each, as a person sees it. Cells are read from
where they stand, never from the size that a sheet claims to have. The outermost cell that holds
something is found first: one far-off cell would otherwise make the sheet fill the memory.
"""

import re
import zipfile
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from attendlib.errors import UnreadableFile
from attendlib.readers import markup
from attendlib.readers.archive import safe_copy
from attendlib.readers.source import XML, Source

COLUMNS = 1000
"""A school year has about 380 sessions; a workbook with more columns than this is no register."""
CELLS = 5_000_000
"""Rows times columns that a sheet may span: some ten thousand pupils for a year."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def sheets(source: Source) -> dict[str, Sequence[Sequence[object]]]:
    """Worksheet name -> rows of cells from A1 on, empty cells as "". Raises UnreadableFile for a workbook that is
    broken, hostile or larger than any register."""
    copy = safe_copy(source)
    with zipfile.ZipFile(copy) as archive:
        for part in archive.namelist():
            _refuse_far_cells(Source(source.name, XML, archive.read(part), ""))
    copy.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(copy)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return {name: _rows(book.get_sheet_by_name(name), source.name) for name in names}
    except (CalamineError, ValueError, OSError, OverflowError):
        raise UnreadableFile(f"{source.name}: the workbook cannot be read. Save it again as .xlsx.") from None


def _rows(sheet: CalamineSheet, file: str) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    across = [(top, left, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or () if top == bottom]
    if sum(right - left for _, left, right in across) > CELLS:
        raise UnreadableFile(f"{file}: a sheet has more merged cells than any register. Copy it into a new file.")
    for top, left, right in across:
        if top < len(rows):
            merged = slice(left, min(right + 1, len(rows[top])))
            rows[top][merged] = rows[top][left : left + 1] * len(rows[top][merged])
    return rows


def _refuse_far_cells(part: Source) -> None:
    """Raises UnreadableFile where a worksheet spans more than any register. Parts that are no worksheet pass."""
    if markup.root(part) != "worksheet":
        return
    row, column, widest = 1, 0, 0
    for element in markup.elements(part, "c", "row"):
        place = _PLACE.fullmatch(element.get("r", ""))
        if markup.local(element) == "row":
            row, column = row + 1, 0
            continue
        column = _number(place[1]) if place else column + 1
        row = int(place[2]) if place else row
        if len(element):
            widest = max(widest, column)
            if widest > COLUMNS or widest * row > CELLS:
                raise UnreadableFile(
                    f"{part.name}: a sheet holds something in column {column_letters(column - 1)}, row {row}, which is "
                    f"further out than any register (columns up to {COLUMNS}, {CELLS:,} cells in all). "
                    "Copy the register alone into a new .xlsx file."
                )


def _number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(position: int) -> str:
    """The spreadsheet's name for a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
