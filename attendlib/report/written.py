"""How is a number or a day written?

A figure arrives rounded (``attendlib.rounding``) and is written as it came. A figure with more decimal places than its
column shows is refused: rounding it here would round it twice.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from attendlib.report.escape import plain
from attendlib.report.faults import BlockError
from attendlib.rounding import half_up

NONE, HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, LOW = "–", "c", "z", "x", "low"
MARKS = {
    NONE: "no possible sessions, so no figure",
    HIDDEN: "hidden, because it could identify a pupil",
    NOT_APPLICABLE: "does not apply",
    NOT_AVAILABLE: "not available",
    LOW: "not zero, but rounds to zero",
}
"""What may stand where a number cannot: DfE's symbols for its statistics, and a dash."""

KINDS = ("text", "count", "sessions", "percent", "points", "number", "date")
_DUST = Decimal("1e-9")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Written:
    """A cell as shown. ``value``: the same figure for a spreadsheet, exactly as precise as ``shown``; None for text
    and marks · mark: True where one of MARKS stands in for a figure."""

    shown: str
    value: int | float | str | None = None
    mark: bool = False

    def json(self) -> dict[str, Any]:
        """``{"shown": …}`` with ``"value"`` for figures and days, ``"mark": true`` for a mark."""
        if self.mark:
            return {"shown": self.shown, "mark": True}
        return {"shown": self.shown} if self.value is None else {"shown": self.shown, "value": self.value}


def write(value: object, kind: str, places: int = 1) -> Written:
    """``value`` as a cell of a ``kind`` column.

    count, sessions: whole numbers, thousands apart · percent: 93.4% · points: a signed difference of two percentages ·
    number: with ``places`` decimals · date: 3 Sep 2025. None and NaN are written – . Raises BlockError for a figure
    that is not a number, not whole, or not rounded to ``places``."""
    if value is None or _is_nan(value):
        return Written(NONE, mark=True)
    if kind == "text":
        return Written(plain(value))
    if isinstance(value, str) and value in MARKS:
        return Written(value, mark=True)
    if kind == "date":
        return _day(value)
    number = _rounded(value, 0 if kind in ("count", "sessions") else places)
    exact = int(number) if number == number.to_integral_value() and kind in ("count", "sessions") else float(number)
    return Written(_figure(number, kind), exact)


def days_written(words: str) -> str:
    """A sentence with each day in it written as tables write days, on one line: ``better since 2 Feb 2026`` for
    ``better since 2026-02-02``. What only looks like a day stays as it is."""

    def written(found: re.Match[str]) -> str:
        try:
            return _day(found[0]).shown.replace(" ", "\N{NO-BREAK SPACE}")
        except BlockError:
            return found[0]

    return _DAY.sub(written, words)


def _figure(number: Decimal, kind: str) -> str:
    text = f"{abs(number):,f}"
    sign = "\N{MINUS SIGN}" if number < 0 else "+" if kind == "points" and number > 0 else ""
    return f"{sign}{text}%" if kind == "percent" else f"{sign}{text}"


def _rounded(value: object, places: int) -> Decimal:
    try:
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        number = half_up(exact, places)
    except InvalidOperation:
        raise BlockError(
            "A column of figures holds something that is not a number. Give its column kind text."
        ) from None
    # A difference of two rounded floats carries dust (1.3000000000000114); a figure that is not rounded carries more.
    if abs(exact - number) > _DUST:
        raise BlockError(
            f"A figure has more than {places} decimal places. Round it once (attendlib.rounding) before showing it."
        )
    return number


def _day(value: Any) -> Written:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else date(value.year, value.month, value.day)
    except (AttributeError, ValueError):
        raise BlockError(
            "A column of dates holds something that is not a date (a date, or text such as 2025-09-03)."
        ) from None
    return Written(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", day.isoformat())


def _is_nan(value: object) -> bool:
    # NaN and NaT are the only values that differ from themselves; pandas.NA refuses to answer, and is missing too.
    try:
        return bool(value != value)  # noqa: PLR0124
    except TypeError:
        return True
