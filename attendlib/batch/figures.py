"""Which figures of the city and its schools stand in a run's manifest?

Counts, of which rates are made when they are shown: those of the city's report, which names schools and no pupil.
"""

from typing import Any

import pyarrow as pa

from attendlib.intake import OpenCity
from attendlib.measures import Asked, Window

COUNTS = ("enrolments", "possible", "attended", "authorised", "unauthorised", "persistently_absent", "severely_absent")
HEADLINE = {
    "attendance_percent": "attendance",
    "authorised_percent": "authorised absence",
    "unauthorised_percent": "unauthorised absence",
    "persistently_absent_percent": "persistently absent",
    "severely_absent_percent": "severely absent",
}
"""The rates that lead a report, and what they are called."""


def figures_of(city: OpenCity, window: Window) -> list[dict[str, Any]]:
    """A row for the city and for each school that has a possible session: urn (empty for the city), name, COUNTS."""
    names = city.city.school_names | {"": city.city.name}
    found = []
    for by in ("city", "school"):
        for row in city.answer(Asked((by,), window)).to_pylist():
            urn = row["school"] if by == "school" else ""
            found.append({"urn": urn, "name": names[urn]} | {name: row[name] for name in COUNTS if name in row})
    return found


def headline(figures: dict[str, Any]) -> dict[str, float | None]:
    """The rates of one row of figures by HEADLINE, in percent to one decimal; those that there are."""
    from attendlib.measures import rated

    (rates,) = rated(pa.Table.from_pylist([figures]), places=1).to_pylist()
    return {words: rates[name] for name, words in HEADLINE.items() if name in rates}
