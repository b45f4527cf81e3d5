"""What were a school's levels in the four years before?

England's published levels of those years, moved by as much as the school is above or below its phase now, with a
little chance. The counts are whole and agree with each other: severely absent are among the persistently absent.
"""

import numpy as np

from attendlib.synth.facts import MEASURES, level
from attendlib.synth.schools import PlannedSchool

YEARS = 4
SESSIONS = {"primary": 366, "secondary": 352, "special": 362}
"""Possible sessions of an enrolment in a year, about what DfE's yearly counts come to."""

COLUMNS = (
    "academic_year",
    "urn",
    "enrolments",
    "possible",
    "authorised",
    "unauthorised",
    "persistently_absent",
    "severely_absent",
)


def before(school: PlannedSchool, academic_year: str, absence: float, rng: np.random.Generator) -> list[tuple]:
    """Rows of COLUMNS, oldest year first. ``absence``: the school's share of sessions missed this year."""
    first, rows = int(academic_year[:4]), []
    own = absence / level(academic_year, school.phase)[0] if absence else 1.0
    for start in range(first - YEARS, first):
        year = f"{start}/{(start + 1) % 100:02}"
        rates = dict(zip(MEASURES, level(year, school.phase), strict=True))
        pull = own * np.exp(rng.normal(0, 0.05))
        enrolments = max(1, round(school.size * rng.uniform(1.0, 1.07)))
        possible = round(enrolments * SESSIONS[school.phase] * rng.uniform(0.985, 1.0))
        absent = min(round(possible * rates["overall_absence"] * pull), possible // 2)
        unauthorised = min(round(possible * rates["unauthorised_absence"] * pull**1.3), absent)
        persistent = min(round(enrolments * rates["persistent_absence"] * pull**1.2), enrolments)
        severe = min(round(enrolments * rates["severe_absence"] * pull), persistent)
        rows.append((year, school.urn, enrolments, possible, absent - unauthorised, unauthorised, persistent, severe))
    return rows
