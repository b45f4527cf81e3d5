"""What did one pupil's register say, week by week, in the academic year so far?

What a parent gets to see with a letter: every mark as it stands, and nothing that the figures of the letter do not
count. The sums are those of ``figures``, made from the same marks.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from attendlib.calendar import week_start, weekday
from attendlib.casework.figures import Counts
from attendlib.casework.marks import CATEGORIES, NO_MARK, SchoolMarks
from attendlib.codes import Category, Code, code_book
from attendlib.register import SESSIONS

CLOSED, UNMARKED = "–", "?"
"""What stands where no session was held, or the pupil was not on roll; and where a session has no mark."""

SCHOOL_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
SLOTS = tuple(f"{day} {session}" for day in SCHOOL_DAYS for session in SESSIONS)
"""The sessions of a week, in order."""


@dataclass(frozen=True)
class Cell:
    """One session: its mark, CLOSED or UNMARKED, and the mark's category, None where there is no mark."""

    mark: str
    category: Category | None = None


@dataclass(frozen=True)
class Week:
    """One school week in which the pupil was on roll. monday: its first day · cells: one for each of SLOTS · counts: of
    the week · so_far: of the year up to its end."""

    monday: date
    cells: tuple[Cell, ...]
    counts: Counts
    so_far: Counts


@dataclass(frozen=True)
class Late:
    """Late arrivals of one kind: how often, in how many of them the register gives the minutes, and their sum."""

    times: int
    timed: int
    minutes: int


@dataclass(frozen=True)
class AttendanceRecord:
    """A pupil's record of the academic year so far.

    counts: its sessions · codes: each mark used, with what it means and how often · late_before: late before the
    register closed, which counts as present · late_after: after it, an unauthorised absence · marked_to: the day of the
    latest mark, None where there is none."""

    weeks: tuple[Week, ...]
    counts: Counts
    codes: tuple[tuple[Code, int], ...]
    late_before: Late
    late_after: Late
    marked_to: date | None


def attendance_record(marks: SchoolMarks, pupil: int, first: date) -> AttendanceRecord:
    """The record of one enrolment from ``first`` on. ``marks`` are to have their minutes."""
    year = marks.days >= np.datetime64(first)
    days, code = marks.days[year], marks.code[pupil, year]
    on_roll, mondays = marks.on_roll[pupil, year], week_start(marks.days[year])
    weeks: list[Week] = []
    so_far = Counts(0, 0, 0)
    for monday in np.unique(mondays[on_roll]):
        here = mondays == monday
        category = marks.category[pupil, year][here]
        counts = _counts(category)
        so_far = Counts(*(one + more for one, more in zip(so_far, counts, strict=True)))
        cells = _cells(marks, weekday(days[here]), code[here], category, on_roll[here])
        weeks.append(Week(monday.item(), cells, counts, so_far))
    marked = days[(code != NO_MARK).any(axis=1)]
    late = code_book().late_codes
    return AttendanceRecord(
        tuple(weeks),
        so_far,
        _used(marks, code, marked[-1].item() if len(marked) else first),
        _late(marks, pupil, year, late["before"]),
        _late(marks, pupil, year, late["after"]),
        marked[-1].item() if len(marked) else None,
    )


def _counts(category: np.ndarray) -> Counts:
    times = Counter(CATEGORIES[place] for place in category.ravel().tolist() if place != NO_MARK)
    present, authorised = times[Category.PRESENT] + times[Category.ACTIVITY], times[Category.AUTHORISED]
    return Counts(present, authorised, times[Category.UNAUTHORISED])


def _cells(
    marks: SchoolMarks, day: np.ndarray, code: np.ndarray, category: np.ndarray, on_roll: np.ndarray
) -> tuple[Cell, ...]:
    """The sessions of one week, Monday morning first."""
    cells = [Cell(CLOSED)] * len(SLOTS)
    for which, codes, categories, there in zip(day.tolist(), code.tolist(), category.tolist(), on_roll, strict=True):
        for session, (mark, kind) in enumerate(zip(codes, categories, strict=True)):
            slot = which * len(SESSIONS) + session
            if mark != NO_MARK:
                cells[slot] = Cell(marks.codes[mark], Category(CATEGORIES[kind]))
            elif there:
                cells[slot] = Cell(UNMARKED)
    return tuple(cells)


def _used(marks: SchoolMarks, code: np.ndarray, day: date) -> tuple[tuple[Code, int], ...]:
    """The marks that stand in the record, in order of category and code, each as it is understood on that day."""
    times = Counter(marks.codes[place] for place in code.ravel().tolist() if place != NO_MARK)
    entries = [(code_book().entry(mark, day), count) for mark, count in times.items()]
    order = list(Category)
    return tuple(sorted(entries, key=lambda pair: (order.index(pair[0].category), pair[0].late, pair[0].code)))


def _late(marks: SchoolMarks, pupil: int, year: np.ndarray, codes: tuple[str, ...]) -> Late:
    late = marks.having(codes)[pupil, year]
    minutes = marks.minutes[pupil, year][late] if marks.minutes is not None else np.empty(0)
    timed = minutes[~np.isnan(minutes)]
    return Late(int(late.sum()), len(timed), int(timed.sum()))
