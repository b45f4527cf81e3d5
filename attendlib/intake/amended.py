"""Which code do the registers hold now for the entries that were amended?"""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.checks.of_tables.amendments import Entry, entry
from attendlib.city import City
from attendlib.register import SESSIONS, Coded
from attendlib.store import Store, read_marks

READ = ["upn", "date", "session", "code"]

FURTHEST = 1_000_000
"""More days than any register is away from 1970."""


def held_now(city: City, store: Store) -> dict[Entry, str]:
    """The code of each amended entry that has an accepted mark."""
    of_school: dict[str, set[Entry]] = {}
    for one in city.amendments:
        of_school.setdefault(one.urn, set()).add(entry(city, one))
    found: dict[Entry, str] = {}
    for urn, entries in of_school.items():
        for file in store.mark_files([urn]):
            found |= _among(read_marks(file, READ), urn, entries)
    return found


def _among(marks: pa.Table, urn: str, entries: set[Entry]) -> dict[Entry, str]:
    """The codes of those of the entries that stand among these marks."""
    upn, session, code = (texts(marks, name) for name in ("upn", "session", "code"))
    numbers = {value: number for number, value in enumerate(upn.values)}
    wanted = {
        _key(numbers[who], np.datetime64(day).astype(int), SESSIONS.index(when)): (urn, who, day, when)
        for _, who, day, when in entries
        if who in numbers and when in SESSIONS
    }
    keys = _key(upn.index.astype(np.int64), days(marks).astype(np.int64), session.each(SESSIONS.index, np.int64))
    where = np.flatnonzero(np.isin(keys, np.array(list(wanted), dtype=np.int64)))
    return {wanted[key]: code.values[code.index[place]] for key, place in zip(keys[where].tolist(), where, strict=True)}


def _key(pupil: Any, day: Any, session: Any) -> Any:
    """One number for a pupil, a day (counted from 1970) and a session."""
    return (pupil * FURTHEST + day) * len(SESSIONS) + session


def texts(marks: pa.Table, name: str) -> Coded:
    """A column of texts of the store."""
    whole = marks[name].unify_dictionaries().combine_chunks()
    return Coded(np.asarray(whole.indices), tuple(whole.dictionary.to_pylist()))


def days(marks: pa.Table) -> NDArray[np.datetime64]:
    """The day of each mark."""
    found: NDArray[np.datetime64] = np.asarray(marks["date"].combine_chunks().cast(pa.int32())).astype("datetime64[D]")
    return found
