"""What is kept of accepted marks, and in which order?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.checks.evidence import Evidence
from attendlib.codes import code_book
from attendlib.policy import academic_year
from attendlib.register import SESSIONS, Coded

Chosen = slice | NDArray[np.int64]
"""Which records: all of them, or some by position in the order wanted."""


def marks_by_year(evidence: Evidence) -> dict[str, pa.Table]:
    """The accepted marks as ``store.MARKS``, a table for each academic year, by enrolment, date and session."""
    where: Chosen = slice(None) if evidence.accepted.all() else np.flatnonzero(evidence.accepted)
    slots = evidence.slot[where]
    if (slots[1:] < slots[:-1]).any():
        order = np.argsort(slots, kind="stable")
        where = order if isinstance(where, slice) else where[order]
    marked = np.isin(evidence.day_values, evidence.marked_days)
    names = [academic_year(day) if any_ else "" for day, any_ in zip(evidence.day_values.tolist(), marked, strict=True)]
    if not len(slots):
        return {}
    if len({*names} - {""}) == 1:
        return {max(names): _table(evidence, where)}
    positions = np.arange(len(evidence.register))[where]
    years = np.array(names)[evidence.day[positions]]
    return {str(year): _table(evidence, positions[years == year]) for year in np.unique(years)}


def _table(evidence: Evidence, where: Chosen) -> pa.Table:
    register, entries = evidence.register, code_book().codes()
    entry, late = evidence.entry[where], register.minutes_late[where]
    categories, reasons = Coded.of([e.category.value for e in entries]), Coded.of([e.reason for e in entries])
    return pa.table(
        {
            "urn": _coded(np.zeros(len(entry), dtype=np.int32), (register.urn,)),
            "upn": _coded(evidence.pupil[where], evidence.roll.upns),
            "date": _plain(pa.date32(), evidence.day_values.astype(np.int64).astype(np.int32)[evidence.day[where]]),
            "session": _coded(register.session[where].astype(np.int32), SESSIONS),
            "code": _coded(register.mark.index[where], register.mark.values),
            "category": _coded(categories.index[entry], categories.values),
            "reason": _coded(reasons.index[entry], reasons.values),
            "minutes_late": _plain(pa.float32(), late, ~np.isnan(late)),
            "row": _plain(pa.int32(), register.row[where]),
        }
    )


def _coded(index: NDArray[np.int32], values: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(_plain(pa.int32(), index), pa.array(values, pa.string()))


def _plain(kind: pa.DataType, values: NDArray, known: NDArray[np.bool_] | None = None) -> pa.Array:
    """The values as they lie in memory. Arrow's own way from numpy imports pandas first, which takes longer than a
    school's marks take to store."""
    valid = None if known is None or known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(np.ascontiguousarray(values))])
