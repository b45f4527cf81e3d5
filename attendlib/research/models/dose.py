"""Does each further point of absence go with the same loss, or does the loss set in at some level?

A straight line and a natural cubic spline over it: the spline bends between knots and is straight beyond the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.research.models.effects import expected
from attendlib.research.models.fitted import Estimate, Fitted
from attendlib.research.models.linear import linear
from attendlib.research.models.logistic import logistic

SPLINE = "cr("


@dataclass(frozen=True)
class Dose:
    """The outcome expected on average if everyone had this much: ``rows`` is how many of the model's rows have at least
    as much, which shows where the curve rests on few."""

    amount: float
    expected: Estimate
    rows: int


@dataclass(frozen=True, eq=False)
class Response:
    """A curve, the straight line beside it, and the p-value of a test of the one against the other. beyond: the amounts
    asked for that nobody came to, or fell short of: a curve says nothing there."""

    curve: tuple[Dose, ...]
    bent: Fitted
    straight: Fitted
    p_straight: float
    beyond: tuple[float, ...] = ()


def dose_response(
    frame: pd.DataFrame,
    outcome: str,
    exposure: str,
    others: str = "",
    *,
    at: Sequence[float],
    knots: int = 4,
    passing: bool = False,
    cluster: str = "",
) -> Response:
    """The curve of ``outcome`` over ``exposure`` at the amounts ``at``, other things as in ``others`` ("prior + fsm").

    knots: as many as the spline has, its ends included, at even quantiles · passing: the outcome is 1 or 0, and the
    model logistic. Raises ResearchError where no amount is among those seen."""
    if knots < 3:
        raise ResearchError("A spline that can bend has at least 3 knots.")
    fit = logistic if passing else linear
    rest = f" + {others}" if others else ""
    straight = fit(frame, f"{outcome} ~ {exposure}{rest}", cluster=cluster)
    # The line comes first, so that what is left of the spline is its bend alone.
    bent = fit(frame, f"{outcome} ~ {exposure} + {SPLINE}{exposure}, df={knots}){rest}", cluster=cluster)
    seen = bent.design.frame[exposure].to_numpy(dtype=np.float64)
    within = [float(amount) for amount in at if seen.min() <= amount <= seen.max()]
    if not within:
        raise ResearchError(
            f"{exposure} goes from {seen.min():.1f} to {seen.max():.1f} in the rows used: ask for amounts in between."
        )
    curve = tuple(Dose(x, expected(bent, {exposure: x}), int((seen >= x).sum())) for x in within)
    beyond = tuple(float(amount) for amount in at if amount not in within)
    return Response(curve, bent, straight, bent.together(SPLINE)[1], beyond)
