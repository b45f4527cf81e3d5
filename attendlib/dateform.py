"""In which form is a day written?

A form is written as in ``strptime``. ``01/09/2025`` alone does not tell the form it is in, so a form is always stated:
by a layout, or by the city file in its place.
"""

import re
from datetime import date, datetime

DAY_FIRST, ISO = "%d/%m/%Y", "%Y-%m-%d"

_TRIAL = date(2001, 9, 3)
"""A day with a different day, month and year."""
_PLAIN = {"%d": "DD", "%m": "MM", "%Y": "YYYY", "%y": "YY"}
_MEANT = {"d": "%d", "dd": "%d", "m": "%m", "mm": "%m", "mmm": "%b", "mmmm": "%B", "yy": "%y", "yyyy": "%Y"}
_PARTS = re.compile(r"%?(?:dd|mm+|yyyy|yy)(?![a-z])|%.|[a-z]+", flags=re.IGNORECASE)


def holds_a_day(form: str) -> bool:
    """Whether a day written in ``form`` can be read back: it holds a day, a month and a year, in an order that does not
    depend on the machine, and no letters of a spreadsheet's date format."""
    return _strptimed(form) == form and _reads_back(form) and not {"%c", "%x"} & set(_PARTS.findall(form))


def meant(form: str) -> str | None:
    """The form that a person most likely means by ``dd/mm/yyyy`` or ``%D/%M/%Y``; None where it is not that kind of
    mistake."""
    tried = (_strptimed(form), re.sub("%[DM]", lambda found: found[0].lower(), form))
    return next((written for written in tried if written != form and holds_a_day(written)), None)


def _strptimed(form: str) -> str:
    """The form with the letters of a spreadsheet's date format put as in strptime."""
    return _PARTS.sub(_as_strptime, form)


def _as_strptime(found: re.Match[str]) -> str:
    letters = found[0].removeprefix("%").lower()
    is_directive = found[0].startswith("%") and len(letters) == 1
    return found[0] if is_directive else _MEANT.get(letters, found[0])


def _reads_back(form: str) -> bool:
    if not {"%Y", "%y", "%G"} & set(_PARTS.findall(form)):  # strptime will give up guessing a year that is not there
        return False
    try:
        return datetime.strptime(_TRIAL.strftime(form), form).date() == _TRIAL  # noqa: DTZ007 - a day has no time zone
    except (ValueError, re.error):
        return False


def in_words(form: str) -> str:
    """The form as a person knows it: ``DD/MM/YYYY``; a form that has more than that, as a day written in it."""
    words = re.sub("%.", lambda found: _PLAIN.get(found[0], found[0]), form)
    return f'"{_TRIAL.strftime(form)}"' if "%" in words else words


def exchanged(form: str) -> str | None:
    """The same form with day and month exchanged; None where both are not written as numbers, so that none can be taken
    for the other."""
    if "%d" not in form or "%m" not in form:
        return None
    return re.sub("%[dm]", lambda found: "%m" if found[0] == "%d" else "%d", form)
