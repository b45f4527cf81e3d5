"""Which mistakes are planted in a register, and how many of each?

Every fault sits on marks of its own, so that each is found by its own rule. ``planted`` of the register counts what
the check of that name should report: rows, days, sessions of a tutor group, or pupils.
"""

import numpy as np
from numpy.typing import NDArray

from attendlib.identifiers import check_letter
from attendlib.synth.facts import having, mark
from attendlib.synth.layouts import WRITERS
from attendlib.synth.made import CHARACTERS, RECORDS, MadeRegister, Rows, rows_of
from attendlib.synth.schools import LA_CODE

UNKNOWN, RETIRED, MISSING, SLASHES, OLD_UNRESOLVED = 3, 4, 5, 2, 3
CLOSED, CONFLICTS, REPEATS, OFF_ROLL = 2, 3, 4, 2
OLD = 30
"""School days before the as-of day at which an unresolved absence is old."""

_TOTALS_OUT_BY = 2


def plant(register: MadeRegister, rng: np.random.Generator) -> None:
    """Plant the faults that the register's layout can hold, in place, and make its rows."""
    holds = WRITERS[register.school.layout].HOLDS
    if holds != CHARACTERS:
        _wrong_cells(register, rng)
    _old_unresolved(register, rng)
    register.rows = rows = rows_of(register.sheet, register.marked)
    if holds == CHARACTERS:
        register.shift = {int(rng.integers(0, len(register.upns))): _TOTALS_OUT_BY}
        register.planted["ctf-totals-differ"] = 1
    elif holds == RECORDS:
        register.rows = _with_wrong_rows(register, rows, rng)


def _ordinary(register: MadeRegister, count: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Rows and columns of ``count`` different cells of pupils plainly present."""
    right = register.sheet.cells == _present(np.arange(register.sheet.cells.shape[1]))
    plain = np.argwhere(right & register.marked)
    chosen = plain[rng.choice(len(plain), min(count, len(plain)), replace=False)]
    return chosen[:, 0], chosen[:, 1]


def _wrong_cells(register: MadeRegister, rng: np.random.Generator) -> None:
    """Marks that are wrong where they stand: no such code, a code that has ended, no mark, the other slash."""
    cells = register.sheet.cells
    rows, columns = _ordinary(register, UNKNOWN + RETIRED + MISSING + SLASHES, rng)
    parts = np.split(np.arange(len(rows)), np.cumsum([UNKNOWN, RETIRED, MISSING]))
    unknown, retired, missing, slashes = parts
    cells[rows[unknown], columns[unknown]] = mark("fault_unknown")
    for part, roles in (
        (retired, ("fault_retired_holiday", "fault_retired_interview")),
        (missing, ("blank", "fault_dash")),
    ):
        for turn, i in enumerate(part.tolist()):
            cells[rows[i], columns[i]] = mark(roles[turn % 2])
    other = np.where(columns[slashes] % 2 == 0, mark("present_pm"), mark("present_am"))
    cells[rows[slashes], columns[slashes]] = other
    register.planted.update(
        {
            "unknown-code": len(unknown),
            "retired-code": len(retired),
            "missing-mark": len(missing),
            "wrong-session-slash": len(slashes),
        }
    )


def _old_unresolved(register: MadeRegister, rng: np.random.Generator) -> None:
    """Absences of long ago whose reason was never found out."""
    cells, held = register.sheet.cells, register.sheet.days.positions
    if len(held) <= OLD:
        return
    limit = 2 * held[-OLD]
    old = np.argwhere(having("other", "illness")[cells[:, :limit]] & register.marked[:, :limit])
    chosen = old[rng.choice(len(old), min(OLD_UNRESOLVED, len(old)), replace=False)]
    cells[chosen[:, 0], chosen[:, 1]] = mark("unresolved")
    register.planted["n-unresolved"] = len(chosen)


def _with_wrong_rows(register: MadeRegister, right: Rows, rng: np.random.Generator) -> Rows:
    """The rows with others among them: rows that should not be there at all, each put in at some place of the file."""
    more = [_closed(register, rng), _off_roll(register, rng), _unknown_pupil(register, rng)]
    more += [_repeated(register, rng)]
    pupil, session, cell = (np.concatenate([part[i] for part in more]) for i in range(3))
    rows = Rows(pupil.astype(np.int32), session.astype(np.int32), cell.astype(np.uint8), np.zeros(len(cell), np.uint8))
    return right.with_more(rows, np.sort(rng.integers(0, len(right) + 1, len(rows))))


def _present(session: NDArray) -> NDArray:
    return np.where(session % 2 == 0, mark("present_am"), mark("present_pm"))


def _closed(register: MadeRegister, rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    """Marks on days on which the school was closed, for pupils who were on roll throughout."""
    days = register.sheet.days
    shut = np.flatnonzero(~days.open & (np.arange(len(days.open)) > days.positions[0]))
    all_year = np.flatnonzero(register.here[:, 2 * days.positions].all(axis=1))
    count = CLOSED if len(shut) and len(all_year) >= CLOSED else 0
    session = 2 * rng.choice(shut, count) + rng.integers(0, 2, count) if count else np.zeros(0, dtype=int)
    register.planted["closed-session"] = count
    return rng.choice(all_year, count, replace=False) if count else session, session, _present(session)


def _off_roll(register: MadeRegister, rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    """Marks for pupils on days before they came or after they left."""
    away = np.argwhere(~register.here & np.repeat(register.sheet.days.open, 2))
    chosen = away[rng.choice(len(away), min(OFF_ROLL, len(away)), replace=False)] if len(away) else away
    register.planted["off-roll"] = len(chosen)
    return chosen[:, 0], chosen[:, 1], _present(chosen[:, 1])


def _unknown_pupil(register: MadeRegister, rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    """One mark for a pupil whom the pupils table does not know."""
    digits = f"{LA_CODE}{register.school.estab}{register.first_year % 100:02d}999"
    register.upns.append(check_letter("A" + digits) + digits)
    session = 2 * rng.choice(register.sheet.days.positions, 1)
    register.planted["unknown-pupil"] = 1
    return np.array([len(register.upns) - 1]), session, _present(session)


def _repeated(register: MadeRegister, rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    """Second rows for marks that have one: some say the same again, some say something else."""
    pupil, session = _ordinary(register, CONFLICTS + REPEATS, rng)
    cell = _present(session)
    cell[:CONFLICTS] = mark("illness")
    register.planted["conflicting-marks"] = 2 * len(cell[:CONFLICTS])
    register.planted["duplicate-row"] = len(cell[CONFLICTS:])
    return pupil, session, cell


def leave_unmarked(register: MadeRegister, tutor: NDArray[np.int64], rng: np.random.Generator) -> None:
    """One school day without any mark, and one tutor group without marks on another: in place, to be called first.

    ``tutor``: a number for the tutor group of each row of the sheet. For layouts with a record a row."""
    days = register.sheet.days.positions
    day, other = rng.choice(days[len(days) // 4 : -1], 2, replace=False).tolist()
    group = np.flatnonzero(tutor == rng.choice(np.unique(tutor)))
    register.marked[:, 2 * day : 2 * day + 2] = False
    register.marked[group, 2 * other : 2 * other + 2] = False
    register.planted.update({"day-without-marks": 1, "class-without-marks": 2})
