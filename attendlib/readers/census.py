"""What is a School Census return's attendance, as read?

Totals for a pupil and a period, never marks. The census reports one term in arrears: the autumn census holds the summer
term before it, its second half apart. Source: DfE's pupil absence methodology, terms and overall absence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from attendlib.register import Note, RowCount

TERMLY, SECOND_HALF, ANNUAL = "TermlyAttendance", "SummerHalfTerm2Attendance", "AnnualAttendance"
REPORTED = {
    ("AUT", TERMLY): "summer term, first half",
    ("AUT", SECOND_HALF): "summer term, second half",
    ("SPR", TERMLY): "autumn term",
    ("SUM", TERMLY): "spring term",
}
"""The period that each block of attendance in each collection is about, always of the academic year that the census
year ends. The yearly block is of special schools, and historic."""


@dataclass(frozen=True)
class CensusRow:
    """One pupil and period. Counts are sessions; None where the return gives none. ``reasons``: code -> sessions.

    row: the pupil's number in the file, from 1 · block: the element it stood in · fault: empty, ``no-pupil``, or
    ``bad-count`` where a count is no whole number (it is then None, or left out of ``reasons``)."""

    row: int
    pupil: str
    on_roll: bool
    block: str
    period: str
    possible: int | None
    authorised: int | None
    unauthorised: int | None
    reasons: Mapping[str, int] = field(default_factory=dict)
    fault: str = ""

    @property
    def total(self) -> int | None:
        """Authorised and unauthorised sessions as reported; None unless both are."""
        if self.authorised is None or self.unauthorised is None:
            return None
        return self.authorised + self.unauthorised

    @property
    def overall(self) -> int | None:
        """Absent sessions: the larger of the reported total and the sum of the reasons. None where neither is given."""
        given = [self.total] if self.total is not None else []
        return max([*given, sum(self.reasons.values())], default=None) if given or self.reasons else None


@dataclass(frozen=True)
class CensusReturn:
    """The attendance of one School Census return. ``collection``: AUT, SPR or SUM · ``year``: the calendar year of the
    census · ``counted.rows``: pupils in the file, ``records``: pupils' periods, ``blank``: pupils without
    attendance."""

    urn: str
    file: str
    layout: str
    encoding: str
    collection: str
    year: int
    reference_date: str
    la: str
    estab: str
    rows: tuple[CensusRow, ...]
    counted: RowCount
    notes: tuple[Note, ...] = ()

    @property
    def academic_year(self) -> str:
        """The academic year that the return is about, as "2024/25": the one that began in or before the census year."""
        return f"{self.year - 1}/{self.year % 100:02d}"

    def __len__(self) -> int:
        return len(self.rows)
