"""What was known of each enrolment before a day, and what did it miss in the school days from that day on?

The two never overlap: what is known ends with the day before, what came begins with the day itself. A score whose
features reach into the days of its outcome tells what it has been told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.casework.marks import CATEGORIES
from attendlib.city.roll import GROUPS
from attendlib.codes import Category, code_book
from attendlib.errors import ResearchError
from attendlib.measures.classes import share_missed
from attendlib.policy import academic_year, rule
from attendlib.research.records import Record

FORTNIGHT = 10
BASELINE = "so_far"
"""What the simple rule goes by: the square root of the share of sessions missed in the year so far."""

KNOWN = (BASELINE, "rate", "fortnight", "unauthorised", "spells", "late")
"""What a score is made of: that, the square roots of the shares missed in the days looked back on, in the last
fortnight and without good reason, and of late ones; and the number of separate spells. Nothing about who a pupil is."""

TOO_NEAR = "the school has too few school days before the day, or from it on"
NOT_THROUGHOUT = "not on the roll all that time"
NOTHING_POSSIBLE = "no possible session before the day, or from it on"
IN = "scored"


@dataclass(frozen=True, eq=False)
class Known:
    """rows: urn, upn, KNOWN, missed_rest and missed_year (1 or 0: persistently absent in the days from the
    day on; in the year to the last of them), GROUPS · account: what became of every enrolment of the schools held."""

    rows: pd.DataFrame
    account: Mapping[str, int]


def known(held: Mapping[str, Record], on: date, back: int, ahead: int) -> Known:
    """What was known on a day. back, ahead: school days looked back on, and forward to. Raises ResearchError in a year
    whose persistent absence was no share."""
    account = dict.fromkeys((TOO_NEAR, NOT_THROUGHOUT, NOTHING_POSSIBLE, IN), 0)
    parts = []
    for record in held.values():
        place = record.before(on)
        if place < max(back, FORTNIGHT) or place + ahead > len(record.days):
            account[TOO_NEAR] += len(record.upns)
            continue
        rows, stayed = _of_school(record, place, back, ahead)
        account[NOT_THROUGHOUT] += int((~stayed).sum())
        account[NOTHING_POSSIBLE] += int(stayed.sum()) - len(rows)
        account[IN] += len(rows)
        parts.append(rows)
    columns = ["urn", "upn", *KNOWN, "missed_rest", "missed_year", *GROUPS]
    return Known(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns), account)


def _of_school(record: Record, place: int, back: int, ahead: int) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """The enrolments of one school that can be scored, and which of all its enrolments stayed throughout."""
    before, rest = record.over(place - back, place), record.over(place, place + ahead)
    year, fortnight = record.over(0, place), record.over(place - FORTNIGHT, place)
    stayed = np.asarray(record.on_roll[:, place - back : place + ahead].all(axis=1))
    kept = np.flatnonzero(stayed & (before.possible > 0) & (fortnight.possible > 0) & (rest.possible > 0))
    spells, late = _spells_and_late(record, place - back, place)
    possible = np.maximum(before.possible, 1)
    columns = {
        BASELINE: np.sqrt(year.rate / 100),
        "rate": np.sqrt(before.rate / 100),
        "fortnight": np.sqrt(fortnight.rate / 100),
        "unauthorised": np.sqrt(before.unauthorised / possible),
        "spells": spells,
        "late": np.sqrt(late / possible),
        "missed_rest": _persistent(record, place, place + ahead),
        "missed_year": _persistent(record, 0, place + ahead),
    }
    rows = pd.DataFrame({"urn": record.urn, "upn": np.array(record.upns, dtype=object)[kept]})
    rows = rows.assign(**{name: values[kept] for name, values in columns.items()})
    latest = [record.marks.roll.latest[i] for i in kept.tolist()]
    return rows.assign(**{name: [spell.group(name) for spell in latest] for name in GROUPS}), stayed


def _persistent(record: Record, first: int, last: int) -> NDArray[np.int64]:
    """1 for those who are persistently absent over some school days, by the year's rule. Raises ResearchError where
    that was a fixed count of sessions over whole terms: it says nothing of other days."""
    held = rule("persistent_absence").on(record.day(0))
    if held["method"] != "exact":
        year = academic_year(record.day(0))
        raise ResearchError(
            f"In {year} persistent absence was a fixed count of sessions over whole terms, not a share, so it cannot "
            "be foretold of some days. Ask about a later year."
        )
    over = record.over(first, last)
    counts = pd.DataFrame({"possible": over.possible, "absent": over.absent})
    return share_missed(held)(counts).to_numpy().astype(np.int64)


def _spells_and_late(record: Record, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each enrolment: how many spells of absence began in those days, a spell being sessions missed one after
    another among those that were possible; and how many sessions it was late."""
    marks, days, late = record.marks, record.in_marks(first, last), code_book().late_codes
    category = marks.category[:, days].reshape(len(record.upns), -1)
    absent = np.isin(category, [CATEGORIES.index(kind) for kind in (Category.AUTHORISED, Category.UNAUTHORISED)])
    possible = absent | np.isin(category, [CATEGORIES.index(kind) for kind in (Category.PRESENT, Category.ACTIVITY)])
    # The last possible session before each: where that was missed too, the spell goes on.
    seen = np.where(possible, np.arange(category.shape[1]), -1)
    before = np.maximum.accumulate(np.pad(seen, ((0, 0), (1, 0)), constant_values=-1), axis=1)[:, :-1]
    goes_on = np.take_along_axis(absent, np.maximum(before, 0), axis=1) & (before >= 0)
    tardy = marks.having([*late["before"], *late["after"]])[:, days].sum(axis=(1, 2))
    return (absent & ~goes_on).sum(axis=1).astype(np.int64), tardy.astype(np.int64)
