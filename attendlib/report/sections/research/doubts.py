"""What would explain a finding away?"""

from collections.abc import Sequence

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.report.blocks import Words
from attendlib.report.sections.research.refused import or_why
from attendlib.report.sections.research.said import figure
from attendlib.report.words import listed, plural
from attendlib.research import as_strong_as, e_value, robustness, shortfall
from attendlib.research.models.confounding import COMMON_ODDS
from attendlib.research.models.fitted import Fitted
from attendlib.rounding import half_up

PLACES = 2


def unscored(fitted: Fitted, term: str, without: pd.DataFrame, less: Sequence[float]) -> Words:
    """What those without an outcome could do to a slope, had they been so many points below what is expected."""
    found = shortfall(fitted, without, term)
    if not found.rows:
        return Words(["Nobody who would be in the study is without a score, or nothing can be expected of them."])
    told = [f"{figure(found.at(points), PLACES)} with {points:g} points less" for points in less]
    lines = [
        f"{plural(found.rows, 'pupil')} without a score would be in the study, and the model expects something of "
        f"them. Had they reached just that, the slope would be {figure(found.slope, PLACES)} as it is; it would be "
        f"{listed(told)}."
    ]
    if found.undone is not None:
        way = "below" if found.undone > 0 else "above"
        lines.append(
            f"They would have to have been {half_up(abs(found.undone), 0)} points {way} what is expected for there to "
            "be no slope."
        )
    return Words(lines)


def unmeasured(fitted: Fitted, term: str, beside: str, called: str) -> Words:
    """How strong something unmeasured would have to be to explain a linear slope away, and what a cause as strong as a
    measured one would leave. called: that one in words."""
    found, estimate = robustness(fitted, term), fitted.term(term)
    value, interval, part = (half_up(100 * share_, 1) for share_ in (found.value, found.interval, found.partial_r2))
    lines = [
        f"Absence explains {part}% of what the other terms leave of the score. Something that nobody measured would "
        f"have to explain {value}% of what is left of both absence and score to bring the slope to nothing, and "
        f"{interval}% to bring nothing into an interval that takes pupils to be independent."
    ]
    try:
        left = figure(as_strong_as(fitted, term, beside), PLACES)
        lines.append(
            f"A cause as strong with both as {called} would leave a slope of {left}, where it is now "
            f"{figure(estimate.value, PLACES)}. Whether there is such a cause, these data cannot say."
        )
    except ResearchError:
        lines.append(f"Nothing can be as strong with absence as {called} is.")
    return Words(lines)


@or_why
def unmeasured_odds(fitted: Fitted, term: str, times: float) -> Words:
    """The E-value of an odds ratio for so many more of a term."""
    found = fitted.multiplied(term, times)
    told = e_value(found.value, found.low, found.high, COMMON_ODDS)
    ratio, needed, interval = (half_up(part, PLACES) for part in (found.value, told.estimate, told.interval))
    near = f"one of {interval} to bring no difference into the interval"
    if interval <= 1:
        near = "no difference is in the interval as it is"
    return Words(
        [
            f"For {times:g} percentage points more absence the odds of passing are multiplied by {ratio}. A cause that "
            f"nobody measured would need a risk ratio of {needed} with both absence and passing to explain that away, "
            f"and {near} (E-values)."
        ]
    )
