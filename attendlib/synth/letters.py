"""Which letters and meetings followed from the invented marks, and what did they change?

Two weeks into each half term but the first, every pupil's attendance in the year so far is looked at: a first letter
below one level, a second below a lower one to those who had the first, and for half of those a meeting two weeks
later. What is planted stands in ``steps.csv``: letters change nothing; after a meeting each spell of absence is called
off with a fixed chance. Who gets a meeting is drawn by lot, so that a fair comparison can find the effect; before and
after the letters alone there is only regression to the mean.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from attendlib.policy import table
from attendlib.synth.facts import counting, having, mark
from attendlib.synth.fill import Filled
from attendlib.synth.spells import CAUSES

_SENT, _MEETINGS = 0.92, 0.5
_REVIEW_AFTER, _MEETING_AFTER = 9, 10
"""School days from the start of a half term to its review, and from the review to the meetings."""


def effects() -> dict[str, float]:
    """The planted change in the number of later spells of absence, by step: -0.3 is three tenths fewer."""
    return {row["step"]: float(row["effect"]) for row in table("synthetic/steps")}


def below() -> dict[str, int]:
    """Attendance in percent below which a letter goes out, by step."""
    return {row["step"]: int(row["below_percent"]) for row in table("synthetic/steps") if row["below_percent"]}


@dataclass(frozen=True)
class Step:
    """One thing done for one enrolment (a row of the sheet)."""

    row: int
    day: np.datetime64
    step: str
    outcome: str


def follow(filled: Filled, on: date, rng: np.random.Generator) -> list[Step]:
    """Every step of one school, in order of day. Changes the marks after each meeting, in place."""
    days = filled.sheet.days
    done: list[Step] = []
    had: dict[str, set[int]] = {step: set() for step in effects()}
    for half_term in (2, 3, 4, 5, 6):
        held = days.positions[days.half_term[days.positions] == half_term]
        if len(held) <= _REVIEW_AFTER:
            continue
        review = int(held[_REVIEW_AFTER])
        written = _letters(filled, review, had, on, rng)
        done += [Step(row, days.days[review], step, "sent") for row, step in written]
        later = days.positions[days.positions > review]
        invited = [row for row, step in written if step == "letter-b" and rng.random() < _MEETINGS]
        if len(later) < _MEETING_AFTER:
            continue
        meeting = int(later[_MEETING_AFTER - 1])
        for row in (row for row in invited if filled.here[row, 2 * meeting]):
            had["meeting"].add(row)
            done.append(Step(row, days.days[meeting], "meeting", "held"))
            call_off(filled, row, meeting, rng)
    return sorted(done, key=lambda step: (step.day, step.row))


def _letters(
    filled: Filled, review: int, had: dict[str, set[int]], on: date, rng: np.random.Generator
) -> list[tuple[int, str]]:
    """The letters of one review day: (row, step). One letter at most for each pupil, and none is sent twice."""
    attended, authorised, unauthorised = counting(on)
    cells = filled.sheet.cells[:, : 2 * review]
    there, possible = attended[cells].sum(axis=1), (attended | authorised | unauthorised)[cells].sum(axis=1)
    sent = rng.random(len(cells)) < _SENT
    written, limits = [], below()
    for row in np.flatnonzero(sent & filled.here[:, 2 * review] & (possible > 0)).tolist():
        first = row not in had["letter-a"]
        step = "letter-a" if first else "letter-b"
        if row not in had["letter-b"] and 100 * int(there[row]) < limits[step] * int(possible[row]):
            had[step].add(row)
            written.append((row, step))
    return written


def call_off(filled: Filled, row: int, after: int, rng: np.random.Generator) -> None:
    """Take away some of one pupil's spells that begin after a day: the pupil is there instead."""
    spells, cells = filled.spells, filled.sheet.cells
    numbers = spells.number[row]
    later = np.setdiff1d(numbers[after + 1 :], numbers[: after + 1])
    gone = later[rng.random(len(later)) < -effects()["meeting"]]
    days = np.flatnonzero(np.isin(numbers, gone[gone > 0]))
    removable: NDArray[np.bool_] = having("unresolved", *CAUSES)
    for half, role in ((0, "present_am"), (1, "present_pm")):
        columns = 2 * days + half
        cells[row, columns[removable[cells[row, columns]]]] = mark(role)
