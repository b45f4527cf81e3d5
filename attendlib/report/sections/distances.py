"""How is a distance shown that somebody has stated between one school or authority and another?"""

from collections.abc import Iterable
from decimal import Decimal

from attendlib.report.blocks import Column
from attendlib.report.written import NOT_AVAILABLE
from attendlib.rounding import half_up

FINEST = 3
"""Decimals that are shown at most."""


def distance_column(distances: Iterable[Decimal | None]) -> Column:
    """The column of some distances, with as many decimals as the finest of them has, up to FINEST."""
    decimals = (-int(distance.as_tuple().exponent) for distance in distances if distance is not None)
    return Column("distance", "Distance", "number", min(FINEST, max(decimals, default=0)))


def distance_in(column: Column, distance: Decimal | None) -> Decimal | str:
    """A distance as its column shows it, or that there is none."""
    return NOT_AVAILABLE if distance is None else half_up(distance, column.places)
