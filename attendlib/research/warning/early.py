"""Who is likely to be persistently absent, told from marks before a day alone, and is that better than absence so far?

The score is learnt one horizon earlier, so that its outcomes had all come by the day, and from other schools than the
one it is tried on: neither the days nor the pupils that it is measured on have been seen. The simple rule beside it is
learnt the same way from absence in the year so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.research.models.fitted import Estimate, Fitted
from attendlib.research.models.logistic import logistic
from attendlib.research.records import Record, records
from attendlib.research.warning.features import BASELINE, KNOWN, known
from attendlib.research.warning.skill import Skill, better, skill

REST, YEAR = "rest", "year"
OUTCOMES = {REST: "missed_rest", YEAR: "missed_year"}
"""What is foretold: persistent absence in the days from the day on alone, or in the year to the last of them, of which
absence so far is a part."""

FOLDS = 10
"""Parts into which schools are dealt; each is scored by what was learnt from the others."""

DAYS = 30

NO_MARKS = "the school sent no single marks"


@dataclass(frozen=True, eq=False)
class EarlyWarning:
    """on: the first day that is foretold; learnt_on: the day from which it foretold when it was learnt · account: what
    became of every enrolment on ``on`` · scored: a row per enrolment with urn, upn, the groups, ``outcome`` (1 or
    0), ``chance`` and ``simple`` (0 to 1: the score's and the simple rule's) · score, simple_rule: their skill ·
    difference: of the two AUCs · weights: what the score goes by, learnt from all schools together."""

    on: date
    learnt_on: date
    ahead: int
    outcome: str
    account: Mapping[str, int]
    scored: pd.DataFrame = field(repr=False)
    score: Skill
    simple_rule: Skill
    difference: Estimate
    weights: Fitted


def early_warning(
    city: OpenCity, on: date | None = None, *, outcome: str = REST, back: int = DAYS, ahead: int = DAYS
) -> EarlyWarning:
    """The score and how well it did.

    on: without it the latest day with ``ahead`` school days from it on in every school that sent marks · back, ahead:
    school days looked back on, and forward to. Raises ResearchError where there is too little to learn from; CityError
    for a day outside the city's academic year."""
    held = records(city)
    found = tried(held, on and city.to_date(on).end, outcome=outcome, back=back, ahead=ahead)
    others = sum(len(city.city.roll.of(s.urn).upns) for s in city.city.schools if s.urn not in held)
    return replace(found, account={NO_MARKS: others, **found.account})


def tried(
    held: Mapping[str, Record], on: date | None = None, *, outcome: str = REST, back: int = DAYS, ahead: int = DAYS
) -> EarlyWarning:
    """The same from what is known of each school."""
    if outcome not in OUTCOMES:
        raise ResearchError(f'What is foretold is the "{REST}" of the days, or the "{YEAR}".')
    day = on or _latest(held, ahead)
    learnt_on = _earlier(held, day, ahead)
    now, then = known(held, day, back, ahead), known(held, learnt_on, back, ahead)
    target = OUTCOMES[outcome]
    if now.rows.urn.nunique() < 2 or then.rows.empty:
        raise ResearchError(
            f"Too little to learn from: {back} school days are needed before {learnt_on}, {2 * ahead} from it on, and "
            "at least two schools."
        )
    scored = now.rows.assign(outcome=now.rows[target].astype(float))
    for name, columns in (("chance", KNOWN), ("simple", (BASELINE,))):
        scored[name] = _by_others(then.rows, scored, f"{target} ~ {' + '.join(columns)}")
    happened = scored.outcome.to_numpy()
    chance, simple = scored.chance.to_numpy(), scored.simple.to_numpy()
    return EarlyWarning(
        on=day,
        learnt_on=learnt_on,
        ahead=ahead,
        outcome=outcome,
        account=now.account,
        scored=scored,
        score=skill(happened, chance),
        simple_rule=skill(happened, simple),
        difference=better(happened, chance, simple),
        weights=logistic(then.rows, f"{target} ~ {' + '.join(KNOWN)}", cluster="urn"),
    )


def _by_others(then: pd.DataFrame, now: pd.DataFrame, formula: str) -> "pd.Series[float]":
    """Each enrolment's chance, by a model learnt from other schools and from none of its pupils."""
    fold = {urn: place % FOLDS for place, urn in enumerate(sorted(now.urn.unique()))}
    chance = pd.Series(np.nan, index=now.index)
    for part in sorted(set(fold.values())):
        here = now.urn.map(fold) == part
        others = then[(then.urn.map(fold) != part) & ~then.upn.isin(now.upn[here])]
        learnt = logistic(others, formula)
        chance[here] = learnt.link.mean(learnt.design.at(now[here]) @ learnt.estimates)
    return chance


def _latest(held: Mapping[str, Record], ahead: int) -> date:
    """The latest day with so many school days from it on in every school."""
    days = [record.day(len(record.days) - ahead) for record in held.values() if len(record.days) >= ahead]
    if not days:
        raise ResearchError(f"No school has {ahead} school days with marks.")
    return min(days)


def _earlier(held: Mapping[str, Record], day: date, ahead: int) -> date:
    """The latest day from which the whole horizon had passed by ``day`` in every school."""
    places = [(record, record.before(day) - ahead) for record in held.values()]
    days = [record.day(place) for record, place in places if place >= 0]
    if not days:
        raise ResearchError(f"No school has {ahead} school days before {day}, from whose outcomes to learn.")
    return min(days)
