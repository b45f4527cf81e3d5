"""Can it be told what moved the number, and how are its parts written?"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attendlib.measures.change import Counts
from attendlib.report.blocks import Callout, Column
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import without_marks
from attendlib.report.since import Since
from attendlib.report.view import PLACES as RATES
from attendlib.rounding import adding_up, percents

PLACES = 2
"""Decimal places of a change and its parts: many parts are smaller than a tenth of a point."""

HALVES = ("before", "now")
"""The keys of the rates in the earlier and the later half term."""

ADD_UP = (
    "Points: percentage points of the school's absence, worked out before rounding, above nought where they raised it; "
    "rounded so that they add up to the change."
)


def untold(since: Since) -> Callout | None:
    """Why there is no change to tell of; None where there is."""
    told = without_marks(since.view)
    if told or since.halves:
        return told
    return Callout(
        "note",
        "No earlier half term to compare with",
        "What moved the number is told from two half terms with more than a week of marks each; this year has not two.",
    )


def rates(before: Counts, now: Counts) -> dict[str, Any]:
    """The rates in the two half terms as shown, None where nothing was possible."""
    counts = (before, now)
    absent, possible = [g.absent for g in counts], [g.possible for g in counts]
    return dict(zip(HALVES, low(percents(absent, possible, RATES), absent), strict=True))


def rate_columns(since: Since) -> list[Column]:
    """The columns of ``rates``."""
    halves = zip(HALVES, since.halves, strict=True)
    return [Column(name, f"Absence, {half.label.lower()}", "percent", RATES) for name, half in halves]


def points(parts: Sequence[Fraction]) -> list[Decimal]:
    """Shares as percentage points that add up to their rounded sum."""
    return adding_up([100 * part for part in parts], PLACES)


def exact_points(share: Fraction) -> Decimal:
    """One share as percentage points."""
    return points([share])[0]
