"""Which authorities are called statistical neighbours of the city's own, and how far apart are they said to be?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from attendlib.city.entry import digits, wrong

WRONG = '"statistical_neighbours" is not right'
CODES = "each is three digits in quotes, for example ['333', '335']"
DISTANCES = "give each its distance, not below nought, for example {'333': 21.4, '335': 24}"


def _neighbours(value: Any) -> Any:
    """Codes in a list, or each with its distance: the distance by the code, None where none is said."""
    if not isinstance(value, list | dict):
        raise wrong(WRONG, CODES)
    codes = [digits(code) for code in value]
    if not all(isinstance(code, str) and len(code) == 3 and code.isascii() and code.isdigit() for code in codes):
        raise wrong(WRONG, CODES)
    if len(set(codes)) < len(codes):
        raise wrong(WRONG, "one of them stands twice: keep it once")
    said = [_distance(one) for one in value.values()] if isinstance(value, dict) else [None] * len(codes)
    return dict(zip(codes, said, strict=True))


def _distance(said: Any) -> Decimal:
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said < float("inf"):
        raise wrong(WRONG, DISTANCES)
    return Decimal(str(said))


Neighbours = Annotated[Mapping[str, Decimal | None], BeforeValidator(_neighbours)]
"""The distance of each authority by its code."""
