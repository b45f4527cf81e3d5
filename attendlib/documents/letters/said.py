"""How does a letter say a share or a number of days?"""

from decimal import Decimal
from fractions import Fraction

from attendlib.report.words import plural
from attendlib.rounding import half_up, percent

PLACES = (1, 2, 3, 4)
"""Decimal places that a share may be told to."""


def days(count: Fraction) -> str:
    """Exactly: ``½ day``, ``1 day``, ``8½ days``."""
    whole, rest = divmod(count, 1)
    if not rest:
        return plural(int(whole), "day")
    part = "½" if rest == Fraction(1, 2) else f" {rest}"
    return f"{whole or ''}{part}".strip() + (" days" if whole else " day")


def whole_days(count: Fraction) -> str:
    """To the nearest day, a half going up: ``17 days``."""
    return plural(int(half_up(Decimal(count.numerator) / Decimal(count.denominator), 0)), "day")


def share(part: int, whole: int, below: Fraction | None = None) -> str:
    """``91.4%``; empty where ``whole`` is 0. Told to as few places as keep it below what it is below of: 94.97% is not
    called 95% in a letter that goes out below 95%."""
    if not whole:
        return ""
    is_below = below is not None and 100 * part < below * whole
    shown = [percent(part, whole, places) or Decimal(0) for places in PLACES]
    told = next((one for one in shown if not is_below or below is None or one < below), shown[-1])
    return f"{_short(told)}%"


def limit(percent: Fraction | None) -> str:
    """A policy's own number: ``95%``, ``92.5%``; empty where there is none."""
    return "" if percent is None else f"{float(percent):g}%"


def _short(number: Decimal) -> str:
    """Without noughts at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
