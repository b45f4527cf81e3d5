"""Who was on roll, where and when?

An enrolment is a pupil at a school, the unit of official statistics: one pupil at two schools is two enrolments. A
pupil who left a school and came back has one enrolment there with two spells on roll.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from attendlib.city.mistakes import Mistakes
from attendlib.city.rows import Row, parted, rows
from attendlib.columns import days, flags, texts

NEEDED = ("urn", "upn", "entry_date", "leaving_date")
GROUPS = ("sex", "year_group", "tutor_group", "house", "fsm", "sen", "eal", "looked_after", "social_worker", "ward")
"""The columns by which measures can be split, where the pupils table has them."""
OPTIONAL = ("pupil_id", "surname", "forename", "date_of_birth", "household_id", "boarder", *GROUPS)

BOARDER, NO_BOARDER = ("1", "yes", "y", "true", "b"), ("", "0", "no", "n", "false")
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Spell:
    """One row of the pupils table: first and last day on roll, inclusive."""

    row: int
    urn: str
    upn: str
    local_id: str
    surname: str
    forename: str
    born: date | None
    household: str
    boarder: bool
    groups: tuple[str, ...]
    entry: date
    leaving: date | None

    def group(self, name: str) -> str:
        """The pupil's value in one of GROUPS, empty where the table has none."""
        return self.groups[GROUPS.index(name)]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """What a register may call the pupil: the UPN, and the school's own number where there is one."""
        return (self.upn, self.local_id) if self.local_id else (self.upn,)

    def holds_on(self, day: date) -> bool:
        """Whether the pupil is on roll at the school that day."""
        return self.entry <= day <= (self.leaving or FOREVER)

    def shares_a_day_with(self, other: "Spell") -> bool:
        """Whether both spells hold on some day."""
        return self.entry <= (other.leaving or FOREVER) and other.entry <= (self.leaving or FOREVER)


@dataclass(frozen=True)
class SchoolRoll:
    """The enrolments of one school, numbered from 0 in order of the pupils table."""

    urn: str
    spells: tuple[Spell, ...]

    @cached_property
    def upns(self) -> tuple[str, ...]:
        """The UPN of each enrolment."""
        return tuple(dict.fromkeys(spell.upn for spell in self.spells))

    @cached_property
    def number(self) -> dict[str, int]:
        """The enrolment's number for every identifier a register may use: the UPN, or the school's own ``pupil_id``."""
        by_upn = {upn: i for i, upn in enumerate(self.upns)}
        return {known: by_upn[spell.upn] for spell in self.spells for known in spell.identifiers}

    @cached_property
    def latest(self) -> tuple[Spell, ...]:
        """Each enrolment's latest spell: what the pupils table says of the pupil now."""
        found: dict[str, Spell] = {}
        for spell in self.spells:
            if spell.upn not in found or spell.entry >= found[spell.upn].entry:
                found[spell.upn] = spell
        return tuple(found[upn] for upn in self.upns)

    @cached_property
    def class_names(self) -> tuple[str, ...]:
        """Each enrolment's tutor group, its year group where the table has none; empty where it has neither."""
        return tuple(spell.group("tutor_group") or spell.group("year_group") for spell in self.latest)

    def on_roll(self, days: NDArray[np.datetime64]) -> NDArray[np.bool_]:
        """Enrolment by day: True where on roll. Shape (enrolments, days)."""
        entry = np.array([spell.entry for spell in self.spells], dtype="datetime64[D]")
        last = np.array([spell.leaving or FOREVER for spell in self.spells], dtype="datetime64[D]")
        of_spell = (days >= entry[:, None]) & (days <= last[:, None])
        held = np.zeros((len(self.upns), len(days)), dtype=bool)
        np.logical_or.at(held, [self.number[spell.upn] for spell in self.spells], of_spell)
        return held


@dataclass(frozen=True)
class Roll:
    """Every row of the pupils table of a city."""

    spells: tuple[Spell, ...]

    @cached_property
    def _by_school(self) -> dict[str, SchoolRoll]:
        return {urn: SchoolRoll(urn, spells) for urn, spells in parted(self.spells, lambda spell: spell.urn).items()}

    def of(self, urn: str) -> SchoolRoll:
        """The roll of one school, empty where the table has nobody for it."""
        return self._by_school.get(urn, SchoolRoll(urn, ()))

    @cached_property
    def by_identifier(self) -> dict[tuple[str, str], tuple[Spell, ...]]:
        """The spells by school and by whatever a table of the city may call the pupil there."""
        found: dict[tuple[str, str], list[Spell]] = {}
        for spell in self.spells:
            for known in spell.identifiers:
                found.setdefault((spell.urn, known), []).append(spell)
        return {key: tuple(spells) for key, spells in found.items()}

    @cached_property
    def by_household(self) -> dict[str, tuple[Spell, ...]]:
        """The spells of each household, in order of the pupils table; a pupil without a household is in none."""
        return parted((spell for spell in self.spells if spell.household), lambda spell: spell.household)

    def table(self, urns: Sequence[str]) -> pa.Table:
        """One row per enrolment: urn, upn, born, boarder and GROUPS as the latest spell has them. Without names."""
        latest = [spell for urn in urns for spell in self.of(urn).latest]
        columns: dict[str, pa.Array] = {
            "urn": texts([s.urn for s in latest]),
            "upn": texts([s.upn for s in latest]),
            "born": days([s.born for s in latest]),
            "boarder": flags([s.boarder for s in latest]),
        }
        for position, name in enumerate(GROUPS):
            columns[name] = texts([s.groups[position] for s in latest])
        return pa.table(columns)

    def spell_table(self, urns: Sequence[str]) -> pa.Table:
        """One row per spell on roll: urn, upn, entry and leaving (null while on roll)."""
        spells = [spell for urn in urns for spell in self.of(urn).spells]
        return pa.table(
            {
                "urn": texts([s.urn for s in spells]),
                "upn": texts([s.upn for s in spells]),
                "entry": days([s.entry for s in spells]),
                "leaving": days([s.leaving for s in spells]),
            }
        )


def read_roll(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> Roll:
    """The pupils table. Dates of entry are needed; everything that only describes a pupil may be blank."""
    spells = []
    held: dict[tuple[str, str], list[Spell]] = {}
    owner: dict[tuple[str, str], str] = {}
    for row in rows(path, name, NEEDED, mistakes, OPTIONAL):
        spell = _spell(row, urns)
        if spell is None:
            continue
        earlier = held.setdefault((spell.urn, spell.upn), [])
        if any(spell.shares_a_day_with(e) for e in earlier):
            row.wrong(
                "entry_date", "this pupil is already on roll here in an earlier row", "keep one row, or part them"
            )
        if any(owner.setdefault((spell.urn, known), spell.upn) != spell.upn for known in spell.identifiers):
            row.wrong("pupil_id", "another pupil of this school has the same number", "give each pupil their own")
        earlier.append(spell)
        spells.append(spell)
    return Roll(tuple(spells))


def _spell(row: Row, urns: set[str]) -> Spell | None:
    urn, upn, entry = row.text("urn"), row.text("upn"), row.day("entry_date")
    leaving, born = row.day("leaving_date", needed=False), row.day("date_of_birth", needed=False)
    if urn not in urns:
        row.wrong("urn", "no such school in the schools table", "add the school, or correct the URN")
    if not upn:
        row.wrong("upn", "the identifier is missing", "give the UPN, or the school's own number for the pupil")
    if entry and leaving and leaving < entry:
        row.wrong("leaving_date", "the pupil leaves before entering", "exchange or correct the dates")
    if entry and born and born >= entry:
        row.wrong("date_of_birth", "the pupil enters before being born", "correct one of the dates")
    if entry is None or not upn:
        return None
    groups = tuple(row.text(name) for name in GROUPS)
    boarder = row.text("boarder").lower() in BOARDER
    if not boarder and row.text("boarder").lower() not in NO_BOARDER:
        row.wrong("boarder", "neither yes nor no", "write 1 for a boarder and 0 or nothing for anybody else")
    return Spell(
        row.number,
        urn,
        upn,
        row.text("pupil_id"),
        row.text("surname"),
        row.text("forename"),
        born,
        row.text("household_id"),
        boarder,
        groups,
        entry,
        leaving,
    )
