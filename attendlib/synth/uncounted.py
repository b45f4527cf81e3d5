"""Which sessions of the invented city count for nobody?

Pupils below compulsory school age who come for half days, sixth-formers without lessons, the dual registered while at
their other school, and the rare days on which a pupil could not come through nobody's choice.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.synth.absences import DAYS_IN_YEAR
from attendlib.synth.facts import mark
from attendlib.synth.sheet import BOTH, PM, Sheet

SETTLING_DAYS = 10
_HALF_THE_SCHOOLS, _FREE_LESSONS = 0.5, 0.3
_RARE = {"transport": 0.006, "no_access": 0.004, "unavoidable": 0.01}
"""Blocks in a year per pupil; the first two only where a pupil has a plan (SEN "E")."""

_SNOW_SCHOOLS, _SNOW_PUPILS = 0.3, 0.04


def settling_in(sheet: Sheet, year: NDArray[np.int8], rng: np.random.Generator) -> None:
    """In half of the schools reception children come for mornings only in the first two weeks of the year."""
    if rng.random() < _HALF_THE_SCHOOLS:
        for row in np.flatnonzero(year == 0).tolist():
            sheet.day_block(row, 0, SETTLING_DAYS, "not_required", PM)


def sixth_form(sheet: Sheet, year: NDArray[np.int8], rng: np.random.Generator) -> None:
    """Sixth-formers without lessons in the same sessions of every week."""
    weekday = (sheet.days.days.astype("int64") + 3) % 7
    of_week = np.stack([2 * weekday, 2 * weekday + 1], axis=1).ravel()
    for row in np.flatnonzero(year > 11).tolist():
        free = np.flatnonzero(rng.random(10) < _FREE_LESSONS)
        sheet.cells[row, np.isin(of_week, free)] = mark("not_required")


def rare_days(sheet: Sheet, planned: NDArray[np.bool_], snow: np.datetime64, rng: np.random.Generator) -> None:
    """Transport or access that failed, a day of snow for some schools, other unavoidable causes."""
    days = sheet.days.positions
    for role, rate in _RARE.items():
        who = np.arange(sheet.enrolments) if role == "unavoidable" else np.flatnonzero(planned)
        for row in who[rng.random(len(who)) < rate * len(days) / DAYS_IN_YEAR].tolist():
            sheet.day_block(row, int(rng.choice(days)), int(rng.integers(1, 4)), role)
    if rng.random() < _SNOW_SCHOOLS and sheet.days.position(snow) < len(sheet.days.days):
        for row in np.flatnonzero(rng.random(sheet.enrolments) < _SNOW_PUPILS).tolist():
            sheet.day_block(row, sheet.days.position(snow), 1, "travel_disruption")


def dual_registered(sheet: Sheet, away_from: NDArray[np.datetime64], away_to: NDArray[np.datetime64]) -> None:
    """The days on which a pupil is due at the other school."""
    for row in np.flatnonzero(~np.isnat(away_from)).tolist():
        days = sheet.days.days
        length = int((sheet.days.open & (days >= away_from[row]) & (days <= away_to[row])).sum())
        if length:
            sheet.day_block(row, sheet.days.position(away_from[row]), length, "dual", BOTH)
