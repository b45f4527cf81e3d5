"""How does a person get from a city file to its measures?"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from attendlib.benchmarks import Published, from_file, from_rules
from attendlib.checks import Account, Finding, RegisterContext
from attendlib.checks.of_tables.amendments import Entry
from attendlib.city import City, load_city
from attendlib.errors import CityError
from attendlib.intake.amended import held_now
from attendlib.intake.answers import forget, kept
from attendlib.intake.changed import fingerprint, identity
from attendlib.intake.files import UNREADABLE, SchoolFiles, school_files
from attendlib.intake.tables import PUPILS, findings_of_tables
from attendlib.measures.asked import Asked, Window, year_to_date
from attendlib.policy import academic_year_start, rule, rules_digest
from attendlib.store import Store, store_for

if TYPE_CHECKING:
    from attendlib.measures import Sources
    from attendlib.measures.prepared import Queries

Progress = Callable[[str, int, int], None]
"""Told the school's name, how many are done and how many there are."""

Due = tuple[SchoolFiles, Store, dict[str, Any]]
"""A school to be read, where to, and what its marks are made from."""

WORTH_SHARING = 32_000_000
"""Bytes still to be read above which several processes are worth their start."""


@dataclass(frozen=True, eq=False)
class OpenCity:
    """A city whose registers are read, checked and stored."""

    city: City
    store: Store
    entries: dict[str, dict[str, Any]]

    @cached_property
    def _queries(self) -> "Queries":
        return {}

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """One account per register file, in order of the city file."""
        order = {entry.called: i for i, entry in enumerate((*self.city.registers, *self.city.census))}
        told = [Account(**account) for entry in self.entries.values() for account in entry["accounts"]]
        return tuple(sorted(told, key=lambda account: order.get(account.file, len(order))))

    @property
    def unreadable(self) -> tuple[Account, ...]:
        """The files of which nothing could be read."""
        return tuple(account for account in self.accounts if UNREADABLE in account.rules)

    def covered(self, window: Window) -> tuple[str, ...]:
        """The URNs of the schools of which a session of those days can be counted, in order of the schools table."""
        held = set(self.answer(Asked(("school",), window), "reach")["urn"].to_pylist())
        return tuple(school.urn for school in self.city.schools if school.urn in held)

    def findings(self, urn: str | None = None) -> Iterator[Finding]:
        """Every finding of one school, or of all with those of the city's tables."""
        for school in self.city.schools:
            if urn in (None, school.urn):
                yield from (Finding(*row) for row in self.store.findings(school.urn))
        for finding in self._of_tables:
            if urn in (None, finding.urn):
                yield finding

    @cached_property
    def _of_tables(self) -> tuple[Finding, ...]:
        return findings_of_tables(self.city, self._with_d, self.amended_now)

    @cached_property
    def amended_now(self) -> dict[Entry, str]:
        """What the registers hold now for the entries that were amended."""
        return held_now(self.city, self.store)

    @cached_property
    def _with_d(self) -> frozenset[tuple[str, str]]:
        """The enrolments with a mark for a session due at another school."""
        marks, codes = self.sources().marks, {held["code"] for held in rule("dual_registration").values}
        marked = marks.filter(marks.code.isin(sorted(codes))).select("urn", "upn").distinct().to_pyarrow()
        return frozenset(zip(marked["urn"].to_pylist(), marked["upn"].to_pylist(), strict=True))

    def sources(self, urns: Sequence[str] | None = None, window: Window | None = None, engine: str = "") -> "Sources":
        """The tables that measures are made from, of some schools and of the academic years of a window. engine: the
        address of a Spark Connect server, which sees the store at the same place; DuckDB in this process without."""
        from attendlib.measures import Sources

        chosen = tuple(urns) if urns is not None else tuple(school.urn for school in self.city.schools)
        return Sources(self.city, self.store, chosen, window.academic_years if window else None, engine)

    def answer(
        self, asked: Asked, split: str | None = None, urns: Sequence[str] | None = None, engine: str = ""
    ) -> pa.Table:
        """The measures asked for, of some schools or all: counts; or by ``split`` sessions (one of SPLITS), enrolments
        ("band"), the days to which each school's figures go ("reach"), the steps to official statistics ("steps"), how
        long pupils are away ("spells") or how much they differ ("spread"). Kept in the store for the next who asks.
        engine: as for ``sources``."""
        chosen = tuple(urns) if urns is not None else tuple(school.urn for school in self.city.schools)
        question = repr((asked, split, chosen, *filter(None, [engine])))

        def work() -> pa.Table:
            from attendlib.measures import answered

            return answered(self.sources(chosen, asked.window, engine), asked, split, self._queries)

        return kept(self.store, question, {urn: self.entries[urn] for urn in chosen}, work)

    def published(self) -> tuple[Published, ...]:
        """The published figures that the city is set beside: from the file it names, else from the project's own
        tables. Raises CityError for a file that cannot be used."""
        city = self.city
        if city.benchmarks:
            return from_file(city.benchmarks, city.la_code, tuple(city.neighbours))
        return from_rules(city.la_code)

    def window(self, start: date | None = None, end: date | None = None) -> Window:
        """From ``start`` to ``end``; the city's academic year to its as-of day where they are None."""
        usual = year_to_date(self.city)
        return Window(start or usual.start, end or usual.end)

    def to_date(self, as_of: date | None = None) -> Window:
        """The city's academic year up to ``as_of``, its file's day where None. Raises CityError for a day outside."""
        first = academic_year_start(self.city.academic_year)
        last = first.replace(year=first.year + 1) - timedelta(days=1)
        if as_of is not None and not first <= as_of <= last:
            raise CityError(f"{as_of} is not in the city's academic year, {first} to {last}: choose a day of it.")
        return self.window(end=as_of)


def open_city(
    path: Path | str,
    workers: int = 1,
    progress: Progress | None = None,
    beside: Callable[[], None] | None = None,
) -> OpenCity:
    """Read the city file and bring its store up to date: only schools whose inputs changed are read again.
    ``beside`` is called when there is something to read, before it is: to begin what can go on beside it.

    Raises CityError for mistakes in the city file and its tables, AccountingError when records read and accounted for
    differ. A register that cannot be read makes a finding, never an error here."""
    city = load_city(Path(path))
    store = store_for(city.path).make()
    entries, due = _state(city, store)
    if due:
        if beside:
            beside()
        with store.locked():
            entries |= _read_meanwhile(due)
            due = [one for one in due if one[0].context.school.urn not in entries]
            forget(store, [files.context.school.urn for files, _, _ in due])
            for (files, _, _), entry in zip(due, _taken_in(due, workers, progress), strict=True):
                entries[files.context.school.urn] = entry
    return OpenCity(city, store, {school.urn: entries[school.urn] for school in city.schools})


def _state(city: City, store: Store) -> tuple[dict[str, dict[str, Any]], list[Due]]:
    """What the store knows of the schools that have not changed, and the others with what they are made from now."""
    entries: dict[str, dict[str, Any]] = {}
    due: list[Due] = []
    rules = rules_digest()
    for school in city.schools:
        files = _files_of(city, school.urn)
        known = store.entry(school.urn)
        now = fingerprint(city, school.urn, (*files.registers, *files.census), rules, (known or {}).get("fingerprint"))
        if known is None or identity(known["fingerprint"]) != identity(now):
            due.append((files, store, now))
            continue
        entries[school.urn] = known | {"fingerprint": now}
        if known["fingerprint"] != now:  # only the files' times differ: keep them, so as not to hash the files again
            store.put_entry(school.urn, entries[school.urn])
    return entries, due


def _read_meanwhile(due: list[Due]) -> dict[str, dict[str, Any]]:
    """The schools that somebody else has brought up to date since we looked."""
    known = {files.context.school.urn: (store.entry(files.context.school.urn), now) for files, store, now in due}
    return {
        urn: entry | {"fingerprint": now}
        for urn, (entry, now) in known.items()
        if entry is not None and identity(entry["fingerprint"]) == identity(now)
    }


def _files_of(city: City, urn: str) -> SchoolFiles:
    context = RegisterContext(city.school(urn), city.roll.of(urn), city.calendar.of(urn), city.as_of, PUPILS)
    return school_files(city.path.parent, city.registers, city.census, context)


def _taken_in(due: list[Due], workers: int, progress: Progress | None) -> Iterator[dict[str, Any]]:
    # Loaded when it is needed: a command that finds its answer in the store reads no file.
    from attendlib.intake.school import take_in

    size = sum(file["size"] for _, _, now in due for file in now["files"])
    if workers > 1 and len(due) > 1 and size > WORTH_SHARING:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield from _told(pool.map(take_in, *zip(*due, strict=True)), due, progress)
    else:
        yield from _told((take_in(*one) for one in due), due, progress)


def _told(taken: Iterator[dict[str, Any]], due: list[Due], progress: Progress | None) -> Iterator[dict[str, Any]]:
    for done, entry in enumerate(taken, start=1):
        if progress:
            progress(due[done - 1][0].context.school.name, done, len(due))
        yield entry
