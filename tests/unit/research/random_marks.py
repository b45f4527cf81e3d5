"""What does a school look like whose marks are drawn by chance alone?"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from attendlib.calendar import Period, SchoolCalendar
from attendlib.casework.marks import CATEGORIES, SchoolMarks
from attendlib.city.roll import GROUPS, SchoolRoll, Spell
from attendlib.codes import Category
from attendlib.research.records import Record, record_of

FIRST = date(2025, 9, 1)
PRESENT, ABSENT = CATEGORIES.index(Category.PRESENT), CATEGORIES.index(Category.AUTHORISED)


def enrolled(row: int, urn: str, upn: str, entry: date = FIRST, leaving: date | None = None) -> Spell:
    """A pupil of whom nothing is known but when they were on roll."""
    return Spell(row, urn, upn, "", "", "", None, "", False, ("",) * len(GROUPS), entry, leaving)


def school(urn: str, absent: NDArray[np.bool_]) -> Record:
    """A school of pupils whose sessions are missed where ``absent`` (pupil by day by session) says so."""
    pupils, days, _ = absent.shape
    spells = tuple(enrolled(n, urn, f"{urn}-{n}") for n in range(pupils))
    held = np.busday_offset(np.datetime64(FIRST), np.arange(days))
    calendar = SchoolCalendar((Period("", "half-term", "autumn 1", FIRST, held[-1].item()),))
    category = np.where(absent, ABSENT, PRESENT).astype(np.int8)
    code = absent.astype(np.int16)
    marks = SchoolMarks(urn, SchoolRoll(urn, spells), calendar, held, ("/", "I"), code, category)
    return record_of(marks, "primary", FIRST)


def by_chance(pupils: int, days: int, chance: float, schools: int = 4, seed: int = 1) -> dict[str, Record]:
    """Schools in which every session of everybody is missed with one and the same chance."""
    rng = np.random.default_rng(seed)
    urns = [f"99900{n}" for n in range(1, schools + 1)]
    return {urn: school(urn, rng.random((pupils // schools, days, 2)) < chance) for urn in urns}
