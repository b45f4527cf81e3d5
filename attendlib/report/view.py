"""What is a report about: which school or city, and which days?"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from attendlib.calendar import Period
from attendlib.city import School
from attendlib.disclosure import small_numbers
from attendlib.errors import CityError
from attendlib.intake import OpenCity
from attendlib.measures import Asked, Window, rated, shared
from attendlib.policy import academic_year, rule
from attendlib.report.opened import opened
from attendlib.report.reach import Reach, reach_by

PLACES = 1
"""Decimal places of every percentage in a report."""


UNRATED = ("band", "reach", "steps", "spells", "spread")
"""The splits whose answers are no counts of sessions."""

WITH, WITHOUT = "with", "without"
"""Whether a school's report names pupils."""


@dataclass(frozen=True, eq=False)
class View:
    """A school of a city, or (``school`` None) the city, from the first day of the academic year to ``window.end``.
    ``without_names``: the school's report in its form for everybody, without sections about single pupils.

    Frames hold counts of sessions and enrolments and percentages rounded to one place."""

    open: OpenCity
    window: Window
    school: School | None = None
    without_names: bool = False

    @property
    def name(self) -> str:
        """The school's name, or the city's."""
        return self.school.name if self.school else self.open.city.name

    @cached_property
    def urns(self) -> tuple[str, ...]:
        """The school, or all schools."""
        return (self.school.urn,) if self.school else tuple(s.urn for s in self.open.city.schools)

    @cached_property
    def held(self) -> OpenCity:
        """The city as it stood at the end of the view's last day, for those who ask it themselves."""
        return replace(self.open, city=replace(self.open.city, as_of=self.window.end))

    @cached_property
    def first_day(self) -> date:
        """The first school day in the window; the window's own first day where there is none."""
        starts = [period.start for _, period in self.half_terms]
        return max(self.window.start, min(starts)) if starts else self.window.start

    @property
    def public(self) -> bool:
        """Anybody may read it, so that it names no pupil and none can be told from a small number: a city's report, and
        a school's without names."""
        return self.school is None or self.without_names

    @property
    def phase(self) -> str:
        """The school's phase; ``all`` for a city."""
        return self.school.phase if self.school else "all"

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """All schools of the same phase, this one among them; every school for a city."""
        return tuple(s.urn for s in self.open.city.schools if self.school is None or s.phase == self.school.phase)

    @property
    def academic_year(self) -> str:
        """The academic year of the last day."""
        return academic_year(self.window.end)

    @cached_property
    def half_terms(self) -> tuple[tuple[int, Period], ...]:
        """The half terms of the academic year that have begun: number, and from the earliest first to the latest last
        day where the schools of a city differ."""
        held: dict[int, list[Period]] = {}
        for number, period in (pair for urn in self.urns for pair in self.half_terms_of(urn)):
            held.setdefault(number, []).append(period)
        return tuple(
            (number, Period("", "half-term", same[0].name, min(p.start for p in same), max(p.end for p in same)))
            for number, same in sorted(held.items())
        )

    def half_terms_of(self, urn: str) -> tuple[tuple[int, Period], ...]:
        """The half terms of one school that have begun in the window, with their numbers."""
        calendar = self.open.city.calendar.of(urn)
        return tuple((n, p) for n, p in calendar.half_terms if self.window.start <= p.start <= self.window.end)

    @cached_property
    def reach(self) -> dict[str, Reach]:
        """By URN, from which to which day each school's figures go."""
        return {urn: self.reach_of(urn) for urn in self.urns}

    def reach_of(self, urn: str) -> Reach:
        """The same of one school."""
        rows = self.own("school", split="reach")
        return reach_by(self.open.city, urn, self.window, rows[rows.urn == urn].to_dict("records"))

    @cached_property
    def span(self) -> Window:
        """The days over which to compare with others: the window, cut to what a school's own figures cover. Not cut for
        a city, nor in a year in which persistent absence was a count for whole terms."""
        return self.reach[self.school.urn].within(self.window) if self.school and self.told_by_share else self.window

    @cached_property
    def everyone(self) -> "View":
        """The whole city over the days of ``span``, as its own report for anybody has it."""
        return View(self.open, self.span)

    @property
    def told_by_share(self) -> bool:
        """Persistent absence is a share of an enrolment's own sessions that year, not a count for whole terms."""
        return bool(rule("persistent_absence").on(self.window.end)["method"] == "exact")

    @cached_property
    def has_peers(self) -> bool:
        """Other schools of the same phase have figures in the same days; in a report for everybody also so many pupils
        that none can be told."""
        few = self.public and small_numbers(self.window.end).is_small_group(int(self.others.enrolments.sum()))
        return bool(len(self.others)) and not few

    @cached_property
    def others(self) -> pd.DataFrame:
        """A row for every other school of the phase with figures over the days of ``span``; none for a city."""
        every = self.of_peers("school")
        return every[~every.school.isin(self.urns)]

    def own(self, *by: str, split: str | None = None) -> pd.DataFrame:
        """Measures of this school or city."""
        return self.of(self.urns, *by, split=split)

    def of_peers(self, *by: str, split: str | None = None) -> pd.DataFrame:
        """Measures of all schools of the same phase together, over the days of ``span``."""
        return self.of(self.peers, *by, split=split, window=self.span)

    def of_city(self, *by: str, split: str | None = None) -> pd.DataFrame:
        """Measures of all schools together, over the days of ``span``."""
        return self.of(tuple(s.urn for s in self.open.city.schools), *by, split=split, window=self.span)

    def of(
        self, urns: tuple[str, ...], *by: str, split: str | None = None, window: Window | None = None
    ) -> pd.DataFrame:
        """Measures of some schools together."""
        return _answered(self.open, by, split, window or self.window, urns).copy()

    @cached_property
    def has_figures(self) -> bool:
        """At least one session of the period can be counted."""
        return any(reach.last for reach in self.reach.values())

    @cached_property
    def has_marks(self) -> bool:
        """Single marks are held, not only the totals of a census return."""
        return any(reach.last_mark for reach in self.reach.values())


def school_view(city_file: str | Path, urn: str, as_of: str = "", names: str = WITH) -> View:
    """The school of that URN in the city of that file, up to ``as_of`` (YYYY-MM-DD; empty: the city file's day).
    names: ``with``, or ``without`` for a report that anybody may read. Raises CityError."""
    if names not in (WITH, WITHOUT):
        raise CityError(f'names is neither "{WITH}" nor "{WITHOUT}": write one of the two.')
    city = opened(str(city_file))
    return View(city, _window(city, as_of), city.city.school(urn), without_names=names == WITHOUT)


def city_view(city_file: str | Path, as_of: str = "") -> View:
    """The city of that file, up to ``as_of`` (YYYY-MM-DD; empty: the city file's day)."""
    city = opened(str(city_file))
    return View(city, _window(city, as_of))


def any_view(city_file: str | Path, urn: str, as_of: str = "") -> View:
    """The school of that URN, or the city where it is empty."""
    return school_view(city_file, urn, as_of) if urn else city_view(city_file, as_of)


def _window(city: OpenCity, as_of: str) -> Window:
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        told = "as_of is not a day: write it as YYYY-MM-DD, or leave it empty for the city file's day."
        raise CityError(told) from None
    return city.to_date(day)


@lru_cache(maxsize=512)
def _answered(
    city: OpenCity, by: tuple[str, ...], split: str | None, window: Window, urns: tuple[str, ...]
) -> pd.DataFrame:
    table = city.answer(Asked(by, window), split, urns)
    if split is None:
        table = rated(table, places=PLACES)
    elif split not in UNRATED:
        table = shared(table, PLACES)
    return framed(table)


def rerated(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts that were added up, with the rates that go with them."""
    return framed(rated(pa.Table.from_pandas(frame, preserve_index=False, nthreads=1), places=PLACES))


def framed(table: pa.Table) -> pd.DataFrame:
    """A small table as a frame: without the threads that Arrow would begin for it, for a process in which threads live
    cannot be forked safely."""
    return table.to_pandas(use_threads=False)
