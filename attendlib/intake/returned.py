"""How does a census return become totals beside the marks?

Each row of the return is one record: a pupil and a period. As with marks, every record is accepted, rejected or a
duplicate, and the sum is verified.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pyarrow as pa

from attendlib.checks import Account, Finding, RegisterContext
from attendlib.checks.faults import FAULTS
from attendlib.checks.finding import ERROR, NOTE, Rule
from attendlib.codes import Category, code_book
from attendlib.errors import AccountingError
from attendlib.measures.counts import POSSIBLE
from attendlib.policy import academic_year_start, official_terms
from attendlib.readers import CensusReturn, CensusRow
from attendlib.store import TOTALS

TERMS = {
    "autumn term": "autumn",
    "spring term": "spring",
    "summer term, first half": "summer 1",
    "summer term, second half": "summer 2",
}
"""The period a census row is about, and the official term it is."""

UNKNOWN_PUPIL = Rule(
    "unknown-pupil",
    ERROR,
    "the pupil is not in the pupils table for this school",
    "add the enrolment to the pupils table, or correct the identifier",
)
ABOVE = Rule(
    "census-above-possible",
    ERROR,
    "more sessions absent than possible, or no possible sessions given",
    "correct the census in the school's system and export it again",
)
REPEATED = Rule(
    "duplicate-row",
    NOTE,
    "the same pupil and period with the same totals as an earlier record",
    "nothing needs doing: the first is used, this one is set aside",
)
CONFLICT = Rule(
    "conflicting-marks",
    ERROR,
    "different totals stand for the same pupil and period",
    "keep the right one and export the census again",
)
NOT_GIVEN = "Reason not given"


def totals_of(returned: CensusReturn, context: RegisterContext) -> tuple[pa.Table, Account, list[Finding]]:
    """The accepted totals as ``store.TOTALS``, the account of the file, and its findings."""
    broken = _broken(returned, context)
    accepted = [row for row, rule in zip(returned.rows, broken, strict=True) if rule is None]
    rows = [line for row in accepted for line in _lines(row, returned, context)]
    columns = zip(*rows, strict=True) if rows else ([] for _ in TOTALS.names)
    table = pa.table(dict(zip(TOTALS.names, map(list, columns), strict=True)), schema=TOTALS)
    findings = list(_findings(returned, broken))
    duplicates = sum(rule is REPEATED for rule in broken)
    rejected = sum(rule is not None for rule in broken) - duplicates
    if returned.counted.records != len(accepted) + rejected + duplicates:
        raise AccountingError(
            f"{returned.file}: {returned.counted.records} records counted in the file, "
            f"{len(returned.rows)} accounted for. Nothing of it was used; please report this."
        )
    account = Account(
        returned.urn,
        returned.file,
        returned.layout,
        returned.encoding,
        returned.counted.rows,
        len(returned.rows),
        len(accepted),
        rejected,
        duplicates,
        0,
        0,
        dict(Counter(finding.rule for finding in findings)),
    )
    return table, account, findings


def _broken(returned: CensusReturn, context: RegisterContext) -> list[Rule | None]:
    """The rule that each row breaks; None where it is accepted."""
    told: list[Rule | None] = []
    seen: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(returned.rows):
        rule = None
        if row.fault:
            rule = FAULTS[row.fault]
        elif row.possible is None or (row.overall or 0) > row.possible:
            rule = ABOVE
        elif row.pupil not in context.roll.number:
            rule = UNKNOWN_PUPIL
        else:
            seen.setdefault((row.pupil, row.period), []).append(position)
        told.append(rule)
    for positions in seen.values():
        first = returned.rows[positions[0]]
        alike = all(_figures(returned.rows[p]) == _figures(first) for p in positions)
        for position in positions[1:] if alike else positions if len(positions) > 1 else ():
            told[position] = REPEATED if alike else CONFLICT
    return told


def _figures(row: CensusRow) -> tuple[object, ...]:
    return row.possible, row.authorised, row.unauthorised, tuple(sorted(row.reasons.items()))


def _lines(row: CensusRow, returned: CensusReturn, context: RegisterContext) -> Iterator[tuple[object, ...]]:
    """One line for the possible sessions, one per reason, and one for absence whose reason the return does not give."""
    start, end = period_of(row, returned.year)
    upn = context.roll.upns[context.roll.number[row.pupil]]
    given = {Category.AUTHORISED: 0, Category.UNAUTHORISED: 0}
    yield returned.urn, upn, start, end, "", POSSIBLE, "", row.possible
    for code, sessions in row.reasons.items():
        if code_book().status(code, start) in ("in force", "retired"):
            entry = code_book().entry(code, start)
            given[entry.category] = given.get(entry.category, 0) + sessions
            yield returned.urn, upn, start, end, code, entry.category.value, entry.reason, sessions
    for category, total in ((Category.AUTHORISED, row.authorised), (Category.UNAUTHORISED, row.unauthorised)):
        if total is not None and total > given[category]:
            yield returned.urn, upn, start, end, "", category.value, NOT_GIVEN, total - given[category]


def period_of(row: CensusRow, census_year: int) -> tuple[date, date]:
    """First and last day of the period a row is about, in the academic year that the census year ends."""
    year = f"{census_year - 1}/{census_year % 100:02d}"
    if row.period not in TERMS:
        start = academic_year_start(year)
        return start, start.replace(year=start.year + 1) - timedelta(days=1)
    term = next(term for term in official_terms(year) if term.name == TERMS[row.period])
    return term.first, term.last


def _findings(returned: CensusReturn, broken: list[Rule | None]) -> Iterator[Finding]:
    for row, rule in zip(returned.rows, broken, strict=True):
        if rule is not None:
            yield Finding(
                returned.urn, returned.file, row.row, row.block, rule.name, rule.severity, rule.says, rule.mend
            )
    for note in returned.notes:
        yield Finding(
            returned.urn, returned.file, note.row, note.column, note.rule, note.severity, note.message, note.mend
        )
