"""How much of the change after a step is its own, how much came anyway, and how sure is that?

The line from what was known to what came is fitted anew among the pupils compared, so that what is left of the
difference between them is taken out, and how sure the line is counts in the interval, which is never narrower than if
both scattered alike (``chance``). Matched pupils who had the step
later hide part of what it does: the difference is put up by the share of their days that came after it, taking the step
to do for them, day for day, what it does for those who had it first. Source of the second: Cellini, Ferreira and
Rothstein, Quarterly Journal of Economics 125 (2010), 215-261, where elections come again as steps do here.
"""

import numpy as np
import pandas as pd

from attendlib.research.models.clusters import Error
from attendlib.research.models.fitted import Estimate, Fitted, estimate
from attendlib.research.models.linear import JACKKNIFE, linear
from attendlib.research.steps.chance import at_least
from attendlib.research.steps.matching import CARRIED


def parts(pairs: pd.DataFrame) -> tuple[Estimate, Estimate, Estimate]:
    """The change of those with the step, what of it would have come without, and the effect, from matched rows. A pupil
    may stand in several rows, which intervals allow for."""
    had = pairs[pairs.treated == 1]
    like_them = pairs.assign(**{name: pairs[name] - had[name].mean() for name in CARRIED})
    difference, apart = _differences(like_them)
    effect = difference / apart
    without = like_them.assign(after=pairs.after - effect * pairs.exposed)
    fitted = _fitted(without, f"after ~ treated + {' + '.join(CARRIED)}")
    left, level = fitted.term("treated"), fitted.term("Intercept")  # nothing is left, but how sure that is
    before = float(had.before.mean())
    return (
        change_of(had),
        estimate(level.value - before, at_least(fitted, "Intercept", level)),
        estimate(effect, Error(at_least(fitted, "treated", left).size / apart, left.freedom)),
    )


def change_of(rows: pd.DataFrame) -> Estimate:
    """Mean absence after, less the absence before."""
    moved = rows.assign(change=rows.after - rows.before)
    return _fitted(moved, "change ~ 1").term("Intercept")


def _fitted(pairs: pd.DataFrame, formula: str) -> Fitted:
    """Each pupil is left out in turn, for one who stands beside many counts for many."""
    return linear(pairs, formula, cluster="upn", weights="weight", errors=JACKKNIFE)


def _differences(pairs: pd.DataFrame) -> tuple[float, float]:
    """How much more those with the step missed afterwards, and how much more of their days came after it, than of those
    they are set beside, other things equal."""
    root = np.sqrt(pairs.weight.to_numpy(dtype=np.float64))[:, None]
    x = np.column_stack([pairs[["treated", *CARRIED]].to_numpy(dtype=np.float64), np.ones(len(pairs))])
    y = pairs[["after", "exposed"]].to_numpy(dtype=np.float64)
    more, exposed = np.linalg.lstsq(x * root, y * root, rcond=None)[0][0].tolist()
    return more, exposed
