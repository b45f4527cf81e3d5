"""Which figures does a table withhold that anybody may read?"""

from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from attendlib.disclosure import small_numbers
from attendlib.measures.decided import CLASSES
from attendlib.measures.rates import RATES
from attendlib.report.view import View
from attendlib.report.words import plural
from attendlib.report.written import HIDDEN

COUNTED = ("enrolments", *CLASSES)
"""The counts of pupils that can be withheld: a group as a whole, and each class."""

NOT_TOLD = "a number not told here"
"""Stands in a sentence for a count that could tell of somebody."""

ByCount = Mapping[str, Sequence[object]]
"""For each of COUNTED something about every row."""


def withheld(
    view: View, frame: pd.DataFrame, within: ByCount | None = None, also: ByCount | None = None
) -> pd.DataFrame:
    """The frame, as ``shown`` made it, of a report for anybody: a group of too few shows no figure, and a class that
    could tell of somebody neither its count nor its share, with as many others as keep it from being worked out.

    within: what each row's counts add up to, all rows to one total where None · also: the rows to withhold in any case.
    A report for named staff of one school withholds nothing."""
    if not view.public or frame.empty:
        return frame
    rule, kept = small_numbers(view.window.end), frame.reset_index(drop=True).astype(object)
    counts, gone = kept.copy(), np.zeros(len(kept), dtype=bool)
    for name in [name for name in COUNTED if _is_counted(counts, name)]:
        whole, any_case = name == COUNTED[0], gone | np.asarray((also or {}).get(name, gone), dtype=bool)
        for part in _parts((within or {}).get(name, [""] * len(kept))):
            sizes, known = counts.enrolments[part].tolist(), any_case[part].tolist()
            told = rule.groups(sizes, known) if whole else rule.counts(counts[name][part].tolist(), sizes, known)
            rows = part[np.asarray(told)]
            hide(kept, rows, [*RATES, *COUNTED] if whole else [name, f"{name}_percent"])
            gone[rows] |= whole
    return kept


def _parts(of_total: Sequence[object]) -> list[NDArray[np.int64]]:
    """The places of the rows whose counts add up to the same total, total by total."""
    return [np.flatnonzero([one == total for one in of_total]) for total in dict.fromkeys(of_total)]


def withheld_alone(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The same of rows that share no total with others, such as a school or the city as a whole."""
    if not view.public or frame.empty:
        return frame
    return pd.DataFrame([without_small(view, row) for row in frame.to_dict("records")], dtype=object)


def without_small(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """Such a row by itself: its classes withheld where so few pupils are in them, or not in them, that one could be
    told."""
    shown = dict(row)
    for name in CLASSES:
        if is_hidden(view, row, name):
            shown[name] = shown[f"{name}_percent"] = HIDDEN
    return shown


def is_hidden(view: View, row: Mapping[str, Any], name: str) -> bool:
    """Whether a class of such a row is withheld. A year without a rule for it has nothing to withhold."""
    if not view.public or name not in row or isinstance(row[name], str) or pd.isna(row[name]):
        return False
    return small_numbers(view.window.end).is_small_count(int(row[name]), int(row["enrolments"]))


def counts_told(view: View, parts: Sequence[int], wholes: Sequence[int]) -> list[int | str]:
    """Counts of pupils that make up a total which may be known, each of a group of its own: those that could tell of
    somebody are withheld, with as many others as keep them from being worked out."""
    if not view.public:
        return list(parts)
    hidden = small_numbers(view.window.end).counts(parts, wholes)
    return [HIDDEN if gone else part for part, gone in zip(parts, hidden, strict=True)]


def told(count: int | str, noun: str = "") -> str:
    """A count in a sentence, of things called ``noun``; words where it is withheld."""
    if isinstance(count, str):
        return NOT_TOLD
    return plural(count, noun) if noun else f"{count:,}"


def hide(frame: pd.DataFrame, rows: ArrayLike, columns: Sequence[str]) -> None:
    """Put the mark of a withheld figure in these rows of those columns that the frame has."""
    frame.loc[rows, [column for column in columns if column in frame]] = HIDDEN


def _is_counted(frame: pd.DataFrame, name: str) -> bool:
    """The year has a rule for the class, so that its counts stand in the frame."""
    return name in frame and all(isinstance(count, Integral) for count in frame[name])
