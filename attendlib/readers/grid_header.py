"""Which session does each column of a grid stand for?

By its heading only: ``04/09/2025 AM``; or a date whose AM or PM stands in the same column of the next row; or AM or PM
under a date. A session is never guessed from the order of columns, and a date of a merged cell counts for its own
column.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from attendlib.readers import dates
from attendlib.register import NO_SESSION

Cell = object
Rows = Sequence[Sequence[Cell]]
TOP = 20
"""The header is looked for in so many rows."""
_WITH_SESSION = re.compile(r"(.*[0-9]|.*\S(?=\s))\s*(AM|PM)", re.IGNORECASE)


@dataclass(frozen=True)
class SessionColumn:
    """One column of marks. ``day`` is NaT, ``session`` -1, where the heading does not tell it."""

    position: int
    heading: str
    day: np.datetime64
    session: int


@dataclass(frozen=True)
class Grid:
    """Where a sheet's header stands: rows ``first`` to ``body`` - 1, counted from 0; pupils stand below."""

    first: int
    body: int
    upn: int
    columns: tuple[SessionColumn, ...]


def text(cell: Cell) -> str:
    """A cell as a person sees it, without outer blanks. Whole numbers show no decimals, dates are in ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def find(rows: Rows, form: str) -> Grid | None:
    """The grid of a sheet: the first row near the top with a UPN column and columns of sessions; None if there is none.
    ``form``: how dates are written in headings."""
    for at, row in enumerate(rows[:TOP]):
        upn = next((i for i, cell in enumerate(row) if text(cell).casefold() == "upn"), None)
        if upn is not None and (grid := _grid(rows, at, upn, form)).columns:
            return grid
    return None


def _grid(rows: Rows, at: int, upn: int, form: str) -> Grid:
    above = rows[at - 1] if at and _is_beside(rows, at - 1, upn, _is_day(form)) else ()
    below = rows[at + 1] if at + 1 < len(rows) and _is_beside(rows, at + 1, upn, _is_session) else ()
    columns = []
    for position, cell in enumerate(rows[at]):
        over, under = (beside[position] if beside else "" for beside in (above, below))
        if position != upn and (column := _column(position, cell, over, under, form)):
            columns.append(column)
    return Grid(at - bool(above), at + 1 + bool(below), upn, tuple(columns))


def _is_beside(rows: Rows, at: int, upn: int, fits: Callable[[Cell], bool]) -> bool:
    """Whether the row belongs to the header: nothing in the UPN column, and otherwise only what ``fits``."""
    held = [cell for cell in rows[at] if text(cell)]
    return not text(rows[at][upn]) and bool(held) and all(map(fits, held))


def _is_session(cell: Cell) -> bool:
    return dates.session(text(cell)) != NO_SESSION


def _is_day(form: str) -> Callable[[Cell], bool]:
    return lambda cell: not np.isnat(_day(cell, form))


def _column(position: int, cell: Cell, over: Cell, under: Cell, form: str) -> SessionColumn | None:
    """What the column stands for; None for one that is about the pupil. A heading that begins like a date, is a number
    or names a session is a session's, even where its day cannot be read: its marks must not be passed over in
    silence."""
    written = text(cell)
    split = _WITH_SESSION.fullmatch(written)
    if split:
        return SessionColumn(position, written, _day(split[1], form), dates.session(split[2]))
    if _is_session(cell):
        return SessionColumn(position, f"{text(over)} {written}".strip(), _day(over, form), dates.session(written))
    if isinstance(cell, int | float | date | datetime | time | timedelta) or written[:1].isdigit():
        heading = f"{written} {text(under)}".strip()
        return SessionColumn(position, heading, _day(cell, form), dates.session(text(under)))
    return None


def _day(cell: Cell, form: str) -> np.datetime64:
    """The day of a typed date or of a text; NaT for anything else, and for a moment that is not midnight."""
    if isinstance(cell, datetime):
        return np.datetime64(cell.date(), "D") if cell.time() == time.min else dates.NO_DAY
    if isinstance(cell, date):
        return np.datetime64(cell, "D")
    return dates.day(cell, form) if isinstance(cell, str) else dates.NO_DAY
