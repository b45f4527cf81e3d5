"""What does a model say, and what beside others?"""

import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Chart, Column, Table, Words
from attendlib.report.sections.groups import GROUPS
from attendlib.report.sections.research.refused import Refused, or_why
from attendlib.report.sections.research.said import cautions, chance, in_words, reach, reach_columns
from attendlib.report.words import listed, plural, sentence, share
from attendlib.research import Groups, expected
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


def compared(models: Sequence[tuple[str, Fitted | Refused]], term: str, title: str, value_name: str) -> Chart:
    """The same term in several models, each by the name it is given; in small print why one is not there."""
    known = [(name, fitted) for name, fitted in models if not isinstance(fitted, Refused)]
    rows = [{"name": name, **reach(fitted.term(term), PLACES)} for name, fitted in known]
    small = [in_words(f"{name}: {fitted.errors}, {_used(fitted)}.") for name, fitted in known]
    small += [f"{name}: {refused.why}" for name, refused in models if isinstance(refused, Refused)]
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


@or_why
def coefficients(fitted: Fitted, caption: str) -> Table:
    """Every term of a model, groups last; ratios where it is a model of odds or counts."""
    ratios = bool(fitted.ratio)
    found = fitted.ratios() if ratios else fitted.terms
    rows = [
        {"term": term_name(fitted, name), **reach(found[name], PLACES), "p": chance(found[name].p)}
        for name in sorted(found, key=lambda name: bool(_OF_GROUP.fullmatch(name)))
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
    return f"{sentence(told.get(value, value))} (beside: {told.get(base, base)})"


@or_why
def fit_of(fitted: Fitted, caption: str) -> Table:
    """The figures of the whole model and its diagnostics."""
    rows = [{"figure": name, "value": half_up(value, 3)} for name, value in fitted.fit.items() if not math.isnan(value)]
    return Table(caption, [Column("figure", "Figure"), Column("value", "Value", "number", 3)], rows, "it has none.")


def said(models: Sequence[Fitted], term: str, step: str, outcome: str) -> Words:
    """The same term of each model in a sentence."""
    return Words([reading(fitted, term, step, outcome) for fitted in models])


def by_group(found: Groups, title: str, group_name: str, value_name: str) -> Chart:
    """One term in several groups, with what chance makes of so many comparisons."""
    rows = [{"name": f"{name} ({plural(n, 'pupil')})", **reach(one, PLACES)} for name, (one, n) in found.found.items()]
    note = "".join(f" {name}: {why}" for name, why in found.refused.items()).strip()
    if found.together:
        out = listed(found.together.standing_out) or "none"
        by_chance = half_up(100 * found.together.by_chance, 0)
        differ = "" if found.p_alike is None else f" A test of whether they differ: p {chance(found.p_alike)}."
        note = (
            f"Within schools, pupils taken to be independent. {len(rows)} comparisons: were there nothing in any of "
            f"them, at least one interval would miss it with a chance of {by_chance}%. After Holm's correction these "
            f"stand out: {out}.{differ} {note}"
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


@or_why
def dose(response: Response, title: str, value_name: str) -> Chart:
    """The curve over absence, at the amounts asked for."""
    rows = [
        {"name": f"{one.amount:g}% absence, reached by {one.rows:,}", **reach(one.expected, 1)}
        for one in response.curve
    ]
    straight = "no clear sign of a bend" if response.p_straight >= 0.05 else "a bend"
    beyond = [f"{amount:g}%" for amount in response.beyond]
    nobody = f"Nobody missed {listed(beyond)}. " if beyond else ""
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        title,
        label_name="If everybody missed",
        value_name=value_name,
        places=1,
        note=f"A natural cubic spline; {straight} (test against a straight line: p {chance(response.p_straight)}). "
        f"Where few missed as much, the curve rests on few. {nobody}{cautions(response.bent.cautions)}".strip(),
    )


@or_why
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


def _used(fitted: Fitted) -> str:
    return share(fitted.design.rows.used, fitted.design.rows.read, "pupils")


def _lacking(fitted: Fitted) -> str:
    told = [f"{count:,} without {name}" for name, count in fitted.design.rows.missing.items()]
    return f"Left out: {', '.join(told)}." if told else ""
