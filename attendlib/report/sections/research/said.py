"""How is an estimate shown: rounded once, with its interval, and never surer than it is?"""

import math
import re
from decimal import Decimal

from attendlib.report.blocks import Column
from attendlib.report.words import listed, sentence
from attendlib.research.models.fitted import Estimate
from attendlib.research.models.several import Several
from attendlib.rounding import half_up

_URN = re.compile(r"\burn\b")

SURELY = Decimal("0.001")
"""The p-value below which its digits say nothing more."""


def reach(found: Estimate, places: int) -> dict[str, Decimal]:
    """value, low and high, rounded for a table or a chart."""
    return {name: half_up(getattr(found, name), places) for name in ("value", "low", "high")}


def reach_columns(name: str, places: int) -> list[Column]:
    """The columns of ``reach``."""
    return [
        Column("value", name, "number", places),
        Column("low", "95% interval from", "number", places),
        Column("high", "to", "number", places),
    ]


def chance(p: float) -> str:
    """A p-value in words: ``under 0.001``, ``0.042``; a dash where there is none."""
    if math.isnan(p):
        return "–"
    rounded = half_up(p, 3)
    return f"under {SURELY}" if rounded < SURELY else str(rounded)


def signed(found: Estimate, places: int = 1) -> str:
    """``−1.2 (95% interval −3.1 to +0.7)``."""
    value, low, high = (figure(part, places) for part in (found.value, found.low, found.high))
    return f"{value} (95% interval {low} to {high})"


def figure(value: float, places: int = 1) -> str:
    """``−1.2``, ``+0.7``."""
    number = half_up(value, places) or half_up(0, places)  # nothing has no sign
    return f"\N{MINUS SIGN}{-number}" if number < 0 else f"+{number}" if number > 0 else str(number)


def verdict(found: Estimate, name: str, together: Several) -> str:
    """What a reader may make of one of several estimates, after a comma: chance has as many tries as there are."""
    if name in together.standing_out:
        return ", which chance alone seldom makes"
    if found.clear:
        return f", which chance makes easily in one of {len(together.adjusted)} comparisons"
    return ", which is no clear difference: none, or one too small to see here"


def standing_out(together: Several) -> str:
    """Which of several comparisons do."""
    return f"These stand out: {listed(together.standing_out)}." if together.standing_out else "None stands out."


def cautions(words: tuple[str, ...], *more: str) -> str:
    """Small print: what a reader has to know."""
    return in_words(" ".join(sentence(line) for line in (*words, *more) if line))


def in_words(text: str) -> str:
    """What a model says of its clusters, without the name of the column."""
    return _URN.sub("school", text)
