"""Which pupils are in a study of attainment, and what do the tables of the official study say of them?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from attendlib.measures.chance import of_share
from attendlib.policy import benchmarks
from attendlib.report import charts
from attendlib.report.blocks import Chart, Column, Table, Words
from attendlib.report.words import listed, plural, sentence
from attendlib.research import (
    Matched,
    absence_by_attainment,
    attainment_by_band,
    attainment_by_class,
    attainment_by_twentieth,
)
from attendlib.research.attainment.matched import Fate
from attendlib.rounding import half_up, percent

BANDS = (0, 5, 10, 15, 20, 50)
"""Lower edges of the bands shown, in percent."""

FEW = 10
"""Pupils below which a percentage moves a lot with one of them, which the note says."""


def about(study: Matched) -> Words:
    """How many pupils the study has, over what, and of whom it says nothing."""
    frame, over = study.frame, listed(study.years)
    lines = [
        f"The study has {plural(len(frame), 'pupil')} of {plural(frame.urn.nunique(), 'school')} with a result in "
        f"{study.measure}, {study.academic_year}, and their absence in {over}."
    ]
    lines += study.remarks
    if study.lacking:
        lines.append(f"No marks are held of {', '.join(study.lacking)}, which belong to the key stage.")
    without = frame[["score", "prior"]].isna().sum()
    lines.append(
        f"Of these, {without.score:,} have no score and {without.prior:,} no earlier one; a model leaves them out and "
        "says how many."
    )
    if study.unmatched and study.absence_without is not None:
        own = percent(int(frame.absent.sum()), int(frame.possible.sum()))
        lines.append(
            f"{sentence(plural(study.unmatched, 'pupil'))} on roll in the same year groups at the same kind of school "
            f"have marks and no result at all: they missed {half_up(study.absence_without, 1)}% of their sessions, "
            f"those in the study {own}%. Nothing here speaks for them."
        )
    return Words(lines)


def account(study: Matched) -> Table:
    """What became of every result."""
    rows: list[dict[str, Any]] = [
        {
            "what": sentence(one.what),
            "pupils": one.pupils,
            "absence": _share(one),
        }
        for one in study.account
    ]
    rows.append({"what": "All results", "pupils": study.results, "absence": "z"})
    return Table(
        f"Results in {study.measure}, {study.academic_year}: in the study, or why not",
        [
            Column("what", "What became of them"),
            Column("pupils", "Pupils", "count"),
            Column("absence", "Their absence", "percent"),
        ],
        rows,
        "there are no results.",
        note="The first reason that holds is counted. Pupils are kept by the rules of the official study of 2018/19. "
        "Absence is of those whose sessions at mainstream schools are held and would count in official statistics.",
        total=True,
    )


def _share(one: Fate) -> Decimal | str:
    """The absence of those of whom it is held; a mark where it is of nobody."""
    if one.absence is None:
        return "x" if one.pupils else "z"
    return half_up(one.absence, 1)


def by_attainment(study: Matched, order: Sequence[str] = ()) -> Table:
    """The official study's first table: absence by attainment group. order: the groups as they are to stand."""
    frame = absence_by_attainment(study.frame, "level", order)
    return Table.from_frame(
        frame,
        "Absence by attainment",
        [
            Column("group", "Attainment"),
            Column("pupils", "Pupils", "count"),
            Column("possible", "Possible sessions", "sessions"),
            Column("absent", "Absent sessions", "sessions"),
            Column("absence_percent", "Absence", "percent"),
        ],
        "no result has a level.",
        note=_few(frame.pupils),
        total=True,
    )


def published(key_stage: str) -> Table:
    """The same table as DfE published it of England, for the form of it and not to compare with."""
    rows = [row for row in benchmarks("absence_by_attainment") if row["key_stage"] == key_stage]
    told = [
        {
            "group": "All pupils" if row["attainment"] == "all" else sentence(row["attainment"]),
            "pupils": int(row["pupils"]),
            "percent": float(row["percent"]),
        }
        for row in rows
    ]
    columns = [
        Column("group", "Attainment"),
        Column("pupils", "Pupils", "count"),
        Column("percent", "Absence", "percent"),
    ]
    source = f"{rows[0]['source']}. Another year, another measure and whole key stages." if rows else ""
    year = f", {rows[0]['academic_year']}" if rows else ""
    caption = f"England, {key_stage}{year}: absence by attainment (published)"
    return Table(
        caption, columns, told, "DfE published no such table of this key stage.", note=source, total=bool(told)
    )


def by_band(study: Matched) -> Table:
    """The official study's second table: attainment by band of absence; and by persistent and severe absence."""
    parts = [attainment_by_band(study.frame, BANDS), attainment_by_class(study.frame)]
    frame = pd.concat(parts, ignore_index=True)
    ends = [of_share(int(one.attained), int(one.pupils)) if one.pupils else None for one in frame.itertuples()]
    frame = frame.assign(
        group=[sentence(name) for name in frame.group],
        low=[end and half_up(100 * end.low, 1) for end in ends],
        high=[end and half_up(100 * end.high, 1) for end in ends],
    )
    return Table.from_frame(
        frame,
        "Attainment by absence",
        [
            Column("group", "Absence"),
            Column("pupils", "Pupils", "count"),
            Column("attained", "Passed", "count"),
            Column("percent", "Share", "percent"),
            Column("low", "95% interval from", "percent"),
            Column("high", "to", "percent"),
        ],
        "no result says whether it was a pass.",
        note="The last three rows are the same pupils again. Intervals by Wilson's method, pupils taken to be "
        "independent.",
    )


def without_score(study: Matched) -> Table:
    """What those without a score could do to the shares that passed: none of them might have, or all."""
    rest = study.unscored
    known, none, every = (
        attainment_by_band(pd.concat([study.frame, more]), BANDS)
        for more in (rest.head(0), rest.assign(passed=0.0), rest.assign(passed=1.0))
    )
    frame = known.assign(
        group=[sentence(name) for name in known.group],
        without=none.pupils - known.pupils,
        low=none.percent,
        high=every.percent,
    )
    columns = [
        Column("group", "Absence"),
        Column("pupils", "With a result", "count"),
        Column("percent", "Of these, passed", "percent"),
        Column("without", "Without one", "count"),
        Column("low", "If none of them had passed", "percent"),
        Column("high", "If all had", "percent"),
    ]
    caption = "Attainment by absence, with those who have no score"
    note = "Of the pupils who would be in the study if their result said anything. The truth lies between the last two."
    return Table.from_frame(frame, caption, columns, "no result says whether it was a pass.", note=note)


def by_twentieth(study: Matched) -> Chart:
    """Attainment by twentieth of absence."""
    frame = attainment_by_twentieth(study.frame)
    ends = zip(frame.low, frame.high, strict=True)
    frame["name"] = [f"{low:.1f}% to {high:.1f}%" if low != high else f"{low:.1f}%" for low, high in ends]
    return charts.bars(
        frame,
        "name",
        "percent",
        "Passed, by twentieth of absence",
        label_name="Absence from and to",
        value_name="Share that passed",
        ordered=True,
        note=f"Each bar has about {half_up(frame.pupils.mean(), 0)} pupils, too few for one bar to mean much; pupils "
        "with the same absence stand in the same one.",
        empty="no result says whether it was a pass.",
    )


def _few(pupils: "pd.Series[int]") -> str:
    return f"A row of fewer than {FEW} pupils moves a lot with a single one." if (pupils < FEW).any() else ""
