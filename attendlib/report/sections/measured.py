"""How is each measure headed in a table, and how is a figure written that rounds to nothing?"""

from collections.abc import Iterable

import pandas as pd

from attendlib.measures.rates import RATES
from attendlib.report.blocks import Column
from attendlib.report.written import LOW, NOT_APPLICABLE

COLUMNS = {
    column.key: column
    for column in (
        Column("enrolments", "Enrolments", "count"),
        Column("possible", "Possible sessions", "sessions"),
        Column("absent", "Sessions missed", "sessions"),
        Column("authorised", "Authorised", "sessions"),
        Column("unauthorised", "Unauthorised", "sessions"),
        Column("late_before_close", "Late", "sessions"),
        Column("attendance_percent", "Attendance", "percent"),
        Column("absence_percent", "Overall absence", "percent"),
        Column("authorised_percent", "Authorised absence", "percent"),
        Column("unauthorised_percent", "Unauthorised absence", "percent"),
        Column("persistently_absent", "Persistently absent", "count"),
        Column("persistently_absent_percent", "Persistently absent, share", "percent"),
        Column("severely_absent", "Severely absent", "count"),
        Column("severely_absent_percent", "Severely absent, share", "percent"),
    )
}
"""The column of each measure, under one heading in every table."""


def columns(*measures: str) -> list[Column]:
    """The columns of some measures."""
    return [COLUMNS[measure] for measure in measures]


def heading(measure: str) -> str:
    """What a measure is called where all figures are rates."""
    return COLUMNS[measure].label.removesuffix(", share")


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame for a table: a rate that is not nothing but rounds to it is ``low``, and a class for which the year has
    no rule does not apply."""
    kept = frame.copy()
    for rate, (part, whole) in RATES.items():
        if rate in kept and part in kept:
            kept[rate] = low(kept[rate], kept[part])
        elif rate.endswith("_absent_percent") and whole in kept:
            kept[rate] = kept[part] = NOT_APPLICABLE
    return kept


def low(rates: Iterable[float], counts: Iterable[int]) -> list[float | str]:
    """Each rate, or ``low`` where it is written as nothing though its count is not."""
    return [LOW if count > 0 and rate == 0 else rate for rate, count in zip(rates, counts, strict=True)]


def one(frame: pd.DataFrame) -> pd.Series:
    """The only row of a frame over everybody. Where there is none, zeros and no rates."""
    if len(frame):
        return frame.iloc[0]
    return pd.Series({name: float("nan") if name.endswith("percent") else 0 for name in frame.columns})


def difference(now: float, other: float) -> float:
    """The difference of two figures already rounded to one place, as shown: exact in tenths."""
    return (int(f"{now:.1f}".replace(".", "")) - int(f"{other:.1f}".replace(".", ""))) / 10
