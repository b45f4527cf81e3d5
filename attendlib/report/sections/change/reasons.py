"""Which reasons for absence moved the number since last half term?"""

from attendlib.measures.change import Counts
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.change.told import ADD_UP, PLACES, points, rate_columns, rates, untold
from attendlib.report.sections.reasons import ABSENCE
from attendlib.report.since import Half, Since

Reasons = dict[tuple[str, str], int]
"""Sessions missed by reason and kind of absence."""


def change_by_reason(since: Since) -> Table | Callout:
    """How far each reason moved the school's absence: a reason's share of the possible sessions has no other part."""
    told = untold(since)
    if told:
        return told
    (before, now), (first, last) = (reasons_in(since, half) for half in since.halves), since.whole
    pairs = {
        name: (Counts(first.possible, before.get(name, 0)), Counts(last.possible, now.get(name, 0)))
        for name in sorted({*before, *now})
    }
    moved = points([later.rate - earlier.rate for earlier, later in pairs.values()])
    rows = [
        {"reason": reason, "kind": kind.replace(" absence", ""), **rates(*pair), "points": by}
        for ((reason, kind), pair), by in zip(pairs.items(), moved, strict=True)
    ]
    rows.sort(key=lambda row: (-abs(row["points"]), row["reason"]))
    if rows:
        rows.append({"reason": "All absence", "kind": "both", **rates(first, last), "points": sum(moved)})
    columns = [
        Column("reason", "Reason"),
        Column("kind", "Kind"),
        *rate_columns(since),
        Column("points", "Points of the change", "points", PLACES),
    ]
    note = f"Shares of possible sessions. {ADD_UP}"
    return Table("The change by reason", columns, rows, "no session was missed in either.", note=note, total=True)


def reasons_in(since: Since, half: Half) -> Reasons:
    """The sessions missed for each reason in a half term."""
    frame = since.view.of(since.view.urns, split="reason", window=half.window)
    frame = frame[frame.category.isin(ABSENCE)]
    return dict(zip(zip(frame.reason, frame.category, strict=True), map(int, frame.sessions), strict=True))
