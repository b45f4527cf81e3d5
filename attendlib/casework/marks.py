"""Which marks has each enrolment of a school, session by session, up to a day?

A grid of enrolments by school days by sessions: most casework asks about days that follow each other, which a table of
marks does not show. Read from the store without the engine, because one school's marks fit in memory many times over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.calendar import SchoolCalendar, week_start
from attendlib.city import City, SchoolRoll
from attendlib.codes import Category
from attendlib.register import SESSIONS
from attendlib.store import Store, read_marks

NEEDED = ["upn", "date", "session", "code", "category"]
NO_MARK = -1
CATEGORIES = tuple(category.value for category in Category)


@dataclass(frozen=True, eq=False)
class SchoolMarks:
    """The accepted marks of one school up to the day asked about.

    days: its school days up to then, datetime64[D] · code: enrolment by day by session, a position in ``codes``, or
    NO_MARK · category: the same, a position in CATEGORIES · minutes: minutes late, NaN where the register gives none;
    None where nobody asked for them."""

    urn: str
    roll: SchoolRoll
    calendar: SchoolCalendar
    days: NDArray[np.datetime64]
    codes: tuple[str, ...]
    code: NDArray[np.int16]
    category: NDArray[np.int8]
    minutes: NDArray[np.float32] | None = None

    def having(self, codes: Sequence[str]) -> NDArray[np.bool_]:
        """Enrolment by day by session: the mark is one of these codes."""
        places = [i for i, code in enumerate(self.codes) if code in codes]
        return np.isin(self.code, places) if places else np.zeros(self.code.shape, dtype=bool)

    def counting(self, *categories: Category) -> NDArray[np.int32]:
        """Enrolment by day: sessions of these categories on that day."""
        places = [CATEGORIES.index(category.value) for category in categories]
        found: NDArray[np.int32] = np.isin(self.category, places).sum(axis=2, dtype=np.int32)
        return found

    def only(self, pupil: int) -> "SchoolMarks":
        """The same of one enrolment alone."""
        upn, part = self.roll.upns[pupil], slice(pupil, pupil + 1)
        roll = SchoolRoll(self.urn, tuple(spell for spell in self.roll.spells if spell.upn == upn))
        minutes = None if self.minutes is None else self.minutes[part]
        return replace(self, roll=roll, code=self.code[part], category=self.category[part], minutes=minutes)

    def with_mark(self, day: date, session: str, code: str, category: Category | None) -> "SchoolMarks":
        """The same as if every enrolment had this mark in a session (none where ``category`` is None)."""
        codes = self.codes if code in self.codes else (*self.codes, code)
        where = (slice(None), int(np.searchsorted(self.days, np.datetime64(day))), SESSIONS.index(session))
        new_code, new_category = self.code.copy(), self.category.copy()
        new_code[where] = NO_MARK if category is None else codes.index(code)
        new_category[where] = NO_MARK if category is None else CATEGORIES.index(category.value)
        return replace(self, codes=codes, code=new_code, category=new_category)

    @cached_property
    def on_roll(self) -> NDArray[np.bool_]:
        """Enrolment by day."""
        return self.roll.on_roll(self.days)

    @cached_property
    def weeks(self) -> NDArray[np.datetime64]:
        """The Mondays of every school week of the calendar, also of those after the day asked about."""
        return np.unique(week_start(self.calendar.days))


def marks_of(
    city: City, store: Store, on: date, urns: Sequence[str] | None = None, minutes: bool = False
) -> Iterator[SchoolMarks]:
    """The marks of each school that has anybody on its roll, up to and including ``on``, in order of the city's schools
    (or of ``urns``); ``minutes``: with the minutes late."""
    for urn in urns if urns is not None else [school.urn for school in city.schools]:
        roll = city.roll.of(urn)
        if roll.upns:
            yield _marks(urn, roll, city.calendar.of(urn), store, on, minutes=minutes)


def _marks(
    urn: str, roll: SchoolRoll, calendar: SchoolCalendar, store: Store, on: date, *, minutes: bool
) -> SchoolMarks:
    days = calendar.days[calendar.days <= np.datetime64(on)]
    shape = (len(roll.upns), len(days), len(SESSIONS))
    code, category = np.full(shape, NO_MARK, dtype=np.int16), np.full(shape, NO_MARK, dtype=np.int8)
    late = np.full(shape, np.nan, dtype=np.float32) if minutes else None
    codes: dict[str, int] = {}
    for file in store.mark_files([urn]):
        columns = [*NEEDED, *(["minutes_late"] if minutes else [])]
        held = read_marks(file, columns)
        table = held.unify_dictionaries().combine_chunks()
        day = np.asarray(table.column("date").combine_chunks().cast(pa.int32())).astype("datetime64[D]")
        kept = day <= np.datetime64(on)
        where = (
            _positions(table, "upn", roll.number)[kept],
            np.searchsorted(days, day[kept]),
            _positions(table, "session", {name: i for i, name in enumerate(SESSIONS)})[kept],
        )
        names = _dictionary(table, "code").dictionary.to_pylist()
        code[where] = _positions(table, "code", {n: codes.setdefault(n, len(codes)) for n in names})[kept]
        category[where] = _positions(table, "category", {n: i for i, n in enumerate(CATEGORIES)})[kept]
        if late is not None:
            late[where] = table.column("minutes_late").to_numpy()[kept]
    return SchoolMarks(urn, roll, calendar, days, tuple(codes), code, category, late)


def _dictionary(table: pa.Table, column: str) -> pa.DictionaryArray:
    return table.column(column).combine_chunks()


def _positions(table: pa.Table, column: str, numbers: dict[str, int]) -> NDArray[np.int64]:
    """Each row's text as its number."""
    found = _dictionary(table, column)
    of_value = np.array([numbers[value] for value in found.dictionary.to_pylist()], dtype=np.int64)
    return of_value[np.asarray(found.indices)] if len(of_value) else np.empty(0, dtype=np.int64)
