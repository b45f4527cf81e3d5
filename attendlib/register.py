"""What is the one tidy shape that every register file becomes?

One entry per record, where a record is one mark position: one enrolment and one session, with the file, row and
column it stood in. Nothing is dropped, filled or mended on the way: a record that could not be understood is still
here, with its fault named. Texts that repeat are stored once (``Coded``), so a rule is asked once per distinct value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attendlib.lookup import looked_up

AM, PM, NO_SESSION = 0, 1, -1
SESSIONS = ("AM", "PM")
PUPIL, DATE, SESSION, MARK, MINUTES, SCHOOL = "pupil", "date", "session", "mark", "minutes", "school"
"""The parts of a record that a file writes down. Not every layout has the last two."""
DAY, ROW = "day", "row"
"""Of a record too: its day, which a row of several days tells by a mark's column as much as by the date; its whole
row."""


@dataclass(frozen=True)
class Coded:
    """A column of texts, each distinct text held once: entry i is ``values[index[i]]``."""

    index: NDArray[np.int32]
    values: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Coded":
        """From plain texts, distinct values in order of first appearance."""
        seen: dict[str, int] = {}
        index = np.fromiter((seen.setdefault(t, len(seen)) for t in texts), dtype=np.int32, count=len(texts))
        return cls(index, tuple(seen))

    @classmethod
    def constant(cls, text: str, length: int) -> "Coded":
        """The same text ``length`` times."""
        return cls(np.zeros(length, dtype=np.int32), (text,))

    def __len__(self) -> int:
        return len(self.index)

    def each(self, ask: Callable[[str], object], dtype: Any = None) -> NDArray[Any]:
        """``ask`` called once per distinct value, its answers laid out as one entry per record."""
        answers = np.array([ask(value) for value in self.values], dtype=dtype)
        return looked_up(answers, self.index) if len(answers) else np.zeros(len(self.index), dtype=dtype)

    @classmethod
    def joined(cls, parts: Sequence["Coded"]) -> "Coded":
        """Several columns end to end."""
        seen: dict[str, int] = {}
        index = [p.each(lambda value: seen.setdefault(value, len(seen)), np.int32) for p in parts]
        return cls(np.concatenate(index), tuple(seen))

    def texts(self) -> list[str]:
        """The column written out."""
        return [self.values[i] for i in self.index]


@dataclass(frozen=True)
class RowCount:
    """Where every physical row of the file went: ``rows = header + title + blank + repeated_header + continued +
    lesson`` + the rows that hold records. ``title`` rows stand above or below the records and are none.

    ``records`` counts mark positions (in a grid or a mark string, many to a row) independently of the table that was
    built from them, so that the two can be compared. ``continued`` rows belong to a quoted cell that began above;
    ``lesson`` rows are marks of lessons, not of sessions."""

    rows: int
    records: int
    header: int = 0
    title: int = 0
    blank: int = 0
    repeated_header: int = 0
    continued: int = 0
    lesson: int = 0


@dataclass(frozen=True)
class Note:
    """Something a reader noticed that is not about one record: encoding, repeated headers, totals that differ.

    ``row`` is the row in the file (0 = the file as a whole). ``message`` holds no pupil's name, UPN or cell value."""

    rule: str
    severity: str
    row: int
    column: str
    message: str
    mend: str


@dataclass(frozen=True)
class Register:
    """The marks of one register file, one entry per record, all columns of equal length, in file order.

    pupil: identifier as written (text) · date: datetime64[D], NaT when unreadable · session: int8, 0 AM, 1 PM,
    -1 unreadable · mark: text as written, outer blanks removed · minutes_late: float32, NaN when not given ·
    row: row of the file as a person would count it in a spreadsheet or editor, from 1; the record's number in JSON and
    XML · column: heading of the mark's cell, empty where the layout has one record per row · fault: empty, or the rule
    that the record breaks so that it cannot be a mark (``bad-date``, ``bad-session``, ``ragged-row``, ...) · form: how
    dates are written, as in ``strptime`` · headings: what the file calls the parts of a record (PUPIL, DATE, ...),
    without those for which ``column`` says where each record has them.
    """

    urn: str
    file: str
    layout: str
    encoding: str
    pupil: Coded
    date: NDArray[np.datetime64]
    session: NDArray[np.int8]
    mark: Coded
    minutes_late: NDArray[np.float32]
    row: NDArray[np.int32]
    column: Coded
    fault: Coded
    counted: RowCount
    notes: tuple[Note, ...] = field(default=())
    form: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row)


def joined(registers: Sequence[Register]) -> Register:
    """All register files of one school end to end, so that they can be compared with each other. ``file`` is the only
    file's name, or says that there are several; notes stay with their own file."""
    if len(registers) == 1:
        return registers[0]
    first = registers[0]
    return Register(
        urn=first.urn,
        file=f"{len(registers)} files",
        layout=first.layout,
        encoding=first.encoding,
        pupil=Coded.joined([r.pupil for r in registers]),
        date=np.concatenate([r.date for r in registers]),
        session=np.concatenate([r.session for r in registers]),
        mark=Coded.joined([r.mark for r in registers]),
        minutes_late=np.concatenate([r.minutes_late for r in registers]),
        row=np.concatenate([r.row for r in registers]),
        column=Coded.joined([r.column for r in registers]),
        fault=Coded.joined([r.fault for r in registers]),
        counted=RowCount(
            rows=sum(r.counted.rows for r in registers), records=sum(r.counted.records for r in registers)
        ),
    )


def part_of(registers: Sequence[Register]) -> Callable[[int], Register]:
    """Asked for the position of a record of the files end to end, gives the file that it stands in."""
    ends = np.cumsum([len(register) for register in registers])
    return lambda record: registers[int(np.searchsorted(ends, record, side="right"))]
