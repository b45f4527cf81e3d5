"""How is a figure rounded? The only rounding in attendlib.

Half up, in decimal, once, as the last step before a figure is shown: the language's own ``round`` goes half to even
and pandas follows it. ``as_published`` repeats the rule of DfE's performance tables, which round in binary floats
(proved on 21,214 school rates of 2018/19), and is only for comparing with them.
"""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray


def half_up(value: float | Decimal, places: int = 1) -> Decimal:
    """``value`` to ``places`` decimal places, a half going away from zero. Exact for a Decimal; a float is taken as
    its shortest decimal text, so 2.675 means 2.675."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(part: int, whole: int, places: int = 1) -> Decimal | None:
    """``part`` as a percentage of ``whole``, half up from the exact fraction; None when ``whole`` is 0.

    Computed on integers, so 51 of 80 (63.75%) is exactly 63.8 and 0 of 0 is no rate at all."""
    if whole == 0:
        return None
    scale = 10**places
    tenths = (200 * int(part) * scale + int(whole)) // (2 * int(whole))
    return Decimal(tenths).scaleb(-places)


def percents(part: ArrayLike, whole: ArrayLike, places: int = 1) -> NDArray[np.float64]:
    """Columns of ``percent``: same rule on integer arrays, NaN where ``whole`` is 0."""
    parts, wholes = np.asarray(part, dtype=np.int64), np.asarray(whole, dtype=np.int64)
    scale, safe = 10**places, np.where(wholes == 0, 1, wholes)
    steps = (200 * parts * scale + safe) // (2 * safe)
    return np.where(wholes == 0, np.nan, steps / scale)


def adding_up(parts: Sequence[Fraction], places: int = 2) -> list[Decimal]:
    """The parts rounded so that they add up to their sum rounded half up: each goes down, and those that lose most by
    it go up instead (the method of largest remainders). A part that needs no rounding stays as it is, and none moves by
    a whole step."""
    scale = 10**places
    whole = sum(parts, Fraction(0)) * scale
    steps = int(math.copysign(math.floor(abs(whole) + Fraction(1, 2)), whole))
    down = [math.floor(part * scale) for part in parts]
    lost = sorted(range(len(parts)), key=lambda at: (down[at] - parts[at] * scale, at))
    up = set(lost[: steps - sum(down)])
    return [Decimal(step + (at in up)).scaleb(-places) for at, step in enumerate(down)]


def as_published(part: int, whole: int, places: int = 1) -> float:
    """The percentage as DfE's performance tables print it: binary floats, half up. Raises ZeroDivisionError for 0."""
    scale = 10**places
    return math.floor(part / whole * 100 * scale + 0.5) / scale
