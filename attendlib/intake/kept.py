"""What is kept of accepted marks, and in which order?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.checks.evidence import Evidence
from attendlib.codes import code_book
from attendlib.columns import coded, numbers
from attendlib.lookup import looked_up
from attendlib.policy import academic_year
from attendlib.register import SESSIONS, Coded

Chosen = slice | NDArray[np.int64]
"""Which records: all of them, or some by position in the order wanted."""


LARGEST = 4_000_000
"""Marks in one file of the store. A larger register is written in parts, side by side."""


def parts_by_year(evidence: Evidence) -> list[tuple[str, int, Chosen]]:
    """The accepted marks by enrolment, date and session: academic year, number of the part, and which records."""
    where: Chosen = slice(0, len(evidence.register))
    if not evidence.accepted.all():
        where = np.flatnonzero(evidence.accepted)
    slots = evidence.slot[where]
    if (slots[1:] < slots[:-1]).any():
        order = np.argsort(slots, kind="stable")
        where = order if isinstance(where, slice) else where[order]
    if not len(slots):
        return []
    first, *others = sorted({academic_year(day) for day in evidence.marked_days.tolist()})
    if not others:
        return [(first, number, part) for number, part in _parts(where, len(slots))]
    positions = np.arange(len(evidence.register))[where]
    marked = np.isin(evidence.day_values, evidence.marked_days).tolist()
    days = zip(evidence.day_values.tolist(), marked, strict=True)
    names = np.array([academic_year(day) if any_mark else "" for day, any_mark in days])[evidence.day[positions]]
    of_year = {year: positions[names == year] for year in (first, *others)}
    return [(year, number, part) for year, held in of_year.items() for number, part in _parts(held, len(held))]


def _parts(where: Chosen, length: int) -> list[tuple[int, Chosen]]:
    starts = range(0, length, LARGEST)
    cut = (slice(start, min(start + LARGEST, length)) for start in starts)
    return list(enumerate(cut if isinstance(where, slice) else (where[part] for part in cut), start=1))


def marks(evidence: Evidence, where: Chosen) -> pa.Table:
    """These records as ``store.MARKS``."""
    register, entries = evidence.register, code_book().codes()
    entry, late = evidence.entry[where], register.minutes_late[where]
    days = evidence.day_values.astype(np.int64).astype(np.int32)
    categories, reasons = Coded.of([e.category.value for e in entries]), Coded.of([e.reason for e in entries])
    return pa.table(
        {
            "urn": coded(np.zeros(len(entry), dtype=np.int32), (register.urn,)),
            "upn": coded(evidence.pupil[where], evidence.roll.upns),
            "date": numbers(pa.date32(), looked_up(days, evidence.day[where])),
            "session": coded(register.session[where].astype(np.int32), SESSIONS),
            "code": coded(register.mark.index[where], register.mark.values),
            "category": coded(looked_up(categories.index, entry), categories.values),
            "reason": coded(looked_up(reasons.index, entry), reasons.values),
            "minutes_late": numbers(pa.float32(), late, ~np.isnan(late)),
            "row": numbers(pa.int32(), register.row[where]),
        }
    )
