"""What is kept of accepted marks, and in which order?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.checks.evidence import Evidence
from attendlib.codes import code_book
from attendlib.policy import academic_year
from attendlib.register import SESSIONS, Coded


def marks_by_year(evidence: Evidence) -> dict[str, pa.Table]:
    """The accepted marks as ``store.MARKS``, a table for each academic year, by enrolment, date and session."""
    where = np.flatnonzero(evidence.accepted)
    slots = evidence.slot[where]
    if len(slots) and (slots[1:] < slots[:-1]).any():
        where = where[np.argsort(slots, kind="stable")]
    years = np.array([academic_year(day) for day in evidence.day_values.tolist()])
    of_record = years[evidence.day[where]] if len(set(years)) > 1 else years[:1]
    if len(of_record) == 1:
        return {str(of_record[0]): _table(evidence, where)} if len(where) else {}
    return {str(year): _table(evidence, where[of_record == year]) for year in np.unique(of_record)}


def _table(evidence: Evidence, where: NDArray[np.int64]) -> pa.Table:
    register, entries = evidence.register, code_book().codes()
    entry = evidence.entry[where]
    late = register.minutes_late[where]
    categories, reasons = Coded.of([e.category.value for e in entries]), Coded.of([e.reason for e in entries])
    return pa.table(
        {
            "urn": _coded(np.zeros(len(where), dtype=np.int32), (register.urn,)),
            "upn": _coded(evidence.pupil[where], evidence.roll.upns),
            "date": pa.array(register.date[where].astype("datetime64[D]"), pa.date32()),
            "session": _coded(register.session[where].astype(np.int32), SESSIONS),
            "code": _coded(register.mark.index[where], register.mark.values),
            "category": _coded(categories.index[entry], categories.values),
            "reason": _coded(reasons.index[entry], reasons.values),
            "minutes_late": pa.array(late, pa.float32(), mask=np.isnan(late)),
            "row": pa.array(register.row[where], pa.int32()),
        }
    )


def _coded(index: NDArray[np.int32], values: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(index, pa.int32()), pa.array(values, pa.string()))
