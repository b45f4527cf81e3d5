"""Which session does each column of a grid stand for?

By its heading only: ``04/09/2025 AM``; or a date whose AM or PM stands in the same column of the next row; or AM or PM
under a date. A weekday before the date is passed over where it is the right one. A session is never guessed from the
order of columns; a date over several columns counts for all of them only where its cells are merged.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from attendlib.calendar import WEEKDAYS, weekday
from attendlib.readers import dates
from attendlib.register import NO_SESSION

Cell = object
Rows = Sequence[Sequence[Cell]]
TOP = 20
"""The header is looked for in so many rows."""
_WITH_SESSION = re.compile(r"(.*[0-9]|.*\S(?=\s))\s*(AM|PM)", re.IGNORECASE)
_SHORT, _REST = ("|".join(name) for name in zip(*((day[:3], day[3:]) for day in WEEKDAYS), strict=True))
_WITH_WEEKDAY = re.compile(rf"\A({_SHORT})(?:{_REST}|s|rs?)?[,.]?\s+(?=[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class SessionColumn:
    """One column of marks. ``written``: its date as a text, empty where it is a typed date or none · ``day`` is NaT,
    ``session`` -1, where the heading does not tell it."""

    position: int
    heading: str
    written: str
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
    under_dates = at > 0 and any(map(_is_session, rows[at])) and _is_beside(rows[at - 1], upn, _is_like_a_day)
    over_sessions = at + 1 < len(rows) and _is_beside(rows[at + 1], upn, _is_session)
    above, below = rows[at - 1] if under_dates else (), rows[at + 1] if over_sessions else ()
    columns = []
    for position, cell in enumerate(rows[at]):
        over, under = (beside[position] if beside else "" for beside in (above, below))
        if position != upn and (column := _column(position, cell, over, under, form)):
            columns.append(column)
    return Grid(at - under_dates, at + 1 + over_sessions, upn, tuple(columns))


def _is_beside(row: Sequence[Cell], upn: int, fits: Callable[[Cell], bool]) -> bool:
    """Whether the row belongs to the header: nothing in the UPN column, and more cells that fit than others."""
    held = [cell for cell in row if text(cell)]
    return not text(row[upn]) and 2 * sum(map(fits, held)) > len(held)


def _is_session(cell: Cell) -> bool:
    return dates.session(text(cell)) != NO_SESSION


def _is_like_a_day(cell: Cell) -> bool:
    """Whether a cell is a date, or is written like one, be it right or wrong."""
    if isinstance(cell, int | float | date | datetime | time | timedelta):
        return True
    return _WITH_WEEKDAY.sub("", text(cell))[:1].isdigit()


def _column(position: int, cell: Cell, over: Cell, under: Cell, form: str) -> SessionColumn | None:
    """What the column stands for; None for one that is about the pupil. A heading that begins like a date, is a number
    or names a session is a session's, even where its day cannot be read: its marks must not be passed over in
    silence."""
    heading = text(cell)
    day: Cell = cell
    session = text(under)
    if split := _WITH_SESSION.fullmatch(heading):
        day, session = split[1], split[2]
    elif _is_session(cell):
        heading, day, session = f"{text(over)} {heading}".strip(), over, heading
    elif _is_like_a_day(cell):
        heading = f"{heading} {session}".strip()
    else:
        return None
    written = "" if isinstance(day, date | datetime) else _WITH_WEEKDAY.sub("", text(day))
    return SessionColumn(position, heading, written, _day(day, form), dates.session(session))


def _day(cell: Cell, form: str) -> np.datetime64:
    """The day of a typed date or of a text; NaT for anything else, for a moment that is not midnight, and for a day
    whose weekday is another than the one before it."""
    if isinstance(cell, datetime):
        return np.datetime64(cell.date(), "D") if cell.time() == time.min else dates.NO_DAY
    if isinstance(cell, date):
        return np.datetime64(cell, "D")
    if not isinstance(cell, str):
        return dates.NO_DAY
    named = _WITH_WEEKDAY.match(cell.strip())
    found = dates.day(_WITH_WEEKDAY.sub("", cell.strip()), form)
    if named and WEEKDAYS[int(weekday(np.array([found]))[0])][:3].lower() != named[1].lower():
        return dates.NO_DAY
    return found
