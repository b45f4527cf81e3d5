"""Is every grouping, alone and beside another, what somebody would count with the marks and a pencil?"""

import csv
import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from attendlib.intake import OpenCity, open_city
from attendlib.measures import GROUPINGS, Asked, Window

KINDS = {
    **dict.fromkeys(["/", "\\", "L", "B", "K", "P", "V", "W"], "attended"),
    **dict.fromkeys(["C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T"], "authorised"),
    **dict.fromkeys(["G", "N", "O", "U"], "unauthorised"),
}
"""What each code counts as in 2025/26; any other is not counted."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TERMS = ("autumn", "spring", "summer")
OF_TIME = ("academic_year", "term", "half_term", "week", "date", "weekday", "session")
SHORT = OF_TIME[3:]
WINDOWS = [(date(2025, 8, 1), date(2026, 3, 27)), (date(2025, 10, 8), date(2025, 11, 20))]
PAIRS = random.Random(11).sample(list(itertools.permutations(GROUPINGS, 2)), 24)
Key = tuple[Any, ...]


class Mark(NamedTuple):
    """An accepted mark."""

    urn: str
    upn: str
    date: date
    session: str
    code: str
    minutes: float | None


class Pencil:
    """A city's tables as text and its accepted marks as tuples, counted one by one."""

    def __init__(self, folder: Path, city: OpenCity) -> None:
        self.pupils = {(row["urn"], row["upn"]): row for row in _rows(folder / "pupils.csv")}
        self.phases = {row["urn"]: row["phase"] for row in _rows(folder / "schools.csv")}
        self.half_terms = [row for row in _rows(folder / "calendar.csv") if row["kind"] == "half-term"]
        columns = ["urn", "upn", "date", "session", "code", "minutes_late"]
        held = city.sources().marks.select(*columns).to_pyarrow().to_pylist()
        self.marks = [Mark(*(row[name] for name in columns)) for row in held]

    def cells(self, asked: Asked) -> dict[tuple[Key, Key], list[Mark]]:
        """The marks of each enrolment in each cell of time."""
        found: dict[tuple[Key, Key], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            who = (mark.urn, mark.upn)
            if asked.window.start <= mark.date <= asked.window.end and self._is_in(who, asked.scope):
                found[who, tuple(self._time(name, mark) for name in asked.by if name in OF_TIME)].append(mark)
        return found

    def _is_in(self, who: Key, scope: str) -> bool:
        born = self.pupils[who]["date_of_birth"]
        return scope == "roll" or "2009-08-31" < born <= "2020-08-31"

    def _time(self, name: str, mark: Mark) -> Any:
        if name in ("term", "half_term"):
            (term,) = (t for t in self.half_terms if t["start"] <= mark.date.isoformat() <= t["end"])
            number = int(term["name"][-1])
            return number if name == "half_term" else TERMS[(number - 1) // 2]
        monday = mark.date - timedelta(days=mark.date.weekday())
        return {
            "academic_year": "2025/26",
            "week": monday,
            "date": mark.date,
            "weekday": DAYS[mark.date.weekday()],
            "session": mark.session,
        }[name]

    def key(self, asked: Asked, who: Key, time: Key) -> Key:
        """What the answer calls the group of an enrolment in a cell of time."""
        times, told = iter(time), []
        for name in asked.by:
            of_school = {"school": who[0], "city": "city", "phase": self.phases[who[0]]}
            told.extend(
                who
                if name == "enrolment"
                else [next(times) if name in OF_TIME else of_school.get(name, self.pupils[who].get(name, ""))]
            )
        return tuple(told)

    def on_roll(self, window: Window) -> set[Key]:
        """The enrolments on roll on some day."""
        start, end = window.start.isoformat(), window.end.isoformat()
        return {k for k, p in self.pupils.items() if p["entry_date"] <= end and (p["leaving_date"] or end) >= start}

    def measured(self, asked: Asked) -> dict[Key, dict[str, int]]:
        """Each row of the answer by its key."""
        counts = {cell: _counts(marks, asked) for cell, marks in self.cells(asked).items()}
        if "enrolment" in asked.by:
            if asked.scope == "roll" and not asked.time:
                counts = {(who, ()): _counts([], asked) for who in self.on_roll(asked.window)} | counts
            own = counts if asked.scope == "roll" else {cell: row for cell, row in counts.items() if row["possible"]}
            return {self.key(asked, *cell): row for cell, row in own.items()}
        found: dict[Key, Counter[str]] = defaultdict(Counter)
        for cell, row in counts.items():
            if row["possible"]:
                found[self.key(asked, *cell)].update({"enrolments": 1, **row})
        return {key: dict(row) for key, row in found.items()}

    def split(self, asked: Asked, by: str) -> dict[Key, int]:
        """Sessions by code, or enrolments by band, of each group."""
        found: Counter[Key] = Counter()
        for cell, marks in self.cells(asked).items():
            row, key = _counts(marks, asked), self.key(asked, *cell)
            if by == "code" and (asked.scope == "roll" or row["possible"]):
                found.update((*key, mark.code) for mark in marks)
            elif by == "band" and row["possible"]:
                found[*key, min(100 * row["absent"] // row["possible"] // 5 * 5, 50)] += 1
        return dict(found)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _counts(marks: list[Mark], asked: Asked) -> dict[str, int]:
    kinds = Counter(KINDS.get(mark.code) for mark in marks)
    absent = kinds["authorised"] + kinds["unauthorised"]
    possible = kinds["attended"] + absent
    minutes = [mark.minutes for mark in marks if mark.code in "LU" and mark.minutes is not None]
    classes = {"persistently_absent": 10 * absent >= possible > 0, "severely_absent": 2 * absent >= possible > 0}
    return {
        "possible": possible,
        "absent": absent,
        **{kind: kinds[kind] for kind in ("attended", "authorised", "unauthorised")},
        "late_before_close": sum(mark.code == "L" for mark in marks),
        "late_after_close": sum(mark.code == "U" for mark in marks),
        "late_with_minutes": len(minutes),
        "minutes_late": int(sum(minutes)),
        **({} if set(asked.by) & set(SHORT) else {name: int(held) for name, held in classes.items()}),
    }


@pytest.fixture(scope="module")
def pencil(northgate: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[OpenCity, Pencil]:
    """The city with known answers, and the same counted slowly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        city = open_city(northgate / "city.yaml")
    return city, Pencil(northgate, city)


def answered(city: OpenCity, asked: Asked, split: str | None = None) -> dict[Key, dict[str, int]]:
    """The city's own answer by its keys."""
    keys = (*asked.keys, *([split] if split else []))
    rows = city.answer(asked, split).to_pylist()
    found = {tuple(row[key] for key in keys): {n: v for n, v in row.items() if n not in keys} for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("scope", ["roll", "dfe"])
@pytest.mark.parametrize("by", [*((name,) for name in GROUPINGS), *PAIRS], ids=",".join)
def test_every_count(pencil: tuple[OpenCity, Pencil], by: tuple[str, ...], scope: str) -> None:
    """Over the year to date and over some weeks: the same rows, and every count and class in them."""
    city, slow = pencil
    for start, end in WINDOWS if len(by) == 1 else WINDOWS[1:]:
        asked = Asked(by, Window(start, end), scope)
        assert answered(city, asked) == slow.measured(asked)


@pytest.mark.parametrize("scope", ["roll", "dfe"])
@pytest.mark.parametrize("by", [("city",), ("enrolment",), ("half_term", "sex"), ("week",)], ids=",".join)
def test_every_code_and_band(pencil: tuple[OpenCity, Pencil], by: tuple[str, ...], scope: str) -> None:
    """Sessions by code, and enrolments by band of absence, of each group."""
    city, slow = pencil
    asked = Asked(by, Window(*WINDOWS[0]), scope)
    sessions = {key: row["sessions"] for key, row in answered(city, asked, "code").items()}
    assert sessions == slow.split(asked, "code")
    enrolments = {key: row["enrolments"] for key, row in answered(city, asked, "band").items()}
    assert enrolments == slow.split(asked, "band")
