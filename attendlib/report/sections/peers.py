"""Which schools has somebody called similar to a school, and what are their figures over the same days?

Figures of the city's own schools are no finer than the city's report has them, which anybody may read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from attendlib.city import Similar
from attendlib.measures.rates import RATES
from attendlib.report.sections.compared import OWN, period_in, published
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import why
from attendlib.report.sections.others import told_by_the_city
from attendlib.report.view import PLACES, View
from attendlib.report.words import sentence
from attendlib.report.written import HIDDEN, NOT_APPLICABLE
from attendlib.rounding import percent

_YEAR = re.compile(r"\b(20\d\d)/(\d\d)\b")


@dataclass(frozen=True)
class Peer:
    """One similar school. told: its row of the table · period: of its figures, with their source where they are given ·
    figures: as shown, by published measure · shares: the same exactly, of those that are shown · here: they are from
    the city's own registers."""

    told: Similar
    name: str
    period: str
    figures: Mapping[str, object]
    shares: Mapping[str, Fraction]
    here: bool = False


def peers_of(view: View) -> list[Peer]:
    """The schools that are called similar to the view's, the nearest first."""
    rows = [one for one in view.open.city.similar if one.urn in view.urns]
    held = {str(row["school"]): row for row in told_by_the_city(view).to_dict("records")} if rows else {}
    names = view.open.city.school_names
    found = []
    for told in rows:
        name = names.get(told.similar_urn) or told.name or f"URN {told.similar_urn}"
        row = held.get(told.similar_urn)
        found.append(_given(view, told, name) if row is None else _here(view, told, name, row))
    return sorted(found, key=lambda peer: (peer.told.distance, peer.name))


def _here(view: View, told: Similar, name: str, row: Mapping[Any, Any]) -> Peer:
    reach = view.everyone.reach_of(told.similar_urn)
    period = period_in(view, reach.within(view.span)) + (", termly totals" if reach.totals_only else "")
    return Peer(told, name, period, {measure: row[own] for measure, own in OWN.items()}, shares_of(row), here=True)


def shares_of(row: Mapping[Any, Any]) -> dict[str, Fraction]:
    """By published measure the exact shares of a row of measures, without those that are withheld or have no rule: the
    counts of a rate that is withheld may stand beside it."""
    shares = {}
    for measure, own in OWN.items():
        if row[own] not in (HIDDEN, NOT_APPLICABLE):
            part, whole = (int(row[count]) for count in RATES[own])
            shares.update({measure: Fraction(part, whole)} if whole else {})
    return shares


def _given(view: View, told: Similar, name: str) -> Peer:
    shares = {measure: Fraction(figure) / 100 for measure, figure in told.percents.items()}
    period = ", ".join(filter(None, (told.period, told.source))) if shares else "no figures are given"
    if not shares and told.similar_urn in view.everyone.urns:
        period = sentence(why(view.open, (told.similar_urn,)))
    return Peer(told, name, period, published(told.percents), shares)


def year_named(period: str) -> str:
    """The only academic year that a period names, such as ``2024/25, whole year``; empty where it names none, or
    several."""
    named = {year[0] for year in _YEAR.finditer(period) if (int(year[1]) + 1) % 100 == int(year[2])}
    return named.pop() if len(named) == 1 else ""


def rate(share: Fraction) -> float | str:
    """A share in percent, as shown."""
    return low([float(percent(share.numerator, share.denominator, PLACES) or 0)], [int(share > 0)])[0]


def middle(peers: Iterable[Peer], measure: str) -> Fraction | None:
    """The middle one of the shares that are shown, of an even number half way between the two inner ones; None where
    there is none."""
    shares = [peer.shares[measure] for peer in peers if measure in peer.shares]
    return median(shares) if shares else None
