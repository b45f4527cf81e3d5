"""Does the school differ from the other schools of its phase by more than chance?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from attendlib.measures.chance import Interval, of_difference, of_shares
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.chance import FEW, METHOD, range_of, spread_of, verdict
from attendlib.report.sections.measured import difference, heading, one
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.others import others_withheld
from attendlib.report.sections.thresholds import thresholds
from attendlib.report.sections.withheld import is_hidden
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed, schools, sentence
from attendlib.rounding import percent

SHARES = "Shares of pupils: Wilson's limits, and Newcombe's for their difference."


@dataclass(frozen=True)
class Apart:
    """The school's rate and the other schools', and the interval of their difference: None for too few pupils."""

    own: Decimal | None
    others: Decimal | None
    interval: Interval | None

    @property
    def points(self) -> float:
        """Their difference as shown."""
        return difference(float(self.own or 0), float(self.others or 0))


def beyond_chance(view: View) -> Table | Callout:
    """Absence and each class of absence beside the other schools of the phase in the same days, with what chance alone
    would give."""
    told = without_figures(view) or _alone(view)
    if told:
        return told
    found = set_apart(view)
    rows = [
        {
            "measure": heading(name),
            "own": apart.own,
            "others": apart.others,
            "apart": apart.points,
            "range": range_of(apart.interval),
            "verdict": sentence(verdict(apart.interval)),
        }
        for name, apart in found.items()
    ]
    columns = [
        Column("measure", "Measure"),
        Column("own", view.name, "percent", PLACES),
        Column("others", f"The other {schools(view.phase, len(view.others))}", "percent", PLACES),
        Column("apart", "Difference in points", "points", PLACES),
        Column("range", "Range"),
        Column("verdict", "The difference is"),
    ]
    said = [METHOD, SHARES, FEW if not all(apart.interval for apart in found.values()) else "", _untold(view, found)]
    note = " ".join(filter(None, said))
    return Table("More than chance?", columns, rows, "there is nothing to compare.", note=note)


def set_apart(view: View) -> dict[str, Apart]:
    """How far the school and the others are apart, by measure. Nothing where no other school has figures."""
    if not view.has_peers:
        return {}
    every = view.of_peers("school", split="spread")
    own, others = (spread_of(every[every.school.isin(view.urns) == mine]) for mine in (True, False))
    rates = percent(own.absent, own.possible, PLACES), percent(others.absent, others.possible, PLACES)
    found = {"absence_percent": Apart(*rates, of_difference(own, others))}
    mine, whole = one(view.of(view.urns, "city", window=view.span)), one(view.of_peers("city"))
    for line in thresholds(view):
        if is_hidden(view, mine, line.name) or others_withheld(view, view.peers, line.name):
            continue
        own_part = int(mine[line.name]), int(mine.enrolments)
        theirs = int(whole[line.name]) - own_part[0], int(whole.enrolments) - own_part[1]
        interval = of_shares(own_part, theirs) if own_part[1] and theirs[1] else None
        shares = percent(*own_part, PLACES), percent(*theirs, PLACES)
        found[f"{line.name}_percent"] = Apart(*shares, interval)
    return found


def _untold(view: View, found: Mapping[str, Apart]) -> str:
    """Of which class nothing is told, and why; empty where all are."""
    names = [
        heading(rate).lower() for rate in (f"{line.name}_percent" for line in thresholds(view)) if rate not in found
    ]
    return f"Not told, for it could identify a pupil: {listed(names)}." if names else ""


def _alone(view: View) -> Callout | None:
    if view.has_peers:
        return None
    text = f"No other of the city's {schools(view.phase)} has figures that may be told for the same days."
    return Callout("note", "No other schools to compare with", text)
