"""Which schools has somebody called similar to a school of the city, and how far apart are they said to be?

Nothing here is worked out: who is similar, and by how much, is the user's to say and a head teacher's to contest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from attendlib.city.mistakes import Mistakes
from attendlib.city.rows import Row, rows
from attendlib.identifiers import is_urn
from attendlib.names import PUBLISHED_MEASURES

NEEDED = ("urn", "similar_urn", "distance")
OPTIONAL = ("similar_name", "period", "source", *PUBLISHED_MEASURES)
"""Columns of the table; those of figures hold percentages as published."""

WHOLE = 100


@dataclass(frozen=True)
class Similar:
    """One school that is called similar to the school ``urn``. distance: as it is written, not below nought · name, and
    percents by measure with their period and source: as far as the table gives them."""

    urn: str
    similar_urn: str
    distance: Decimal
    name: str
    period: str
    source: str
    percents: Mapping[str, Decimal]


def read_similar(path: Path, name: str, urns: set[str], mistakes: Mistakes) -> tuple[Similar, ...]:
    """One Similar a row, in file order. ``urns``: the schools of the city."""
    found: dict[tuple[str, str], Similar] = {}
    for row in rows(path, name, NEEDED, mistakes, OPTIONAL):
        pair = row.text("urn"), row.text("similar_urn")
        _check_pair(row, pair, urns)
        if pair in found:
            row.wrong("similar_urn", "this pair stands in an earlier row", "keep one of the rows")
        name_of, period, source = (row.text(column) for column in ("similar_name", "period", "source"))
        found.setdefault(pair, Similar(*pair, _distance(row), name_of, period, source, _percents(row)))
    return tuple(found.values())


def _distance(row: Row) -> Decimal:
    distance = row.figure("distance")
    if not row.text("distance"):
        row.wrong("distance", "the distance is missing", "give it: it is shown beside the school")
    elif distance is not None and distance < 0:
        row.wrong("distance", "below nought", "give how far apart the two are")
    return distance or Decimal(0)


def _check_pair(row: Row, pair: tuple[str, str], urns: set[str]) -> None:
    own, other = pair
    if own not in urns:
        row.wrong("urn", "no such school in the schools table", "give a school of this city")
    if not is_urn(other):
        row.wrong("similar_urn", "not a URN", "a URN has six digits; keep it as text")
    elif own == other:
        row.wrong("similar_urn", "a school cannot stand beside itself", "give another school, or take the row out")


def _percents(row: Row) -> dict[str, Decimal]:
    """The figures that the row gives, which need their period and source."""
    told = {measure: row.figure(measure) for measure in PUBLISHED_MEASURES}
    given = {measure: figure for measure, figure in told.items() if figure is not None}
    for measure, figure in given.items():
        if not 0 <= figure <= WHOLE:
            row.wrong(measure, "not a percentage", "write it as 6.8 for per cent")
    if 0 < given.get("overall_absence", Decimal(0)) < 1:
        row.wrong("overall_absence", "a share, not a percentage", "write 6.8 for per cent, not 0.068")
    for column, what in (("period", "the days or the year"), ("source", "the document")):
        if given and not row.text(column):
            row.wrong(column, "missing, though there are figures", f"say of which {what} they are")
    return given
