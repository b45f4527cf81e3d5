"""What changed after a step, what changed for similar pupils without it, and what is left?

Letters and meetings go to pupils at their worst, and after its worst anybody's absence tends to fall: before and after
alone credits that to the step (regression to the mean). What pupils with the same past did without the step shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.research.models.fitted import Estimate
from attendlib.research.records import records, steps_taken
from attendlib.research.steps.course import course
from attendlib.research.steps.matching import EXPECTED, KNOWN, matched, standard_difference, with_expected
from attendlib.research.steps.moments import moments
from attendlib.research.steps.parts import change_of, parts
from attendlib.yamlfile import did_you_mean

DAYS = 30
"""School days looked at before and after a step: six weeks."""

FEWEST = 10
"""Matched pupils below which nothing is worked out."""

UNLIKE = "nobody similar whom a school passed over in that week"
STUDIED = "compared with similar pupils"


@dataclass(frozen=True, eq=False)
class Impact:
    """All in percentage points of absence; below nothing is less absence.

    given: rows of the step in the interventions table · account: what became of each, adding up to ``given`` ·
    everybody: after less before of all who had the step and stayed · change: the same of those compared · anyway: how
    much of that change would have come without the step · effect: what is left, which is what the step and all that it
    led to changed over the days after, on average of those compared, against not having it in those days; change =
    anyway + effect · before: mean absence before the step, in percent, of those compared · balance: how far those with
    the step are from those without, in standard deviations, before matching and after · course: absence of both by
    fortnight, as in ``course`` · later: share of the matched pupils, by weight, who had the step within the days after
    · exposed: share of their days that came after it, for which the effect is put up · followed: each other step that
    came within those days, and the share of those compared and of the matched pupils who had it then."""

    step: str
    days: int
    given: int
    account: Mapping[str, int]
    everybody: Estimate
    change: Estimate
    anyway: Estimate
    effect: Estimate
    before: float
    balance: Mapping[str, tuple[float, float]]
    course: pd.DataFrame
    later: float
    exposed: float
    followed: Mapping[str, tuple[float, float]]


def steps_given(city: OpenCity) -> tuple[str, ...]:
    """The steps in the interventions table, by name; holds and reviews are none."""
    return tuple(sorted({done.step for done in steps_taken(city)}))


def impact(city: OpenCity, step: str, *, days: int = DAYS) -> Impact:
    """What a step changed. Raises ResearchError for a step that the table does not have, and where too few pupils can
    be compared."""
    known = steps_given(city)
    if step not in known:
        raise ResearchError(f'The interventions table has no step "{step}": {did_you_mean(step, known)}')
    told = [(d.urn, d.upn, d.date) for d in city.city.interventions if d.step == step]
    given = pd.DataFrame(told, columns=["urn", "upn", "day"])
    held = records(city)
    found = moments(held, given, step, days)
    rows = with_expected(found.rows)
    pairs = matched(rows)
    compared = int((pairs.treated == 1).sum())
    account = {**found.account, UNLIKE: int((found.rows.treated == 1).sum()) - compared, STUDIED: compared}
    if compared < FEWEST:
        said = "; ".join(f"{count} {reason}" for reason, count in account.items() if count)
        raise ResearchError(f"Of {len(given)} times {step}, too few can be compared: {said}.")
    had, without = pairs[pairs.treated == 1], pairs[pairs.treated == 0]
    change, anyway, effect = parts(pairs)
    return Impact(
        step=step,
        days=days,
        given=len(given),
        account=account,
        everybody=change_of(found.rows[found.rows.treated == 1].assign(weight=1.0)),
        change=change,
        anyway=anyway,
        effect=effect,
        before=float(had.before.mean()),
        balance=_balance(rows, pairs),
        course=course(held, pairs, days),
        later=_share(without, without.exposed > 0),
        exposed=_share(without, without.exposed),
        followed=_followed(had, without),
    )


def _followed(had: pd.DataFrame, without: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """The steps that came afterwards, in order of name."""
    names = sorted({name for steps in (*had.then, *without.then) for name in steps})

    def share(rows: pd.DataFrame, name: str) -> float:
        return _share(rows, rows.then.map(lambda steps: name in steps))

    return {name: (share(had, name), share(without, name)) for name in names}


def _share(rows: pd.DataFrame, of: "pd.Series[float] | pd.Series[bool]") -> float:
    """The mean of a column by weight."""
    return float(np.average(of.astype(float), weights=rows.weight))


def _balance(rows: pd.DataFrame, pairs: pd.DataFrame) -> dict[str, tuple[float, float]]:
    alone = pd.Series(1.0, index=rows.index)
    return {
        name: (standard_difference(rows, name, alone), standard_difference(pairs, name, pairs.weight))
        for name in (*KNOWN, EXPECTED)
    }
