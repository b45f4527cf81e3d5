"""Which marks does one Common Transfer File mark string hold?

One character per session, AM then PM, for every calendar day from the start date, without separators. ``#`` or a blank
is a day on which the school was closed, ``-`` a session without a mark. How a code of two characters travels in such a
string is not published, so a string with a digit in it is refused whole: reading on would move every later mark. So is
one with a blank after every mark or every day, and nowhere else, for there it parts them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.register import NO_SESSION, SESSIONS

CLOSED = "#"
FEWEST_PARTS = 3
"""So many blanks at equal distances are separators; fewer may be closed sessions."""
_INDENT = re.compile(r"\A[ \t]*[\r\n]\s*|\s*[\r\n][ \t]*\Z")


@dataclass(frozen=True)
class MarkString:
    """One pupil's marks from one start date on.

    number: the pupil's number in the file, from 1 · nth: which of the pupil's strings, from 1 · start: datetime64[D],
    NaT when unreadable · elsewhere: the string is from another school than the file."""

    number: int
    nth: int
    upn: str
    start: np.datetime64
    marks: str
    sound: bool
    elsewhere: bool

    @classmethod
    def of(
        cls,
        place: tuple[int, int, str],
        start: np.datetime64,
        written: str,
        elsewhere: bool,
        own_marks: Collection[str],
    ) -> "MarkString":
        """From the text as written. ``place``: number, nth, upn. A digit is sound where it is one of the school's
        ``own_marks``. Line breaks around the string are layout; blanks inside it are closed sessions."""
        marks = _INDENT.sub("", written)
        odd = len(marks) % len(SESSIONS) != 0
        strange = any((c.isdigit() and c not in own_marks) or (c != " " and not c.isprintable()) for c in marks)
        sound = not odd and not strange and not _is_parted(marks)
        return cls(*place, start, marks.replace(" ", CLOSED), sound, elsewhere)

    def __len__(self) -> int:
        return len(self.marks)

    @property
    def dates(self) -> NDArray[np.datetime64]:
        """The day of each position; NaT throughout where the string is not sound, for then none can be told."""
        start = self.start if self.sound else np.datetime64("NaT", "D")
        return start + np.arange(len(self)) // len(SESSIONS)

    @property
    def sessions(self) -> NDArray[np.int8]:
        """0 AM, 1 PM; -1 throughout where the string is not sound."""
        return (np.arange(len(self)) % len(SESSIONS) if self.sound else np.full(len(self), NO_SESSION)).astype(np.int8)

    @property
    def columns(self) -> list[str]:
        """Where each mark stands, for a person who looks it up."""
        which = f"string {self.nth}, " if self.nth > 1 else ""
        return [f"{which}position {i}" for i in range(1, len(self) + 1)]


def _is_parted(marks: str) -> bool:
    """Whether blanks stand after every mark, or after every two, and nowhere else."""
    blanks = [place for place, mark in enumerate(marks) if mark == " "]
    regular = (list(range(apart, len(marks), apart + 1)) for apart in (1, len(SESSIONS)))
    return len(blanks) >= FEWEST_PARTS and blanks in regular
