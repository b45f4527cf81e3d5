"""Which absences come in blocks, and which as a single session?

Holidays in whole weeks, suspensions of one to five days, part-time timetables with afternoons off for weeks, families
that travel; appointments and interviews as single sessions; a day of religious observance; study leave in Year 11.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.facts import mark, share
from attendlib.synth.sheet import BOTH, PM, Sheet

PRESENT = ("present_am", "present_pm", "late")
EXAM_YEAR = 11
DAYS_IN_YEAR = 190
"""School days over which a year's share of study leave is spread."""

_HOLIDAY_DAYS, _HOLIDAY_SHARE = (2, 3, 5, 10), (0.16, 0.12, 0.55, 0.17)
_BY_THE_HOLIDAYS = 4.0
"""How many times as likely a holiday is in the last week of a half term as in another."""

_BLOCKS = {"suspended": (1, 6), "part_time": (15, 45), "travelling": (8, 30), "performance": (1, 4)}
"""Between how many days, the upper not reached, blocks of each role last."""

_POWER = {"suspended": 0.9, "part_time": 0.9, "travelling": 0.4, "performance": 0.0}
_MOCKS = 0.15
"""Part of study leave that is taken for mock examinations in winter; the rest comes after the early May holiday."""


def holidays(sheet: Sheet, phase: str, multiple: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Blocks that mostly begin on a Monday, and often in the last week of a half term."""
    days = sheet.days
    mondays = days.positions[np.diff(days.positions // 5, prepend=-1) > 0]
    last_week = np.append(np.diff(days.half_term[mondays]) != 0, False)
    weight = np.where(last_week, _BY_THE_HOLIDAYS, 1.0)
    mean = float(np.dot(_HOLIDAY_DAYS, _HOLIDAY_SHARE))
    pull = multiple**0.7 / np.mean(multiple**0.7) * multiple.mean()
    counts = rng.poisson(share(phase, "holiday") * len(days.positions) / mean * pull)
    for row in np.repeat(np.arange(sheet.enrolments), counts).tolist():
        length = int(rng.choice(_HOLIDAY_DAYS, p=_HOLIDAY_SHARE))
        first = int(rng.choice(mondays, p=weight / weight.sum()))
        sheet.day_block(row, first + max(0, 5 - length), length, "holiday")


def blocks(sheet: Sheet, phase: str, multiple: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Suspensions, part-time timetables, travelling and performing, as many as make the published share."""
    days = sheet.days.positions
    for role, (least, over) in _BLOCKS.items():
        halves = PM if role == "part_time" else BOTH
        sessions = (least + over - 1) / 2 * len(halves)
        pull = np.minimum(multiple, 8.0) ** _POWER[role]
        rate = share(phase, role) * 2 * len(days) / sessions * 1.1
        counts = rng.poisson(rate * pull / pull.mean() * multiple.mean())
        for row in np.repeat(np.arange(sheet.enrolments), counts).tolist():
            sheet.day_block(row, int(rng.choice(days)), int(rng.integers(least, over)), role, halves)


def single_sessions(sheet: Sheet, phase: str, multiple: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Medical appointments and interviews: half days, over marks of presence only."""
    pull = (multiple**0.4 / np.mean(multiple**0.4))[:, None]
    for role in ("medical", "interview"):
        sheet.scatter(np.minimum(share(phase, role) * pull * 1.07, 0.5), role, PRESENT, rng)


def observance(
    sheet: Sheet, phase: str, observing: NDArray[np.bool_], day: np.datetime64, rng: np.random.Generator
) -> None:
    """One day of religious observance, the same for the whole city, kept by some of those who observe it."""
    position = sheet.days.position(day)
    if position >= len(sheet.days.days) or not observing.any():
        return
    wanted = share(phase, "religious") * 2 * len(sheet.days.positions) * sheet.enrolments / 2
    keep = observing & (rng.random(len(observing)) < wanted / observing.sum())
    for row in np.flatnonzero(keep).tolist():
        sheet.day_block(row, position, 1, "religious")


def study_leave(
    sheet: Sheet, phase: str, year: NDArray[np.int8], exams: np.datetime64, rng: np.random.Generator
) -> None:
    """Year 11: a few days in January, and most days from ``exams`` on, as far as the marks go."""
    sitting = np.flatnonzero(year == EXAM_YEAR)
    if not len(sitting):
        return
    of_year = share(phase, "study") * 2 * DAYS_IN_YEAR * sheet.enrolments / len(sitting)
    january = sheet.days.positions[np.isin(sheet.days.half_term[sheet.days.positions], (3,))]
    summer = sheet.days.positions[sheet.days.days[sheet.days.positions] >= exams]
    for part, days in ((_MOCKS, january), (1 - _MOCKS, summer)):
        if len(days):
            chosen = np.repeat(rng.random((len(sitting), len(days))) < of_year * part / 2 / len(days), 2, axis=1)
            columns = np.stack([2 * days, 2 * days + 1], axis=1).ravel()
            rows, places = np.nonzero(chosen)
            sheet.cells[sitting[rows], columns[places]] = mark("study")
