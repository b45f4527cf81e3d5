"""What is the smallest city that shows one rule? A test writes down its pupils and their marks; the rest is usual.

>>> pupil = tiny_city.pupil("I*38 /*342")
>>> tiny_city.of(pupil)["persistently_absent"]
1
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from attendlib.checks import Finding
from attendlib.identifiers import check_letter
from attendlib.intake import OpenCity, open_city
from attendlib.measures import Asked

URN = "999001"
"""The school of every pupil for whom no other is named. Its pupils come first."""

HALF_TERMS = (
    ("autumn 1", "09-01", "10-24"),
    ("autumn 2", "11-03", "12-19"),
    ("spring 3", "01-05", "02-13"),
    ("spring 4", "02-23", "03-27"),
    ("summer 5", "04-13", "05-22"),
    ("summer 6", "06-01", "07-21"),
)
Found = Callable[[str], list[Finding]]
"""Asked for a rule's name, gives its findings."""

PUPIL = {"date_of_birth": "{born}-01-15", "entry_date": "{first}-09-01", "leaving_date": ""}
"""Every pupil is nine on 31 August and on roll all year unless the test says otherwise."""


@dataclass
class TinyCity:
    """A city in ``folder``, of the academic year that begins in ``first``, as of its last day.

    ``half_terms``: name, first and last day, as month-day or whole dates · ``own_half_terms``: those of a school that
    differ, by URN · ``history``: rows of earlier years."""

    folder: Path
    first: int = 2025
    as_of: str = ""
    half_terms: Sequence[tuple[str, str, str]] = HALF_TERMS
    own_half_terms: dict[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)
    history: list[dict[str, str]] = field(default_factory=list)
    closed: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, first day, last day) of INSET days and closures, as whole dates."""
    phases: dict[str, str] = field(default_factory=lambda: {URN: "primary"})
    pupils: list[dict[str, str]] = field(default_factory=list)
    records: dict[str, list[tuple[str, str, str, str, str]]] = field(default_factory=dict)
    census: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, list[str]] = field(default_factory=dict)
    """Lines of further tables by their key in the city file, the header first."""

    def pupil(self, marks: str = "", urn: str = URN, upn: str = "", start: str = "", **columns: str) -> str:
        """A pupil with marks from the first school day (or ``start``) on, session by session; returns the UPN.

        Marks are codes parted by blanks; ``I*3`` is I three times, ``.`` no record, ``_`` a blank mark, and ``/`` is
        present, morning or afternoon. Other columns of the pupils table: ``leaving_date="2025-10-01"``."""
        upn = upn or upn_number(len(self.pupils))
        usual = {name: text.format(born=self.first - 10, first=self.first) for name, text in PUPIL.items()}
        self.pupils.append({"urn": urn, "upn": upn} | usual | columns)
        self.phases.setdefault(urn, "primary")
        self.mark(marks, urn, upn, start)
        return upn

    def mark(self, marks: str, urn: str, upn: str, start: str = "") -> None:
        """More marks of a pupil, written as in ``pupil``."""
        codes = [code for token in marks.split() for code in _repeated(token)]
        slots = [(day, session) for day in self.school_days() if day >= (start or day) for session in ("AM", "PM")]
        for (day, session), code in zip(slots, codes, strict=False):
            if code != ".":
                plain = "\\" if code == "/" and session == "PM" else "" if code == "_" else code
                self.record(upn, day, session, plain, urn)
        assert len(codes) <= len(slots), "more marks than the calendar has sessions"

    def done(self, *rows: tuple[str, ...]) -> "TinyCity":
        """The interventions table holds these rows and no others: (upn, date, step, outcome), then the school where it
        is another than the usual one, then the parent."""
        cells = [(*row, *("", "")[len(row) - 4 :]) for row in rows]
        lines = [
            ",".join((urn or URN, upn, day, step, outcome, parent)) for upn, day, step, outcome, urn, parent in cells
        ]
        self.tables["interventions"] = ["urn,upn,date,step,outcome,parent", *lines]
        return self

    def amended(self, *rows: tuple[str, ...]) -> "TinyCity":
        """The amendments table holds these rows and no others: (upn, date, session, original, amended), then whatever
        of reason, amended_on, name, position and school is to differ from the usual."""
        usual = ("parent rang", "{date}", "Pat Canary", "Attendance officer", URN)
        lines = []
        for upn, day, session, original, amended, *given in rows:
            record = [*given, *usual[len(given) :]]
            reason, on, name, position, urn = (text.format(date=day) for text in record)
            lines.append(",".join((urn, upn, day, session, original, amended, reason, on, name, position)))
        header = "urn,upn,date,session,original,amended,reason,amended_on,name,position"
        self.tables["amendments"] = [header, *lines]
        return self

    def record(self, upn: str, day: str, session: str, code: str, urn: str = URN, *, minutes: str = "") -> None:
        """One row of the school's register file, as it is to stand there."""
        self.records.setdefault(urn, []).append((upn, day, session, code, minutes))

    def school_days(self) -> list[str]:
        """The days on which the city's calendar holds sessions, ISO."""
        closed = {day for _, start, end in self.closed for day in _days(start, end)}
        return [
            day
            for _, start, end in self.periods()
            for day in _days(start, end)
            if date.fromisoformat(day).weekday() < 5 and day not in closed
        ]

    def periods(self) -> list[tuple[str, str, str]]:
        """The half terms with whole dates."""
        return [(name, self.dated(start), self.dated(end)) for name, start, end in self.half_terms]

    def _terms(self) -> Iterator[dict[str, str]]:
        for urn, terms in {"": self.half_terms, **self.own_half_terms}.items():
            for name, start, end in terms:
                row = {"urn": urn, "kind": "half-term", "name": name}
                yield row | {"start": self.dated(start), "end": self.dated(end)}

    def dated(self, text: str) -> str:
        """A month-day in this academic year as a whole date; a whole date as it is."""
        return text if len(text) > 5 else f"{self.first + (text < '08')}-{text}"

    def write(self) -> Path:
        """The city file and its tables and registers; returns the city file."""
        (self.folder / "registers").mkdir(parents=True, exist_ok=True)
        self._table("schools.csv", [{"urn": u, "name": f"School {u}", "phase": p} for u, p in self.phases.items()])
        self._table("pupils.csv", self.pupils)
        closed = [{"urn": "", "kind": k, "name": k, "start": s, "end": e} for k, s, e in self.closed]
        self._table("calendar.csv", [*self._terms(), *closed])
        for key, rows in self.tables.items():
            (self.folder / f"{key}.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
        lines = [
            "name: Tiny",
            "la_code: '331'",
            f"academic_year: '{self.first}/{(self.first + 1) % 100:02}'",
            f"as_of: {self.as_of or self.periods()[-1][2]}",
            *(f"{table}: {table}.csv" for table in ("schools", "pupils", "calendar", *self.tables)),
            *("registers:" if self.records else "",),
        ]
        if self.history:
            lines.insert(0, "history: history.csv")
            self._table("history.csv", self.history)
        for urn, records in self.records.items():
            lines.append(f"  - {{urn: '{urn}', path: registers/{urn}.csv}}")
            columns = ("upn", "date", "session", "code", "minutes_late")
            self._table(f"registers/{urn}.csv", [dict(zip(columns, row, strict=True)) for row in records])
        lines.extend(["census:"] if self.census else [])
        for number, (urn, text) in enumerate(self.census):
            (self.folder / f"registers/census-{number}.xml").write_text(text, encoding="utf-8")
            lines.append(f"  - {{urn: '{urn}', path: registers/census-{number}.xml}}")
        place = self.folder / "city.yaml"
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return place

    def _table(self, name: str, rows: list[dict[str, str]]) -> None:
        header = dict.fromkeys(column for row in rows for column in row)
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(header), restval="")
            writer.writeheader()
            writer.writerows(rows)

    def open(self) -> OpenCity:
        """The city, read and checked."""
        return open_city(self.write())

    def asked(
        self, *by: str, split: str | None = None, scope: str = "roll", start: str = "", end: str = ""
    ) -> list[dict[str, Any]]:
        """The measures by some groupings, one dict a row, over the year to date or between two days."""
        city = self.open()
        window = city.window(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        rows: list[dict[str, Any]] = city.answer(Asked(by, window, scope), split).to_pylist()
        return rows

    def of(self, upn: str, **asked: str) -> dict[str, Any]:
        """The measures of the only enrolment of a pupil."""
        (found,) = [row for row in self.asked("enrolment", **asked) if row["upn"] == upn]  # type: ignore[arg-type]
        return found

    def rules(self, urn: str | None = None) -> list[str]:
        """The rules of all findings, in order."""
        return [finding.rule for finding in self.open().findings(urn)]


def upn_number(number: int) -> str:
    """A UPN that nobody has, with its right check letter."""
    digits = f"{331900120000 + number:012}"
    return check_letter(f"A{digits}") + digits


def _repeated(token: str) -> list[str]:
    code, star, times = token.partition("*")
    return [code] * (int(times) if star else 1)


def _days(start: str, end: str) -> Iterator[str]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


@pytest.fixture
def tiny_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCity:
    """An empty tiny city of 2025/26 whose store is in the test's own folder."""
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "store"))
    return TinyCity(tmp_path / "city")
