"""Are the dates of a file written in another form than the one it is read by?

A day and a month that are exchanged give another day without a word, up to the 12th of a month. The other dates of the
file give it away: ``09/13/2025`` can only be month first. One such date may be a slip; from ``FEWEST`` different ones
on, where at least one in ``SHARE`` of the dates that can be told is among them, the file is refused. It is never read
by the form that its dates suggest: which form a file has, the city file says.
"""

import re
from collections.abc import Iterable

import numpy as np

from attendlib.dateform import exchanged, in_words
from attendlib.errors import LayoutError
from attendlib.readers.dates import day, formed

FEWEST, SHARE = 2, 10
"""From so many different dates on, and from one in so many, it is no slip."""
_COUNT_OF_DAYS = re.compile(r"[1-9][0-9]{4}(\.0+)?")
FORMS = (
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%m-%y",
    "%d.%m.%y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S.%fZ",
)
"""The forms that are offered where the stated one fits no date."""


def refuse_other_form(file: str, texts: Iterable[str], entries: int, form: str) -> None:
    """Raise LayoutError where ``texts``, the dates of a file as written, show that they are not in ``form``.

    ``entries``: how many records they stand in; one alone may be a slip."""
    written = sorted({text.strip() for text in texts} - {""})
    if entries >= FEWEST and written:
        _refuse_none(file, written, form)
        _refuse_exchanged(file, written, form)


def _refuse_none(file: str, written: list[str], form: str) -> None:
    """Not one date can be read, and by some other form every one can."""
    if all(np.isnat(day(text, form)) for text in written):
        if all(_COUNT_OF_DAYS.fullmatch(text) for text in written):
            raise LayoutError(
                f"{file}: its dates are numbers, as a spreadsheet counts days. Format them as dates of the form "
                f"{in_words(form)} and export it again."
            )
        fitting = [other for other in FORMS if all(formed(text, other) for text in written)]
        if fitting:
            words = " or ".join(in_words(other) for other in fitting)
            raise LayoutError(
                f"{file}: none of its dates is of the form {in_words(form)}, by which it is read: all fit {words}. "
                f"{_mend(form, fitting)}"
            )


def _refuse_exchanged(file: str, written: list[str], form: str) -> None:
    """Too many dates can only be read with day and month exchanged."""
    other = exchanged(form)
    if other is None:
        return
    readings = [(formed(text, form), formed(text, other)) for text in written]
    stated = sum(bool(own) and not turned for own, turned in readings)
    against = sum(bool(turned) and not own for own, turned in readings)
    if against < FEWEST or SHARE * against < stated + against:
        return
    told = f"{against} different dates can only be {in_words(other)}, and {stated or 'none'} only {in_words(form)}"
    if stated >= FEWEST and SHARE * stated >= stated + against:
        raise LayoutError(
            f"{file}: its dates are written in two forms: {told}, so those up to the 12th of a month cannot be told. "
            f"Export it again with every date as {in_words(form)}."
        )
    raise LayoutError(
        f"{file}: its dates are not of the form {in_words(form)}, by which it is read: {told}, so those up to the 12th "
        f"of a month would be taken for other days. {_mend(form, [other])}"
    )


def _mend(form: str, fitting: list[str]) -> str:
    which = " or ".join(f"`date_format: '{other}'`" for other in fitting)
    return f"Export it with dates as {in_words(form)}, or give {which} for it in the city file, whichever is right."
