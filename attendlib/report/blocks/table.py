"""How are rows and columns shown?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attendlib.names import RESTRICTED
from attendlib.report.blocks.block import Block, fix, required
from attendlib.report.blocks.column import Column
from attendlib.report.escape import escaped, plain
from attendlib.report.faults import BlockError
from attendlib.report.written import MARKS, Written, write

if TYPE_CHECKING:
    import pandas as pd

_LONG, _SHORT, _MANY = 24, 12, 8
"""Letters from which a text is long, and up to which it stays on one line; columns that have to stand closer."""

_PHONE = 30
"""Letters that fit beside each other on the narrowest phone; a table that cannot shrink to it scrolls on its own."""


@dataclass(frozen=True, repr=False)
class Table(Block):
    """A table with a caption. The first column names its row.

    rows: dicts with a value for each column's key; the figures already rounded; None for no possible sessions, "c" for
    hidden · empty: the reason to give when there are no rows, always wanted, because a table can be empty next term ·
    note: small print · total: True when the last row sums up the others. Raises BlockError for a missing key, an
    empty caption, a repeated column or a figure that is not rounded."""

    kind: ClassVar[str] = "table"
    styles: ClassVar[tuple[str, ...]] = ("table",)
    restricted: ClassVar[bool] = False
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    empty: str
    note: str = ""
    total: bool = False
    cells: tuple[tuple[Written, ...], ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) < len(keys):
            raise BlockError("A table needs at least one column, and no two with the same key.")
        rows = tuple(MappingProxyType(dict(row)) for row in self.rows)
        if any(key not in row for row in rows for key in keys):
            raise BlockError(f"A row of a table lacks one of its columns ({', '.join(keys)}).")
        fix(
            self,
            caption=required(self.caption, "A table's caption"),
            empty=required(self.empty, "A table's empty text"),
        )
        fix(self, note=plain(self.note), columns=tuple(self.columns), rows=rows)
        fix(self, cells=tuple(tuple(write(row[c.key], c.kind, c.places) for c in self.columns) for row in rows))

    @classmethod
    def from_frame(
        cls, frame: "pd.DataFrame", caption: str, columns: Sequence[Column], empty: str, **more: Any
    ) -> Self:
        """A table of a frame's rows in their order; ``columns`` picks and orders. Raises BlockError for a column that
        the frame does not have."""
        missing = [column.key for column in columns if column.key not in frame.columns]
        if missing:
            raise BlockError(
                f"The frame has no column {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}."
            )
        picked = [frame[column.key].tolist() for column in columns]
        rows = [dict(zip([c.key for c in columns], values, strict=True)) for values in zip(*picked, strict=True)]
        return cls(caption, columns, rows, empty, **more)

    @property
    def heading(self) -> str:
        return self.caption

    @property
    def marks(self) -> list[str]:
        """The explanations of the marks that stand in for figures in this table."""
        used = {cell.shown for row in self.cells for cell in row if cell.mark}
        return [f"{mark} means: {meaning}" for mark, meaning in MARKS.items() if mark in used]

    def body(self) -> dict[str, Any]:
        return {
            "columns": [column.json() for column in self.columns] if self.rows else [],
            "rows": [[cell.json() for cell in row] for row in self.cells],
            "empty": "" if self.rows else self.reason,
            "note": self.note,
            "marks": self.marks,
            "total": self.total,
            "restricted": RESTRICTED if self.restricted else "",
        }

    @property
    def reason(self) -> str:
        """What stands in place of the rows when there are none."""
        return f"No rows: {self.empty}"

    def html(self) -> str:
        return f'<div class="al-block al-tabular">{self.grid(self.id)}</div>'

    def grid(self, name: str) -> str:
        """The table with its small print, or the reason why it has no rows. Ids in it start with ``name``."""
        badge = f'<p class="al-badge">{escaped(RESTRICTED)}</p>' if self.restricted else ""
        small = "".join(f'<p class="al-small">{escaped(line)}</p>' for line in (self.note, *self.marks) if line)
        if not self.rows:
            return f'{badge}<p class="al-caption">{escaped(self.caption)}</p><p>{escaped(self.reason)}</p>{small}'
        scrolls = f' tabindex="0" role="group" aria-labelledby="{name}-caption"' if self._wide() else ""
        looks = self._looks()
        head = "".join(
            f'<th scope="col"{look}>{escaped(column.label)}</th>'
            for column, look in zip(self.columns, looks, strict=True)
        )
        close, last = " al-close" if len(self.columns) >= _MANY else "", len(self.cells) - 1
        body = "".join(
            self._row(row, looks, self.total and at == last, self._row_marks(at)) for at, row in enumerate(self.cells)
        )
        return (
            f'{badge}<div class="al-scroll"{scrolls}><table class="al-table{close}"><caption id="{name}-caption">'
            f"<span>{escaped(self.caption)}</span></caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{small}"
        )

    def _row_marks(self, at: int) -> str:
        """Further attributes of a row, for a page's script."""
        return ""

    def _row(self, row: tuple[Written, ...], looks: list[str], total: bool, marks: str) -> str:
        first = f'<th scope="row"{looks[0]}>{_cell(row[0])}</th>'
        rest = "".join(f"<td{look}>{_cell(cell)}</td>" for look, cell in zip(looks[1:], row[1:], strict=True))
        kind = ' class="al-total"' if total else ""
        return f"<tr{kind}{marks}>{first}{rest}</tr>"

    def _looks(self) -> list[str]:
        """The class of each column: figures to the right, dates and short texts unbroken, long texts wide enough to
        read."""
        made = []
        for at, column in enumerate(self.columns):
            longest = max(len(row[at].shown) for row in self.cells)
            unbroken = column.kind == "date" or (at > 0 and longest <= _SHORT)
            name = "al-right" if column.numeric else "al-unbroken" if unbroken else "al-long" if longest > _LONG else ""
            made.append(f' class="{name}"' if name else "")
        return made

    def _wide(self) -> bool:
        """True when the columns cannot shrink to a narrow phone: texts to their longest word, the others not at all."""
        letters = 0
        for at, (column, look) in enumerate(zip(self.columns, self._looks(), strict=True)):
            shown = [row[at].shown for row in self.cells]
            breaks = column.kind == "text" and "al-unbroken" not in look
            parts = [word for text in shown for word in text.split()] if breaks else shown
            least = 20 if "al-long" in look else 11 if at == 0 and column.kind == "text" else 0
            letters += max([least, *map(len, column.label.split()), *map(len, parts)]) + 3
        return letters > _PHONE


@dataclass(frozen=True, repr=False)
class PupilList(Table):
    """A table that names pupils, for named staff only. A document holds one only under a restricted Title."""

    kind: ClassVar[str] = "pupil_list"
    restricted: ClassVar[bool] = True


@dataclass(frozen=True, repr=False)
class ToFillIn(Table):
    """A table with empty cells to write in, on paper or on the screen; its rows are as high as handwriting. Raises
    BlockError for an empty first cell, because that names its row."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(not row[0].shown.strip() for row in self.cells):
            raise BlockError("A row to fill in has no name. Number the rows, or name them, in the first column.")

    def body(self) -> dict[str, Any]:
        return {**super().body(), "to_fill_in": True}

    def html(self) -> str:
        return f'<div class="al-block al-tabular al-to-fill-in">{self.grid(self.id)}</div>'


def _cell(cell: Written) -> str:
    if cell.mark:
        return f'<span role="img" aria-label="{escaped(MARKS[cell.shown])}">{escaped(cell.shown)}</span>'
    return f"<bdi>{escaped(cell.shown)}</bdi>" if cell.value is None else escaped(cell.shown)
