"""How well does a score tell who will and who will not, are its chances the true ones, and for whom is it worse?

The area under the curve (AUC) is the chance that somebody to whom it happened scored higher than somebody to whom it
did not; one half is no better than chance. Its uncertainty: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988),
837-845.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.measures.chance import of_share
from attendlib.research.models.clusters import Error
from attendlib.research.models.fitted import Estimate, estimate
from attendlib.research.models.logistic import logistic

Floats = NDArray[np.float64]
FIFTHS = 5
_NORMAL = float("inf")


@dataclass(frozen=True)
class Skill:
    """auc · brier: mean squared distance of the chance from what happened, the less the better · of_rate: the same of
    giving everybody the share to whom it happened in the end · over: mean chance less that share, in percentage points
    · slope: 1 where chances are as spread as they should be, less where too extreme."""

    auc: Estimate
    brier: float
    of_rate: float
    over: float
    slope: Estimate


def skill(outcome: Floats, chance: Floats) -> Skill:
    """The skill of chances (0 to 1) against what happened (1 or 0). Raises ResearchError where only one of the two
    happened."""
    value, covariance = areas(outcome, [chance])
    rate = float(outcome.mean())
    odds = pd.DataFrame({"outcome": outcome, "odds": _odds(chance)})
    return Skill(
        auc=_area(float(value[0]), float(covariance[0, 0])),
        brier=float(np.mean((chance - outcome) ** 2)),
        of_rate=rate * (1 - rate),
        over=100 * (float(chance.mean()) - rate),
        slope=logistic(odds, "outcome ~ odds").term("odds"),
    )


def better(outcome: Floats, score: Floats, other: Floats) -> Estimate:
    """The AUC of a score less that of another, of the same people."""
    value, covariance = areas(outcome, [score, other])
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    return estimate(float(value[0] - value[1]), Error(float(np.sqrt(max(variance, 0.0))), _NORMAL))


def areas(outcome: Floats, scores: Sequence[Floats]) -> tuple[Floats, Floats]:
    """The AUC of each score and the covariance of them all. Equal scores count for half."""
    from scipy.stats import rankdata

    yes, no = outcome == 1, outcome == 0
    if not yes.any() or not no.any():
        raise ResearchError("It happened to everybody or to nobody: there is nothing to tell apart.")
    above, below = [], []
    for score in scores:
        rank = rankdata(score)
        above.append((rank[yes] - rankdata(score[yes])) / no.sum())
        below.append(1 - (rank[no] - rankdata(score[no])) / yes.sum())
    value = np.array([part.mean() for part in above])
    covariance = np.atleast_2d(np.cov(above)) / yes.sum() + np.atleast_2d(np.cov(below)) / no.sum()
    return value, covariance


def _area(value: float, variance: float) -> Estimate:
    """The interval by way of the logarithm of the odds, so that it stays between 0 and 1."""
    if not 0 < value < 1:
        return Estimate(value, 0.0, value, value, float("nan"), _NORMAL)
    size = float(np.sqrt(variance)) / (value * (1 - value))
    told = estimate(float(np.log(value / (1 - value))), Error(size, _NORMAL))
    return told.through(lambda odds: float(1 / (1 + np.exp(-odds))))


def _odds(chance: Floats) -> Floats:
    held = np.clip(chance, 1e-6, 1 - 1e-6)
    found: Floats = np.log(held / (1 - held))
    return found


def calibration(outcome: Floats, chance: Floats) -> pd.DataFrame:
    """Five rows, of the fifth with the lowest chances to that with the highest: enrolments, how many of them it
    happened to, their mean ``chance`` (0 to 1), and the interval (``low``, ``high``) of the share to whom it happened.
    Equal chances stand in one row."""
    place = np.ceil(pd.Series(chance).rank(method="average") * FIFTHS / len(chance)).astype(int)
    told = pd.DataFrame({"fifth": place, "happened": outcome.astype(int), "chance": chance})
    rows = told.groupby("fifth").agg(
        enrolments=("happened", "size"), happened=("happened", "sum"), chance=("chance", "mean")
    )
    ends = [of_share(int(row.happened), int(row.enrolments)) for row in rows.itertuples()]
    return rows.reset_index().assign(low=[end.low for end in ends], high=[end.high for end in ends])


def flagged(chance: Floats, share: float) -> NDArray[np.bool_]:
    """Those with the highest chances, as many as make ``share`` of all (0 to 1); nobody at the edge whose chance is
    that of somebody who would be left out."""
    wanted = int(np.floor(share * len(chance)))
    if wanted >= len(chance):
        return np.ones(len(chance), dtype=bool)
    edge = np.sort(chance)[::-1][wanted]
    found: NDArray[np.bool_] = chance > edge
    return found


def by_group(rows: pd.DataFrame, group: str, outcome: str, chance: str, share: float) -> pd.DataFrame:
    """A row per value of ``group``: enrolments, how many it happened to, mean chance (0 to 1), how many are flagged, of
    those how many it happened to (``right``), and of those it happened to how many were not flagged (``missed``). One
    line for all groups is drawn across everybody. Counts, so that whoever shows them sees how few there are."""
    told = rows.assign(flag=flagged(rows[chance].to_numpy(), share), happened=rows[outcome].astype(int))
    told = told.assign(right=told.flag & (told.happened == 1), missed=~told.flag & (told.happened == 1))
    table = told.groupby(group).agg(
        enrolments=("happened", "size"),
        happened=("happened", "sum"),
        chance=(chance, "mean"),
        flagged=("flag", "sum"),
        right=("right", "sum"),
        missed=("missed", "sum"),
    )
    return table.reset_index()
