"""How is a register made from plain records, and what is it laid against?"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from attendlib.calendar import Period, SchoolCalendar
from attendlib.checks import RegisterContext
from attendlib.city import School, SchoolRoll
from attendlib.city.roll import GROUPS, Spell
from attendlib.register import Coded, Register, RowCount

Record = tuple[str, str, int, str]
"""Pupil, ISO day, 0 AM or 1 PM, mark."""


TERM = Period("", "half-term", "autumn 1", date(2025, 9, 1), date(2025, 9, 10))
INSET = Period("", "inset", "inset", date(2025, 9, 4), date(2025, 9, 4))
ON_ROLL = {"P0": ("2025-09-01", ""), "P1": ("2025-09-01", "2025-09-03"), "P2": ("2025-09-08", "")}
"""Three enrolments, their entry and leaving dates."""


def spell(upn: str, row: int) -> Spell:
    entry, leaving = ON_ROLL[upn]
    last = date.fromisoformat(leaving) if leaving else None
    blank = ("",) * len(GROUPS)
    return Spell(row, "999001", upn, "", "", "", None, "", False, blank, date.fromisoformat(entry), last)


CONTEXT = RegisterContext(
    School("999001", "School", "primary", "331"),
    SchoolRoll("999001", tuple(spell(upn, row) for row, upn in enumerate(ON_ROLL, start=2))),
    SchoolCalendar((TERM, INSET)),
    date(2025, 9, 10),
)
"""Ten days of one school, one of them closed."""


def register(held: Sequence[Record], file: str = "a.csv") -> Register:
    """The register of one file that holds these records and nothing else, in the plain layout."""
    size = len(held)
    pupils, days, sessions, marks = zip(*held, strict=True) if held else ((), (), (), ())
    return Register(
        urn="999001",
        file=file,
        layout="long_csv",
        encoding="utf-8",
        pupil=Coded.of(pupils),
        date=np.array(days, dtype="datetime64[D]"),
        session=np.array(sessions, dtype=np.int8),
        mark=Coded.of(marks),
        minutes_late=np.full(size, np.nan, dtype=np.float32),
        row=np.arange(2, size + 2, dtype=np.int32),
        column=Coded.constant("", size),
        fault=Coded.constant("", size),
        counted=RowCount(size + 1, size, header=1),
    )
