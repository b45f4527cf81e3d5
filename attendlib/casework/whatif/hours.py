"""How many hours does a caseload take?"""

from decimal import Decimal

from attendlib.rounding import half_up


def hours(cases: int, minutes: int) -> Decimal:
    """So many cases of so many minutes each, in hours to one place."""
    return half_up(Decimal(cases * minutes) / 60, 1)
