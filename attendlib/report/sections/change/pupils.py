"""How many pupils account for the change since last half term, and who are those whose absence rose most?"""

from fractions import Fraction
from functools import lru_cache

import pandas as pd

from attendlib.measures.change import moves
from attendlib.report.blocks import Callout, Column, PupilList, Table
from attendlib.report.sections.change.told import ADD_UP, PLACES, points, rate_columns, untold
from attendlib.report.sections.named import NAMED, named
from attendlib.report.since import Since
from attendlib.report.view import PLACES as RATES
from attendlib.report.words import plural
from attendlib.rounding import percents

MOST_NAMED = 15
"""Pupils listed, those first who moved the number most."""

MORE, LESS, SAME, NEW, GONE = "more", "less", "same", "new", "gone"


def change_by_pupils(since: Since) -> Table | Callout | None:
    """How far the pupils who missed more than before, who missed less, who came and who left moved the number. None in
    a report for everybody: those who came may be a single one."""
    told = untold(since)
    if told or since.view.public:
        return told
    frame = moved(since)
    before, now = since.halves
    labels = {
        MORE: "Missed a larger share than before",
        LESS: "Missed a smaller share than before",
        SAME: "Missed the same share as before",
        NEW: f"Had sessions in {now.label.lower()} only",
        GONE: f"Had sessions in {before.label.lower()} only",
    }
    kinds = [kind for kind in labels if (frame.kind == kind).any()]
    shown = points([sum(frame.move[frame.kind == kind], Fraction(0)) for kind in kinds])
    rows = [
        {"label": labels[kind], "pupils": int((frame.kind == kind).sum()), "points": part}
        for kind, part in zip(kinds, shown, strict=True)
    ]
    rows.append({"label": "All pupils", "pupils": len(frame), "points": sum(shown)})
    columns = [
        Column("label", "Pupils who"),
        Column("pupils", "Pupils", "count"),
        Column("points", "Points of the change", "points", PLACES),
    ]
    note = f"{_concentrated(frame)}{ADD_UP}"
    return Table("The change by pupils", columns, rows, "no pupil had possible sessions.", note=note, total=True)


def change_pupils(since: Since) -> PupilList | Callout | None:
    """The pupils whose larger absence makes up half of all that raised the number. None in a report for everybody."""
    told = untold(since)
    if told or since.view.public:
        return told
    frame = named(since.view, half_of_the_rise(moved(since)).head(MOST_NAMED))
    frame["points"] = [points([move])[0] for move in frame.move]
    frame["before"] = percents(frame.absent_before, frame.possible_before, RATES)
    frame["now"] = percents(frame.absent, frame.possible, RATES)
    _, now = since.halves
    columns = [
        *NAMED,
        *rate_columns(since),
        Column("absent", f"Sessions missed, {now.label.lower()}", "sessions"),
        Column("points", "Points of the school's absence", "points", PLACES),
    ]
    return PupilList.from_frame(
        frame,
        "Pupils behind half of the rise",
        columns,
        "nobody who was there in both half terms missed a larger share.",
        note="Of the pupils who missed a larger share than before, those who together make up half of what they added, "
        f"at most {MOST_NAMED}. A prompt for a conversation: one illness is enough to be here.",
    )


@lru_cache(maxsize=2)
def moved(since: Since) -> pd.DataFrame:
    """A row per enrolment with ``move``, how far it moved the school's rate (exact), and ``kind``."""
    frame = since.enrolments.reset_index(drop=True)
    before, now = since.counts("upn")
    found = moves(before, now)
    return frame.assign(
        move=[found[upn] for upn in frame.upn],
        kind=[
            _kind(*row)
            for row in zip(frame.possible_before, frame.absent_before, frame.possible, frame.absent, strict=True)
        ],
    )


def half_of_the_rise(frame: pd.DataFrame) -> pd.DataFrame:
    """The fewest of those who missed more that together make up half of what they added, the largest first."""
    rose = frame[(frame.kind == MORE) & (frame.move > 0)]
    rose = rose.assign(size=[float(move) for move in rose.move]).sort_values(["size", "upn"], ascending=[False, True])
    reached = Fraction(0)
    for at, move in enumerate(rose.move):
        if 2 * reached >= sum(rose.move, Fraction(0)):
            return rose.head(at)
        reached += move
    return rose


def _kind(possible_before: int, absent_before: int, possible: int, absent: int) -> str:
    if not possible_before:
        return NEW
    if not possible:
        return GONE
    now, then = absent * possible_before, absent_before * possible
    return MORE if now > then else LESS if now < then else SAME


def _concentrated(frame: pd.DataFrame) -> str:
    few, more = len(half_of_the_rise(frame)), int((frame.kind == MORE).sum())
    if not few or few == more:
        return ""
    verb = "makes" if few == 1 else "make"
    return f"{plural(few, 'pupil')} of the {more} who missed a larger share {verb} up half of what they added. "
