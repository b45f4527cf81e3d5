"""What does this mark mean on this date?

Each row of ``params/rules/codes.csv`` is one code over one period. A retired code still arrives in registers; it then
means what it last meant, and ``status`` says that it is retired. A code means nothing before its first day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from attendlib.errors import NotInForce, RuleError, UnknownRule
from attendlib.policy import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Status = Literal["in force", "retired", "not yet in force", "unknown"]
STATUSES: tuple[Status, ...] = ("in force", "retired", "not yet in force", "unknown")
SHOWN = 3
"""Longest mark that a message repeats: anything longer may be a note about a child."""
LOOKALIKES = str.maketrans({"0": "O", "／": "/", "＼": "\\", "＃": "#", "∕": "/", "⁄": "/"})
"""Characters that are typed for one another: nought for O, and full-width or fraction strokes."""


class Category(StrEnum):
    """The six things a mark can be. The first four make up the possible sessions."""

    PRESENT = "present"
    ACTIVITY = "approved educational activity"
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_COUNTED = "not counted"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True)
class Code:
    """A code over one period, first and last day inclusive; ``end`` is None while it is in force.

    bucket: the reason's name in DfE's official statistics, or empty · reason: the same in plain English, for reports ·
    late: "before" or "after" the register closed, or empty · session: AM or PM where the code belongs to one, or
    empty · official_code: what the census gets (I01 becomes I) · unconfirmed: empty, or what nobody has checked at the
    source."""

    code: str
    meaning: str
    category: Category
    reason: str
    bucket: str
    late: str
    session: str
    start: date
    end: date | None
    official_code: str
    reference: str
    unconfirmed: str

    @property
    def attended(self) -> bool:
        """Present or at an approved educational activity."""
        return self.category in (Category.PRESENT, Category.ACTIVITY)

    @property
    def authorised(self) -> bool:
        return self.category is Category.AUTHORISED

    @property
    def unauthorised(self) -> bool:
        return self.category is Category.UNAUTHORISED

    @property
    def absent(self) -> bool:
        return self.authorised or self.unauthorised

    @property
    def possible(self) -> bool:
        """Counts in the denominator: attended or absent."""
        return self.attended or self.absent

    @property
    def administrative(self) -> bool:
        return self.category is Category.ADMINISTRATIVE


@dataclass(frozen=True)
class CodeBook:
    """Every code with its periods, sorted by code and start. ``positions`` counts in this order."""

    rows: tuple[Code, ...]

    @cached_property
    def _periods(self) -> dict[str, tuple[Code, ...]]:
        known: dict[str, list[Code]] = {}
        for row in self.rows:
            known.setdefault(row.code, []).append(row)
        return {code: tuple(rows) for code, rows in known.items()}

    def codes(self) -> tuple[Code, ...]:
        """Every code in every period."""
        return self.rows

    def periods(self, code: str) -> tuple[Code, ...]:
        """The periods of one code, oldest first; empty for an unknown code."""
        return self._periods.get(code, ())

    def in_force(self, day: date) -> list[Code]:
        """The code set of that day, sorted by code."""
        return [row for row in self.rows if row.start <= day and (row.end is None or day <= row.end)]

    def status(self, code: str, day: date) -> Status:
        """Whether the code is in force on that day, retired by then, not yet in force, or in no code set at all."""
        if code not in self._periods:
            return "unknown"
        begun = [row for row in self._periods[code] if row.start <= day]
        if not begun:
            return "not yet in force"
        return "in force" if begun[-1].end is None or day <= begun[-1].end else "retired"

    def entry(self, code: str, day: date) -> Code:
        """What the code means on that day; what it last meant when it is retired.

        Raises UnknownRule for a code in no code set, NotInForce before the code's first day."""
        begun = [row for row in self.periods(code) if row.start <= day]
        if begun:
            return begun[-1]
        if code in self._periods:
            first = self._periods[code][0].start.isoformat()
            raise NotInForce(f'The code "{code}" was not in force on {day.isoformat()}: its first date is {first}.')
        near = self.suggest(code, day)
        shown = f'"{code}"' if len(code) <= SHOWN else f"A mark of {len(code)} characters"
        raise UnknownRule(f"{shown} is in no code set." + (f' Did you mean "{near}"?' if near else ""))

    def session_of(self, code: str) -> str:
        """AM or PM for a code that belongs to one session, else empty."""
        return next((entry.session for entry in self.periods(code)), "")

    @cached_property
    def late_codes(self) -> dict[str, tuple[str, ...]]:
        """The codes for lateness ``before`` and ``after`` the register closed."""
        return {
            when: tuple(dict.fromkeys(row.code for row in self.rows if row.late == when))
            for when in ("before", "after")
        }

    def suggest(self, code: str, day: date | None = None) -> str | None:
        """The code that a mistyped one most likely stands for, or None: "i" is I, "Q9" is Q, "0" is O.

        With a ``day``, only a code in force on it."""
        if len(code.strip()) > SHOWN:
            return None
        meant = set(self._periods) if day is None else {row.code for row in self.in_force(day)}
        tidy = "".join(code.split()).upper().translate(LOOKALIKES)
        nearer = (tidy[:length] for length in range(len(tidy), 0, -1))
        return next((text for text in nearer if text in meant and text != code), None)

    def positions(self, codes: Sequence[str], days: NDArray[np.datetime64]) -> NDArray[np.int32]:
        """For each code (row) and day (column): the place in ``codes()`` of the entry that ``entry`` gives, or -1 where
        it would raise. ``days`` is datetime64[D]."""
        import numpy as np

        whole = np.full((len(codes), len(days)), -1, dtype=np.int32)
        for row, code in enumerate(codes):
            if periods := self.periods(code):
                starts = np.array([period.start for period in periods], dtype="datetime64[D]")
                nth = np.searchsorted(starts, days.astype("datetime64[D]"), side="right") - 1
                whole[row] = np.where(nth >= 0, self.rows.index(periods[0]) + nth, -1)
        return whole

    def statuses(self, codes: Sequence[str], days: NDArray[np.datetime64]) -> NDArray[np.int8]:
        """For each code (row) and day (column): the place in ``STATUSES`` of what ``status`` gives."""
        import numpy as np

        positions = self.positions(codes, days)
        ends = np.array([row.end or date.max for row in self.rows], dtype="datetime64[D]")
        known = np.array([code in self._periods for code in codes], dtype=bool)[:, np.newaxis]
        begun = np.where(days.astype("datetime64[D]") <= ends[positions], 0, 1)
        return np.where(positions >= 0, begun, np.where(known, 2, 3)).astype(np.int8)


@cache
def code_book() -> CodeBook:
    """The code book of ``params/rules/codes.csv``. Raises RuleError when the table contradicts itself."""
    return book_of(table("codes"))


def book_of(rows: list[dict[str, str]]) -> CodeBook:
    """A code book from rows of text. Raises RuleError naming the code whose rows are wrong."""
    codes = sorted((_code(row) for row in rows), key=lambda entry: (entry.code, entry.start))
    for one, after in pairwise(codes):
        if one.code == after.code and (one.end is None or one.end >= after.start):
            raise RuleError(f'codes.csv: two rows of the code "{one.code}" hold on {after.start}: mend start or end')
    return CodeBook(tuple(codes))


def _code(row: dict[str, str]) -> Code:
    name = f'codes.csv, code "{row["code"]}" from {row["start"]}'
    if row["category"] not in tuple(Category):
        raise RuleError(f"{name}: no such category: write one of {', '.join(Category)}")
    if row["late"] not in ("", "before", "after"):
        raise RuleError(f"{name}: late is before, after or empty")
    if row["session"] not in ("", "AM", "PM"):
        raise RuleError(f"{name}: session is AM, PM or empty")
    end = date.fromisoformat(row["end"]) if row["end"] else None
    texts = ("code", "meaning", "reason", "bucket", "late", "session", "official_code", "reference", "unconfirmed")
    entry = Code(
        **{text: row[text] for text in texts},
        category=Category(row["category"]),
        start=date.fromisoformat(row["start"]),
        end=end,
    )
    if row["counts_as_possible"] != ("yes" if entry.possible else "no"):
        raise RuleError(f"{name}: counts_as_possible contradicts the category {entry.category}")
    return entry
