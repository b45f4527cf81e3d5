"""From which tables are measures made?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attendlib.calendar import WEEKDAYS, term_of, weekday
from attendlib.city import City
from attendlib.columns import days_of, numbers, texts
from attendlib.measures.asked import Window
from attendlib.measures.engine import Engine
from attendlib.policy import academic_year
from attendlib.store import MARKS, TOTALS, Store


@dataclass(frozen=True)
class Sources:
    """A city's marks, census totals, enrolments and school days as Ibis tables on one engine.

    marks and totals: as ``store.MARKS`` and ``store.TOTALS`` · enrolments: a row per enrolment with urn, upn, school,
    phase and the groups of the pupils table · spells: a row per spell on roll, of which an enrolment may have several ·
    days: a row per school and day on which it held sessions · address: of a Spark Connect server, or empty."""

    city: City
    store: Store
    urns: tuple[str, ...]
    years: tuple[str, ...] | None = None
    address: str = ""

    @cached_property
    def engine(self) -> Engine:
        """What they are on."""
        return Engine(self.address)

    @cached_property
    def marks(self) -> ir.Table:
        return self.engine.put_files("marks", self.store.mark_files(self.urns, self.years), MARKS)

    @cached_property
    def totals(self) -> ir.Table:
        return self.engine.put_files("totals", self.total_files, TOTALS)

    def inside(self, window: Window) -> bool:
        """No mark lies outside the window, as far as their files tell: then nobody need look at the date of each."""
        return self.reach is not None and window.start <= self.reach[0] and self.reach[1] <= window.end

    @cached_property
    def reach(self) -> tuple[date, date] | None:
        """The first and the last day of a mark, by what the files note of themselves; None where one does not."""
        return _days_between(self.store.mark_files(self.urns, self.years))

    @cached_property
    def total_files(self) -> list[Path]:
        """The census totals there are, none for most cities."""
        return self.store.total_files(self.urns)

    @cached_property
    def enrolments(self) -> ir.Table:
        roll = self.city.roll.table(self.urns)
        phases = {school.urn: school.phase for school in self.city.schools}
        phase = texts([phases[urn] for urn in roll.column("urn").to_pylist()])
        return self.engine.put("enrolments", roll.append_column("phase", phase))

    @cached_property
    def spells(self) -> ir.Table:
        return self.engine.put("spells", self.city.roll.spell_table(self.urns))

    @cached_property
    def days(self) -> ir.Table:
        return self.engine.put("days", pa.concat_tables([self._days_of(urn) for urn in self.urns]))

    def _days_of(self, urn: str) -> pa.Table:
        calendar = self.city.calendar.of(urn)
        days = calendar.days
        half_term = calendar.half_term_of(days)
        return pa.table(
            {
                "urn": texts([urn] * len(days)),
                "date": days_of(days),
                "weekday": texts([WEEKDAYS[i] for i in weekday(days)]),
                "half_term": numbers(pa.int64(), half_term.astype(np.int64)),
                "term": texts([term_of(int(number)) for number in half_term]),
                "academic_year": texts([academic_year(day) for day in days.tolist()]),
            }
        )

    def fetch(self, sql: str) -> pa.Table:
        """What a query gives that names these tables."""
        for name in ("marks", "totals", "enrolments", "spells", "days"):
            if f'"{name}"' in sql or f"`{name}`" in sql:
                getattr(self, name)
        return self.engine.ask(sql)


def _days_between(files: Sequence[Path]) -> tuple[date, date] | None:
    """The first and the last day in files of marks, by what each notes of itself; None where one notes nothing."""
    column = MARKS.names.index("date")
    told = [pq.read_metadata(file) for file in files]
    groups = [one.row_group(number) for one in told for number in range(one.num_row_groups)]
    noted = [group.column(column).statistics for group in groups if group.num_rows]
    if not noted or not all(one is not None and one.has_min_max for one in noted):
        return None
    return min(one.min for one in noted), max(one.max for one in noted)
