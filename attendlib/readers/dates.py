"""Which day and session does a written text mean?

By a stated form only: the layout's own (or the city file's ``date_format``) and, because it cannot be misread, the ISO
form ``2025-09-01``. A time of day is accepted only where it is exactly midnight. Nothing is guessed.
"""

import re
from datetime import date, datetime, time

import numpy as np

from attendlib.register import NO_SESSION, SESSIONS

NO_DAY = np.datetime64("NaT", "D")

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0{1,9})?)?\Z")
_MINUTES = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


def day(text: str, form: str) -> np.datetime64:
    """The day that ``text`` means by ``form`` or in ISO form; NaT where it means none."""
    text = text.strip()
    found = _iso(_MIDNIGHT.sub("", text)) or formed(text, form)
    return np.datetime64(found, "D") if found else NO_DAY


def formed(text: str, form: str) -> date | None:
    """The day that ``text`` means by ``form`` alone, None where it means none."""
    return _formed(text, form) or _formed(_MIDNIGHT.sub("", text), form)


def session(text: str) -> int:
    """0 for AM, 1 for PM, -1 for anything else."""
    text = text.strip().upper()
    return SESSIONS.index(text) if text in SESSIONS else NO_SESSION


def minutes(text: str) -> float:
    """Minutes late; NaN where blank, negative or not a number."""
    text = text.strip()
    return float(text) if _MINUTES.fullmatch(text) else float("nan")


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def _formed(text: str, form: str) -> date | None:
    if not text.isascii():
        return None
    try:
        moment = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
    return moment.date() if moment.time() == time.min and moment.tzinfo is None else None
