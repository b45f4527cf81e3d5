"""Which accepted marks have another code than when the school was read before?

An entry of a register may be amended, and the amendment is to be written down. What was read before is still in the
store when a register is read again, so that a change shows. It is kept there beside the marks, and goes with the store.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from attendlib.checks.evidence import Evidence
from attendlib.codes import code_book
from attendlib.intake.amended import READ, days, texts
from attendlib.register import SESSIONS
from attendlib.store import Changed, Store, read_marks


class Before(NamedTuple):
    """What the store held of a school: its marks, and the day as of which they were read."""

    marks: pa.Table
    as_of: str


def held_before(store: Store, urn: str, fingerprint: dict[str, Any]) -> Before | None:
    """The school's marks as they were read before; None where it was not, or where its files are the same as then."""
    known = store.entry(urn)
    if known is None or _contents(known["fingerprint"]) == _contents(fingerprint):
        return None
    tables = [read_marks(file, READ) for file in store.mark_files([urn])]
    if not tables or any(table.column_names != READ for table in tables):  # of another version, perhaps
        return None
    return Before(pa.concat_tables(tables), known.get("as_of", ""))


def changed(before: Before, now: Evidence) -> list[Changed]:
    """The entries with an accepted mark both times, of different codes. The strokes for present are one code here."""
    held = np.full(len(now.roll.upns) * len(now.day_values) * len(SESSIONS), -1, dtype=np.int32)
    accepted = np.flatnonzero(now.accepted)
    held[now.slot[accepted]] = accepted
    day = days(before.marks)
    place = np.minimum(np.searchsorted(now.day_values, day), len(now.day_values) - 1)
    pupil = texts(before.marks, "upn").each(lambda upn: now.roll.number.get(upn, -1), np.int64)
    session = texts(before.marks, "session").each(SESSIONS.index, np.int64)
    there = np.flatnonzero((pupil >= 0) & (now.day_values[place] == day))
    record = held[((pupil * len(now.day_values) + place) * len(SESSIONS) + session)[there]]
    there, record = there[record >= 0], record[record >= 0]
    numbers: dict[str, int] = {}
    codes, marks = texts(before.marks, "code"), now.register.mark
    was = codes.each(lambda code: numbers.setdefault(_plain(code), len(numbers)), np.int32)[there]
    became = marks.each(lambda code: numbers.setdefault(_plain(code), len(numbers)), np.int32)[record]
    return [
        Changed(
            now.roll.upns[pupil[old]],
            day[old].item(),
            SESSIONS[session[old]],
            codes.values[codes.index[old]],
            marks.values[marks.index[new]],
            before.as_of,
        )
        for old, new in zip(there[was != became], record[was != became], strict=True)
    ]


def _contents(fingerprint: dict[str, Any]) -> list[str]:
    return sorted(file["sha256"] for file in fingerprint["files"])


def _plain(code: str) -> str:
    """The code, empty for one that only says which session a pupil was present in."""
    return "" if code_book().session_of(code) else code
