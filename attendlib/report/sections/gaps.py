"""Which gaps between groups of pupils are more than chance, and how do the groups overlap?"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures.chance import Interval, Spread, of_difference, of_rate
from attendlib.measures.decided import PERSISTENT
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.chance import FEW, METHOD, between, range_of, verdict
from attendlib.report.sections.groups import year_label
from attendlib.report.sections.measured import columns, difference, low, shown
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.public import groups_shown
from attendlib.report.since import GROUPED
from attendlib.report.view import PLACES, View, rerated
from attendlib.report.words import sentence
from attendlib.rounding import percent, percents

SIDES = {
    "fsm": (("1",), "Eligible for free school meals", "not eligible"),
    "sen": (("E", "K"), "With special educational needs", "without"),
    "eal": (("1",), "With another first language than English", "with English"),
    "looked_after": (("1",), "Looked after", "not looked after"),
    "social_worker": (("1",), "With a social worker", "without"),
    "sex": (("F",), "Girls", "boys"),
}
"""The values on one side of each gap, and what the two sides are called. Values that are not given are on neither."""

OVERLAP = ("fsm", "sen")
"""The two groups whose overlap is shown: the two that national statistics cross."""

OVERLAPS = {
    (True, True): "Free school meals and special educational needs",
    (True, False): "Free school meals alone",
    (False, True): "Special educational needs alone",
    (False, False): "Neither",
}

RANGES = "Range: a 95% interval of the group's absence, all sessions of a pupil taken together."
MANY = "Of twenty gaps that are nothing but chance, one will look like more."


@dataclass(frozen=True)
class Gap:
    """Absence of a group and of the others of its kind, with what both are called. interval: of the difference, None
    for too few pupils."""

    group: str
    others: str
    one: Spread
    other: Spread
    interval: Interval | None

    @property
    def rates(self) -> tuple[Decimal, Decimal]:
        """Both rates as shown."""
        return _rate(self.one), _rate(self.other)

    @property
    def apart(self) -> float:
        """The difference of the two rates as shown, in points."""
        return difference(*map(float, self.rates))


def _rate(side: Spread) -> Decimal:
    rate = percent(side.absent, side.possible, PLACES)
    return Decimal(0) if rate is None else rate


def gaps(view: View) -> Table | Callout:
    """Absence on either side of each gap, with what chance alone would give."""
    told = without_figures(view)
    if told:
        return told
    found = list(found_gaps(view))
    judged = [gap for gap in found if gap.interval]
    rows = [
        {
            "label": f"{gap.group}, {gap.others}",
            "pupils": gap.one.pupils,
            "one": gap.rates[0],
            "other": gap.rates[1],
            "apart": gap.apart,
            "range": range_of(gap.interval),
            "verdict": sentence(verdict(gap.interval)),
        }
        for gap in judged
    ]
    heads = [
        Column("label", "Group, and the others"),
        Column("pupils", "Pupils in the group", "count"),
        Column("one", "Absence, group", "percent"),
        Column("other", "Absence, others", "percent"),
        Column("apart", "Gap in points", "points"),
        Column("range", "Range"),
        Column("verdict", "The gap is"),
    ]
    few = [] if len(judged) == len(found) else [_unjudged(len(found) - len(judged))]
    empty = "no two groups have enough pupils to be compared."
    return Table("Gaps between groups", heads, rows, empty, note=" ".join([METHOD, MANY, *few]))


def _unjudged(count: int) -> str:
    return f"{count:,} more {'is' if count == 1 else 'are'} not shown. {FEW}"


def found_gaps(view: View) -> Iterator[Gap]:
    """The gaps that have pupils on both sides: each year group and the others, then each kind of group."""
    rule = small_numbers(view.window.end) if view.public else None
    shown, everybody = groups_shown(view, "year_group"), view.own("enrolment", *GROUPED)
    years = [year for year in view.own("year_group").year_group if len(shown.get(year, (year,))) == 1]
    sides = [("year_group", ((year,), year_label(year), "other years")) for year in years]
    for kind, (values, group, others) in (*sides, *SIDES.items()):
        frame = everybody[everybody[kind] != ""]
        inside = frame[kind].isin(values)
        one, other = (Spread.of(part.possible, part.absent) for part in (frame[inside], frame[~inside]))
        few = rule is not None and any(rule.is_small_group(side.pupils) for side in (one, other))
        if one.pupils and other.pupils and not few:
            yield Gap(group, others, one, other, of_difference(one, other))


def overlaps(view: View) -> Table | Callout | None:
    """Pupils with free school meals, with special educational needs, with both and with neither; None where the pupils
    table does not tell both, and in a report for everybody."""
    told = without_figures(view)
    if told or view.public:
        return told
    frame = view.own("enrolment", *GROUPED).query("possible > 0")
    frame = frame[(frame.fsm != "") & (frame.sen != "")]
    if frame.empty:
        return None
    inside = [frame[kind].isin(SIDES[kind][0]) for kind in OVERLAP]
    rows = [_overlap(label, frame[(inside[0] == fsm) & (inside[1] == sen)]) for (fsm, sen), label in OVERLAPS.items()]
    heads = [
        Column("label", "Group"),
        Column("pupils", "Pupils", "count"),
        Column("absence", "Absence", "percent"),
        Column("range", "Range of absence"),
        *columns(PERSISTENT, f"{PERSISTENT}_percent"),
    ]
    return Table("Free school meals and special educational needs together", heads, rows, "nobody.", note=RANGES)


def _overlap(label: str, frame: pd.DataFrame) -> dict[str, object]:
    spread = Spread.of(frame.possible, frame.absent)
    told = {"enrolments": spread.pupils} | ({PERSISTENT: int(frame[PERSISTENT].sum())} if PERSISTENT in frame else {})
    return {
        "label": label,
        "pupils": spread.pupils,
        "absence": low(percents([spread.absent], [spread.possible], PLACES), [spread.absent])[0],
        "range": between(of_rate(spread)),
        **shown(rerated(pd.DataFrame([told]))).iloc[0][[PERSISTENT, f"{PERSISTENT}_percent"]],
    }
