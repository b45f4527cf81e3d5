"""What changed after a step, what changed for similar pupils without it, and what is left?

Letters and meetings go to pupils at their worst, and after its worst anybody's absence tends to fall: before and after
alone credits that to the step (regression to the mean). What pupils with the same past did without the step shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.research.models.fitted import Estimate
from attendlib.research.models.linear import linear
from attendlib.research.records import records, steps_taken
from attendlib.research.steps.course import course
from attendlib.research.steps.matching import EXPECTED, KNOWN, matched, standard_difference, with_expected
from attendlib.research.steps.moments import moments
from attendlib.yamlfile import did_you_mean

DAYS = 30
"""School days looked at before and after a step: six weeks."""

FEWEST = 10
"""Matched pupils below which nothing is worked out."""

UNLIKE = "nobody similar who had not had it yet"
STUDIED = "compared with similar pupils"


@dataclass(frozen=True, eq=False)
class Impact:
    """All in percentage points of absence; below nothing is less absence.

    given: rows of the step in the interventions table · account: what became of each, adding up to ``given`` ·
    everybody: after less before of all who had the step and stayed · change: the same of those compared · anyway: how
    much of that change similar pupils without the step show · effect: what is left; change = anyway + effect · before:
    mean absence before the step, in percent, of those compared · balance: how far those with the step are from those
    without, in standard deviations, before matching and after · course: absence of both by fortnight, as in ``course``
    · later: share of the matched pupils, by weight, who had the step within the days after · followed: each other step
    that came within those days, and the share of those compared and of the matched pupils who had it then; where a
    step leads to another, what the other changes is part of its effect."""

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
    change, anyway, effect = estimates(pairs)
    return Impact(
        step=step,
        days=days,
        given=len(given),
        account=account,
        everybody=_mean(rows[rows.treated == 1].assign(weight=1.0, before_of=lambda f: f.before)),
        change=change,
        anyway=anyway,
        effect=effect,
        before=float(had.before.mean()),
        balance=_balance(rows, pairs),
        course=course(held, pairs, days),
        later=float((without.later * without.weight).sum() / without.weight.sum()),
        followed=_followed(had, without),
    )


def estimates(pairs: pd.DataFrame) -> tuple[Estimate, Estimate, Estimate]:
    """The change of those with the step, what of it similar pupils without the step show, and the effect, from matched
    rows. A pupil may stand in several rows, which intervals allow for."""
    adjusted = linear(pairs, f"after ~ treated + {EXPECTED}", cluster="upn", weights="weight")
    slope = adjusted.term(EXPECTED).value
    without = pairs[pairs.treated == 0]
    # What is left of the difference in what was to be expected is taken out here too, so that the parts add up.
    without = without.assign(after=without.after + slope * (without.expected_of - without[EXPECTED]))
    return _mean(pairs[pairs.treated == 1]), _mean(without), adjusted.term("treated")


def _mean(rows: pd.DataFrame) -> Estimate:
    """Mean absence after, less the absence before of the pupils with the step that these rows stand for."""
    moved = rows.assign(change=rows.after - rows.before_of)
    return linear(moved, "change ~ 1", cluster="upn", weights="weight").term("Intercept")


def _followed(had: pd.DataFrame, without: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """The steps that came afterwards, in order of name."""
    names = sorted({name for steps in (*had.then, *without.then) for name in steps})

    def share(rows: pd.DataFrame, name: str) -> float:
        return float(rows.weight[[name in steps for steps in rows.then]].sum() / rows.weight.sum())

    return {name: (share(had, name), share(without, name)) for name in names}


def _balance(rows: pd.DataFrame, pairs: pd.DataFrame) -> dict[str, tuple[float, float]]:
    alone = pd.Series(1.0, index=rows.index)
    return {
        name: (standard_difference(rows, name, alone), standard_difference(pairs, name, pairs.weight))
        for name in (*KNOWN, EXPECTED)
    }
