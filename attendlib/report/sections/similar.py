"""How does the school stand among those that somebody has called similar?

Who is similar is the user's to say and a head teacher's to contest: the distance stands beside each school, and so does
what the middle one would be without it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attendlib.benchmarks import MEASURES
from attendlib.measures.chance import of_difference
from attendlib.report.blocks import Callout, Column, Several, Table, Words
from attendlib.report.sections.chance import spread_of
from attendlib.report.sections.compared import OWN, compared_with, period_in
from attendlib.report.sections.distances import distance_column, distance_in
from attendlib.report.sections.measured import heading, shown
from attendlib.report.sections.peers import Peer, middle, peers_of, rate, shares_of, year_named
from attendlib.report.sections.thresholds import told_by
from attendlib.report.sections.withheld import withheld_alone
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed, plural, sentence
from attendlib.report.written import NOT_APPLICABLE, NOT_AVAILABLE
from attendlib.rounding import percent

ABSENCE, PERSISTENT = "overall_absence", "persistent_absence"
"""The measures of which a sentence tells where the school stands; of the first, what each similar school does to it."""

NOTE = (
    "The nearest first. Middle one without it: the middle one's overall absence if that school were left out. Schools "
    "of the city by its registers, over the same days unless a period says otherwise; others as given. Figures of "
    "other periods are not like for like."
)
UNSAID = (
    "Who chose these schools, and what their distance means, is not said: similar_schools_method in the city file is "
    "the place for it."
)
SIGNS = {
    1: "higher than at",
    -1: "lower than at",
    0: "within chance beside",
    None: "too few pupils to judge beside",
}


def similar_schools(view: View) -> Several | Callout | None:
    """Who chose the similar schools, where the school stands among them, and each with its distance and figures. None
    for a city without a table of them."""
    if not view.open.city.similar:
        return None
    peers, method = peers_of(view), view.open.city.similar_method
    if not peers:
        text = f"The city's table of similar schools has no row for {view.name}."
        return Callout("note", "No similar schools are named", text)
    chosen = f"How the similar schools were chosen, as the city file says: {method}" if method else UNSAID
    return Several([Words([chosen], list(_told(view, peers))), _table(view, peers)])


def _told(view: View, peers: Sequence[Peer]) -> Iterator[str]:
    """Where the school stands, measure by measure, and beside which schools of the city that is more than chance."""
    own = withheld_alone(view, shown(view.own("city")))
    shares = shares_of(own.iloc[0]) if len(own) else {}
    for measure in (ABSENCE, PERSISTENT):
        between = middle(peers, measure)
        if measure in shares and between is not None:
            others = [peer.shares[measure] for peer in peers if measure in peer.shares]
            yield f"{_stand(measure, shares[measure], others)} The middle one has {_rounded(between)}%."
    judged: dict[int | None, list[str]] = {sign: [] for sign in SIGNS}
    for peer in peers:
        if shares and peer.here and ABSENCE in peer.shares:
            judged[_sign(view, peer.told.similar_urn)].append(peer.name)
    said = "; ".join(f"{SIGNS[sign]} {listed(names)}" for sign, names in judged.items() if names)
    if said:
        yield f"Absence beside each school of the city, with what chance allows: {said}."


def _stand(measure: str, own: Fraction, others: Sequence[Fraction]) -> str:
    """How many have less, as much and more, by the figures as shown."""
    mine, rates = _rounded(own), [_rounded(share) for share in others]
    counts = {
        "less": sum(rate < mine for rate in rates),
        "as much": sum(rate == mine for rate in rates),
        "more": sum(rate > mine for rate in rates),
    }
    said = listed([f"{count:,} {'has' if count == 1 else 'have'} {words}" for words, count in counts.items() if count])
    whom = f"{plural(len(rates), 'similar school')} with a figure"
    return f"{sentence(measure.replace('_', ' '))} is {mine}%: of {whom} {said}."


def _rounded(share: Fraction) -> Decimal:
    return percent(share.numerator, share.denominator, PLACES) or Decimal(0)


def _sign(view: View, urn: str) -> int | None:
    """Whether absence is higher (1) or lower (-1) than at another school by more than chance, or not (0); None among
    too few pupils to judge."""
    every = view.everyone.own("school", split="spread")
    found = of_difference(*(spread_of(every[every.school == school]) for school in (*view.urns, urn)))
    return None if found is None else 0 if found.holds_zero else 1 if found.low > 0 else -1


def _middle(peers: Sequence[Peer], measure: str) -> float | str:
    found = middle(peers, measure)
    return NOT_AVAILABLE if found is None else rate(found)


def _table(view: View, peers: Sequence[Peer]) -> Table:
    """The school, those similar to it, and the middle one of these."""
    column = distance_column(peer.told.distance for peer in peers)
    blank = {"distance": NOT_APPLICABLE, "without": NOT_APPLICABLE}
    rows = [compared_with(view, view.name, period_in(view, view.span), view.own("city")) | blank]
    for peer in peers:
        others = [other for other in peers if other is not peer]
        without = _middle(others, ABSENCE) if ABSENCE in peer.shares else NOT_APPLICABLE
        more = {"distance": distance_in(column, peer.told.distance), "without": without}
        rows.append({"who": peer.name, "period": peer.period, **peer.figures, **more})
    counted = max(sum(measure in peer.shares for peer in peers) for measure in MEASURES)
    if counted:
        figures = {measure: _middle(peers, measure) for measure in MEASURES}
        whom = f"Middle one of {plural(counted, 'similar school')}"
        rows.append({"who": whom, "period": "as above", **figures, **blank})
    columns = [
        Column("who", "Who"),
        column,
        *(Column(measure, heading(own), "percent", PLACES) for measure, own in OWN.items()),
        Column("without", "Middle one without it", "percent", PLACES),
        Column("period", "Period and source"),
    ]
    note = " ".join([NOTE, *_rules(peers)])
    return Table("Similar schools", columns, rows, "no school is named.", note=note, total=bool(counted))


def _rules(peers: Sequence[Peer]) -> Iterator[str]:
    """By which rule persistent absence that is given was told, as far as its period names an academic year."""
    given = [peer for peer in peers if not peer.here and PERSISTENT in peer.shares]
    years = {peer.name: year for peer in given if (year := year_named(peer.told.period))}
    rules, unsaid = told_by(PERSISTENT, years.values()), [peer.name for peer in given if peer.name not in years]
    if rules:
        yield f"Given: {rules[:1].lower()}{rules[1:]}"
    if unsaid:
        yield (
            f"No academic year is given for {listed(unsaid)}, so the rule by which persistent absence was told there "
            "is not known."
        )
