"""How does a report say what chance alone would do?"""

import pandas as pd

from attendlib.measures.chance import FEWEST, Interval, Spread
from attendlib.report.view import PLACES
from attendlib.rounding import half_up

METHOD = (
    "Within chance: the range holds nought, so other pupils like these could have made the difference. Range: a 95% "
    "interval; all sessions of a pupil are taken together, because absences come in runs (linearised ratio, pupils as "
    "clusters)."
)

TO = "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}"
NO_RANGE = "none"
FEW = f"Fewer than {FEWEST} pupils are too few to say what chance alone would do."


def verdict(found: Interval | None) -> str:
    """Whether a difference is more than chance alone would make."""
    if found is None:
        return "too few to judge"
    return "within chance" if found.holds_zero else "more than chance"


def ending(found: Interval | None) -> str:
    """The verdict at the end of a sentence; nothing where there is none."""
    return f": {verdict(found)}" if found else ""


def range_of(found: Interval | None) -> str:
    """The limits of a difference in points: ``−2.1 to +0.4``."""
    if found is None:
        return NO_RANGE
    return f"{_signed(found.low)}{TO}{_signed(found.high)}"


def between(found: Interval | None) -> str:
    """The limits of a rate: ``3.1% to 7.9%``."""
    if found is None:
        return NO_RANGE
    return f"{half_up(100 * found.low, PLACES)}%{TO}{half_up(100 * found.high, PLACES)}%"


def spread_of(frame: pd.DataFrame) -> Spread:
    """The rows of a frame by ``spread`` taken together."""
    return Spread(*(int(frame[name].sum()) for name in Spread.__dataclass_fields__))


def _signed(limit: float) -> str:
    rounded = half_up(100 * limit, PLACES)
    return f"{'+' if rounded > 0 else chr(0x2212) if rounded < 0 else ''}{abs(rounded)}"
