"""How do a school's census returns become totals beside its marks?

Each row of a return is one record: a pupil and a period. As with marks, every record is accepted, rejected or a
duplicate, and the sum is verified. Marks come first: a period in which the school has marks takes no total, for its
sessions would be counted twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.checks import Account, Finding, RegisterContext
from attendlib.checks.deciding.unknown_code import RULE as UNKNOWN_CODE
from attendlib.checks.deciding.unknown_pupil import RULE as UNKNOWN_PUPIL
from attendlib.checks.faults import FAULTS
from attendlib.checks.finding import ERROR, NOTE, WARNING, Rule
from attendlib.codes import Category, code_book
from attendlib.errors import AccountingError
from attendlib.intake.period import Period, period_of
from attendlib.readers import CensusReturn, CensusRow
from attendlib.store import POSSIBLE, TOTALS

ABOVE = Rule(
    "census-above-possible",
    ERROR,
    "more sessions absent than possible, or no possible sessions given",
    "correct the census in the school's system and export it again",
)
MISPLACED = Rule(
    "census-block-misplaced",
    ERROR,
    "this block of attendance does not belong in a census of that term, so its period cannot be told",
    "export the census again",
)
CONFLICT = Rule(
    "conflicting-marks",
    ERROR,
    "different totals stand for the same pupil and period",
    "keep the right one and export the census again",
)
REPEATED = Rule(
    "duplicate-row",
    NOTE,
    "the same pupil and period with the same totals as an earlier record",
    "nothing needs doing: the first is used, this one is set aside",
)
ELSEWHERE = Rule(
    "census-counted-elsewhere",
    WARNING,
    "these sessions are counted already, from the school's marks or from totals of shorter periods",
    "nothing needs doing, unless the census and not the marks is to count: then take the register out of the city file",
)
SET_ASIDE = (REPEATED, ELSEWHERE)
"""Rules under which a record is a duplicate and not rejected."""

NOT_GIVEN = "Reason not given"


class _Record(NamedTuple):
    """One row of one return, the enrolment it is of (-1 unknown), and its period (None where it can have none)."""

    returned: CensusReturn
    row: CensusRow
    enrolment: int
    period: Period | None


def totals_of(
    returns: Sequence[CensusReturn], context: RegisterContext, marked: NDArray[np.datetime64]
) -> tuple[pa.Table, list[Account], list[Finding]]:
    """The accepted totals of one school as ``store.TOTALS``, the account of each return, and the findings. ``marked``:
    the days on which the school has accepted marks."""
    records = [
        _Record(r, row, context.roll.number.get(row.pupil, -1), period_of(row, r, context.calendar))
        for r in returns
        for row in r.rows
    ]
    broken = _broken(records, marked)
    accepted = [record for record, rule in zip(records, broken, strict=True) if rule is None]
    lines = [line for record in accepted for line in _lines(record, context.roll.upns)]
    columns = zip(*lines, strict=True) if lines else ([] for _ in TOTALS.names)
    table = pa.table(dict(zip(TOTALS.names, map(list, columns), strict=True)), schema=TOTALS)
    findings = [*_of_records(records, broken), *_of_files(returns, records, broken)]
    return table, [_account(returned, records, broken, findings) for returned in returns], findings


def _broken(records: Sequence[_Record], marked: NDArray[np.datetime64]) -> list[Rule | None]:
    """The rule that each record breaks; None where it is accepted."""
    told = [_alone(record, marked) for record in records]
    same: dict[tuple[int, Period | None], list[int]] = {}
    for position, record in enumerate(records):
        if told[position] is None:
            same.setdefault((record.enrolment, record.period), []).append(position)
    for first, *others in same.values():
        alike = all(_figures(records[other].row) == _figures(records[first].row) for other in others)
        for position in others if alike else (first, *others):
            told[position] = REPEATED if alike else CONFLICT
    termly = {(enrolment, period.year) for enrolment, period in same if period and not period.whole_year}
    for position, (_, _, enrolment, period) in enumerate(records):
        if told[position] is None and period and period.whole_year and (enrolment, period.year) in termly:
            told[position] = ELSEWHERE
    return told


def _alone(record: _Record, marked: NDArray[np.datetime64]) -> Rule | None:
    """The rule that a record breaks whatever the others say."""
    row, period = record.row, record.period
    if row.fault:
        return FAULTS[row.fault]
    if period is None:
        return MISPLACED
    if any(code_book().status(code, period.end) in ("unknown", "not yet in force") for code in row.reasons):
        return UNKNOWN_CODE
    if row.possible is None or sum(_absent(row, period).values()) > row.possible:
        return ABOVE
    if record.enrolment < 0:
        return UNKNOWN_PUPIL
    return ELSEWHERE if period.holds_any(marked) else None


def _figures(row: CensusRow) -> tuple[object, ...]:
    return row.possible, row.authorised, row.unauthorised, tuple(sorted(row.reasons.items()))


def _absent(row: CensusRow, period: Period) -> dict[tuple[str, Category], int]:
    """Absent sessions by code and category. Absence whose reason the return does not give has an empty code; it comes
    only to what the reported total has above the sum of the reasons."""
    entries = {code: code_book().entry(code, period.end) for code in row.reasons}
    given = {(code, entries[code].category): n for code, n in row.reasons.items() if entries[code].absent}
    left = (row.authorised or 0) + (row.unauthorised or 0) - sum(given.values())
    for category, total in ((Category.AUTHORISED, row.authorised), (Category.UNAUTHORISED, row.unauthorised)):
        known = sum(n for (_, kind), n in given.items() if kind is category)
        unexplained = min(left, (total or 0) - known)
        if unexplained > 0:
            given["", category] = unexplained
            left -= unexplained
    return given


def _lines(record: _Record, upns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """One line of ``store.TOTALS`` for the possible sessions and one for each code."""
    _, row, enrolment, period = record
    assert period is not None
    start = (record.returned.urn, upns[enrolment], period.start, period.end)
    yield *start, "", POSSIBLE, "", row.possible
    for (code, category), sessions in _absent(row, period).items():
        yield *start, code, category.value, code_book().entry(code, period.end).reason if code else NOT_GIVEN, sessions


def _account(
    returned: CensusReturn, records: Sequence[_Record], broken: Sequence[Rule | None], findings: Sequence[Finding]
) -> Account:
    """What became of one return. Raises AccountingError unless its own count of records is the sum of all outcomes."""
    own = [rule for record, rule in zip(records, broken, strict=True) if record.returned is returned]
    accepted, duplicate = own.count(None), sum(rule in SET_ASIDE for rule in own)
    if not returned.counted.records == len(returned.rows) == len(own):
        raise AccountingError(
            f"{returned.file}: {returned.counted.records} records counted in the file, "
            f"{len(returned.rows)} read, {len(own)} accounted for. Nothing of it was used; please report this."
        )
    return Account(
        returned.urn,
        returned.file,
        returned.layout,
        returned.encoding,
        returned.counted.rows,
        len(own),
        accepted,
        len(own) - accepted - duplicate,
        duplicate,
        0,
        0,
        dict(Counter(finding.rule for finding in findings if finding.file == returned.file)),
    )


def _of_records(records: Sequence[_Record], broken: Sequence[Rule | None]) -> Iterator[Finding]:
    for (returned, row, _, _), rule in zip(records, broken, strict=True):
        if rule is not None:
            yield Finding(
                returned.urn, returned.file, row.row, row.block, rule.name, rule.severity, rule.says, rule.mend
            )


def _of_files(
    returns: Sequence[CensusReturn], records: Sequence[_Record], broken: Sequence[Rule | None]
) -> Iterator[Finding]:
    """What the reader noticed, unless the rule that sets the record aside says the same."""
    told = {(r.returned.file, r.row.row, rule.name) for r, rule in zip(records, broken, strict=True) if rule}
    for returned in returns:
        for note in returned.notes:
            if (returned.file, note.row, note.rule) not in told:
                yield Finding(
                    returned.urn,
                    returned.file,
                    note.row,
                    note.column,
                    note.rule,
                    note.severity,
                    note.message,
                    note.mend,
                )
