"""Which published shares and invented names does the generator work from?

Read from ``params/rules/synthetic``. Inside the generator a code goes by its role ("illness"); which letter that is
stands in ``codes.csv``, and what the letter counts as in the code set in force.
"""

from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from attendlib.codes import code_book
from attendlib.errors import NotInForce
from attendlib.names import PUBLISHED_MEASURES
from attendlib.policy import benchmarks, table


@cache
def marks() -> tuple[str, ...]:
    """Every mark that can be written; a mark is held as its position here. The last is the empty mark."""
    return (*(row["code"] for row in table("synthetic/codes")), "")


@cache
def mark(role: str) -> int:
    """The position in ``marks()`` of the code that plays ``role``. Raises KeyError for a role not in the table."""
    if role == "blank":
        return len(marks()) - 1
    return {row["role"]: i for i, row in enumerate(table("synthetic/codes"))}[role]


def having(*roles: str) -> NDArray[np.bool_]:
    """True at the position of each role's mark: index it with an array of marks to ask which of them play a role."""
    chosen = np.zeros(len(marks()), dtype=bool)
    chosen[[mark(role) for role in roles]] = True
    return chosen


@cache
def counting(day: date) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Attended, authorised, unauthorised: for each, True at the marks that count so on that day, False at planted
    faults. Raises NotInForce where a code is not in force: the generator knows the code set of August 2024 and after.
    """
    book, kinds = code_book(), np.zeros((3, len(marks())), dtype=bool)
    for i, row in enumerate(table("synthetic/codes")):
        if row["role"].startswith("fault"):
            continue
        if book.status(row["code"], day) != "in force":
            raise NotInForce(
                f'The invented city uses the code "{row["code"]}", not in force on {day}: take a later year.'
            )
        entry = book.entry(row["code"], day)
        kinds[:, i] = entry.attended, entry.authorised, entry.unauthorised
    return kinds[0], kinds[1], kinds[2]


@cache
def share(phase: str, role: str) -> float:
    """Sessions with the code in one possible session, England, by phase (0 to 1)."""
    rows = table("synthetic/code_shares")
    return {(row["phase"], row["role"]): float(row["percent"]) / 100 for row in rows}[phase, role]


MEASURES = PUBLISHED_MEASURES


@cache
def level(academic_year: str, phase: str) -> tuple[float, float, float, float]:
    """England's rates of MEASURES (0 to 1) in that year, or in the latest one before it that was published (in the
    first, for a year before them all)."""
    told = {
        (row["academic_year"], row["measure"]): float(row["percent"]) / 100
        for row in benchmarks("full_year_census")
        if row["area"] == "England" and row["phase"] == phase and row["group"] == "all pupils"
    }
    years = sorted({year for year, _ in told})
    chosen = max((year for year in years if year <= academic_year), default=years[0])
    overall, unauthorised, persistent, severe = (told[chosen, measure] for measure in MEASURES)
    return overall, unauthorised, persistent, severe


@cache
def words(kind: str) -> tuple[str, ...]:
    """The invented words of one kind: forename, surname, hostile_surname, place_start, place_end, saint."""
    return tuple(row["text"] for row in table("synthetic/names") if row["kind"] == kind)
