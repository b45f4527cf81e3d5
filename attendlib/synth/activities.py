"""Where are pupils who are at work elsewhere, and who is late?

Whole-year visits, teams on an afternoon, regular mornings at another provider, a week of work experience, provision
arranged by the local authority; and lateness, more of it where the leaning to be absent is high.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.facts import having, mark, share
from attendlib.synth.sheet import BOTH, PM, Sheet

PAINTED_OVER = 1.08
"""Absences are painted over what is here: how much more of it has to be painted to keep the published share."""

_LATE_PAINTED_OVER = {"late": 1.17, "late_unauthorised": 1.2}
"""The same for lateness, which is of mornings at school only and of pupils who are often away."""

_PROVIDER_DAYS = (8, 45)
_LA_DAYS = (20, 80)
_PLACEMENT_DAYS = 5
_WORK_YEAR = 10
_TEAM = 11
_LATE_AM, _MINUTES, _MOST_MINUTES = 0.9, 9.0, 29
"""Part of lateness that is in the morning, and mean and most minutes late before the register closes."""

_AFTER_CLOSE = (31, 120)


def visits(sheet: Sheet, phase: str, year: NDArray[np.int8], rng: np.random.Generator) -> None:
    """Whole days out for a whole year group, as many as make the published share."""
    days = sheet.days.positions
    for group in np.unique(year).tolist():
        for first in rng.choice(days, rng.poisson(share(phase, "visit") * PAINTED_OVER * len(days))).tolist():
            for row in np.flatnonzero(year == group).tolist():
                sheet.day_block(row, first, 1, "visit")


def teams(sheet: Sheet, phase: str, year: NDArray[np.int8], rng: np.random.Generator) -> None:
    """Fixtures: about a team of pupils from the older year groups, for an afternoon."""
    days = sheet.days.positions
    older = np.flatnonzero(year >= np.median(year)) if len(year) else np.zeros(0, dtype=int)
    fixtures = rng.poisson(share(phase, "sport") * PAINTED_OVER * 2 * len(days) * sheet.enrolments / _TEAM)
    for first in rng.choice(days, fixtures).tolist():
        for row in rng.choice(older, min(_TEAM, len(older)), replace=False).tolist():
            sheet.day_block(row, first, 1, "sport", PM)


def elsewhere(
    sheet: Sheet, phase: str, year: NDArray[np.int8], multiple: NDArray[np.float64], rng: np.random.Generator
) -> None:
    """Blocks at another provider: one afternoon in two for some weeks, whole days where the authority arranges it,
    and a week of work experience in Year 10."""
    days, n = sheet.days.positions, sheet.enrolments
    for role, span, halves in (("off_site", _PROVIDER_DAYS, BOTH), ("la_provision", _LA_DAYS, BOTH)):
        blocks = rng.poisson(share(phase, role) * len(days) * n / (sum(span) / 2) * 1.2)
        rows = rng.choice(n, blocks, p=multiple**0.5 / np.sum(multiple**0.5))
        for row, first in zip(rows.tolist(), rng.choice(days, blocks).tolist(), strict=True):
            sheet.day_block(row, first, int(rng.integers(*span)), role, halves)
    placed = np.flatnonzero(year == _WORK_YEAR)
    if len(placed):
        chance = share(phase, "work_experience") * PAINTED_OVER * len(days) * n / _PLACEMENT_DAYS / len(placed)
        first = int(rng.choice(days))
        for row in placed[rng.random(len(placed)) < chance].tolist():
            sheet.day_block(row, first, _PLACEMENT_DAYS, "work_experience")


def lateness(sheet: Sheet, phase: str, multiple: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Late before the register closes, mostly in the morning, with the minutes."""
    part = np.tile([_LATE_AM, 1 - _LATE_AM], len(sheet.days.days))
    weight = multiple**0.6 / np.mean(multiple**0.6) * multiple.mean()
    chance = np.outer(weight, part) * share(phase, "late") * _LATE_PAINTED_OVER["late"] * 2
    sheet.scatter(np.minimum(chance, 0.7), "late", ("present_am", "present_pm"), rng)
    late = having("late")[sheet.cells]
    drawn = 1 + rng.geometric(1 / _MINUTES, int(late.sum()))
    sheet.minutes[late] = np.minimum(drawn, _MOST_MINUTES)


def late_without_reason(sheet: Sheet, phase: str, multiple: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Mornings on which a pupil came after the register had closed, with the minutes."""
    mornings = np.tile([1.0, 0.0], len(sheet.days.days))
    chance = (
        np.outer(multiple, mornings) * share(phase, "late_unauthorised") * _LATE_PAINTED_OVER["late_unauthorised"] * 2
    )
    sheet.scatter(np.minimum(chance, 0.6), "late_unauthorised", ("present_am", "late"), rng)
    late = sheet.cells == mark("late_unauthorised")
    sheet.minutes[late] = rng.integers(*_AFTER_CLOSE, int(late.sum()))
