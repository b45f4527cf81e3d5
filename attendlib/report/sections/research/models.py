"""What does a model say, beside others, and what would explain it away?"""

import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.report import charts
from attendlib.report.blocks import Chart, Column, Table, Words
from attendlib.report.sections.groups import GROUPS
from attendlib.report.sections.research.said import cautions, chance, figure, reach, reach_columns
from attendlib.report.words import listed, plural, share
from attendlib.research import Groups, as_strong_as, e_value, expected, robustness
from attendlib.research.models.confounding import COMMON_ODDS
from attendlib.research.models.dose import Response
from attendlib.research.models.fitted import Fitted
from attendlib.research.models.reading import reading
from attendlib.rounding import half_up

PLACES = 2
NO_DIFFERENCE = "No difference"
NAMES = {
    "Intercept": "Constant",
    "absence": "Absence, one percentage point more",
    "prior": "Latest earlier score, one point more",
}
_OF_GROUP = re.compile(r"(\w+)\[T\.(.*)\]")


def compared(models: Sequence[tuple[str, Fitted]], term: str, title: str, value_name: str) -> Chart:
    """The same term in several models, each by the name it is given."""
    rows = [{"name": name, **reach(fitted.term(term), PLACES)} for name, fitted in models]
    small = [f"{name}: {fitted.errors}, {_used(fitted)}." for name, fitted in models]
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        title,
        label_name="Model",
        value_name=value_name,
        reference=(NO_DIFFERENCE, 0),
        places=PLACES,
        note=" ".join(small),
    )


def coefficients(fitted: Fitted, caption: str) -> Table:
    """Every term of a model; ratios where it is a model of odds or counts."""
    ratios = bool(fitted.ratio)
    found = fitted.ratios() if ratios else fitted.terms
    rows = [
        {"term": term_name(fitted, name), **reach(one, PLACES), "p": chance(one.p)}
        for name, one in found.items()
        if not (ratios and name == "Intercept")
    ]
    value = fitted.ratio.capitalize() if ratios else "Coefficient"
    columns = [Column("term", "Term"), *reach_columns(value, PLACES), Column("p", "p")]
    aliased = f"Cannot be estimated: {listed(fitted.design.aliased)}." if fitted.design.aliased else ""
    note = cautions(fitted.cautions, f"{fitted.kind}, {fitted.errors}, {_used(fitted)}.", _lacking(fitted), aliased)
    return Table(caption, columns, rows, "the model has no term.", note=note)


def term_name(fitted: Fitted, name: str) -> str:
    """A term in words: a group of the pupils table is named with the group that it is set beside."""
    found = _OF_GROUP.fullmatch(name)
    if not found:
        return NAMES.get(name, name)
    column, value = found.groups()
    base = str(fitted.design.frame[column].cat.categories[0])
    told = GROUPS.get(column, {})
    return f"{told.get(value, value)} (beside: {told.get(base, base)})"


def fit_of(fitted: Fitted, caption: str) -> Table:
    """The figures of the whole model and its diagnostics."""
    rows = [{"figure": name, "value": half_up(value, 3)} for name, value in fitted.fit.items() if not math.isnan(value)]
    return Table(caption, [Column("figure", "Figure"), Column("value", "Value", "number", 3)], rows, "it has none.")


def said(fitted: Fitted, term: str, step: str, outcome: str, times: float = 1.0) -> Words:
    """A term in a sentence; ``times``: for so many more than one."""
    return Words([reading(fitted, term, step, outcome, times=times)])


def by_group(found: Groups, title: str, group_name: str, value_name: str) -> Chart:
    """One term in several groups, with what chance makes of so many comparisons."""
    rows = [{"name": f"{name} ({plural(n, 'pupil')})", **reach(one, PLACES)} for name, (one, n) in found.found.items()]
    note = "".join(f" {name}: {why}" for name, why in found.refused.items()).strip()
    if found.together:
        out = listed(found.together.standing_out) or "none"
        by_chance = half_up(100 * found.together.by_chance, 0)
        alike = "" if found.p_alike is None else chance(found.p_alike)
        note = (
            f"Within schools, pupils taken to be independent. {len(rows)} comparisons: were there nothing in any of "
            f"them, at least one interval would miss it with a chance of {by_chance}%. After Holm's correction these "
            f"stand out: {out}. That they are all one and the same has p {alike}. {note}"
        ).strip()
    return charts.intervals(
        pd.DataFrame(rows, columns=["name", "value", "low", "high"]),
        "name",
        "value",
        title,
        label_name=group_name,
        value_name=value_name,
        reference=(NO_DIFFERENCE, 0),
        places=PLACES,
        note=note,
        empty="no group has enough pupils.",
    )


def dose(response: Response, title: str, value_name: str) -> Chart:
    """The curve over absence, at the amounts asked for."""
    rows = [
        {"name": f"{one.amount:g}% absence, reached by {one.rows:,}", **reach(one.expected, 1)}
        for one in response.curve
    ]
    p = chance(response.p_straight)
    straight = "no sign of a bend" if response.p_straight >= 0.05 else "a bend"
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        title,
        label_name="If everybody missed",
        value_name=value_name,
        places=1,
        note=f"A natural cubic spline; {straight} (p {p} that a straight line is enough). Where few missed as much, "
        f"the curve rests on few. {cautions(response.bent.cautions)}".strip(),
    )


def chances(fitted: Fitted, column: str, at: Sequence[float], title: str, value_name: str) -> Chart:
    """The chance to be expected on average at stated amounts of one column, other things as they are."""
    rows: list[dict[str, Any]] = []
    for amount in at:
        found = expected(fitted, {column: amount})
        ends = {name: half_up(100 * getattr(found, name), 1) for name in ("value", "low", "high")}
        rows.append({"name": f"{amount:g}% absence", **ends})
    note = cautions(fitted.cautions, f"{fitted.kind}, {fitted.errors}, {_used(fitted)}.", _lacking(fitted))
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        title,
        label_name="If everybody missed",
        value_name=value_name,
        kind="percent",
        note=note,
    )


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


def unmeasured_odds(fitted: Fitted, term: str, times: float) -> Words:
    """The E-value of an odds ratio for so many more of a term."""
    found = fitted.multiplied(term, times)
    told = e_value(found.value, found.low, found.high, COMMON_ODDS)
    ratio, needed, interval = (half_up(part, PLACES) for part in (found.value, told.estimate, told.interval))
    return Words(
        [
            f"For {times:g} percentage points more absence the odds of passing are multiplied by {ratio}. A cause that "
            f"nobody measured would need a risk ratio of {needed} with both absence and passing to explain that away, "
            f"and of {interval} to bring no difference into the interval (E-values)."
        ]
    )


def _used(fitted: Fitted) -> str:
    return share(fitted.design.rows.used, fitted.design.rows.read, "pupils")


def _lacking(fitted: Fitted) -> str:
    told = [f"{count:,} without {name}" for name, count in fitted.design.rows.missing.items()]
    return f"Left out: {', '.join(told)}." if told else ""
