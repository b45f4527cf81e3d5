"""Which reasons for absence moved the number since last half term?"""

from typing import Any

from attendlib.measures.change import Counts
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.change.told import ADD_UP, PLACES, points, rate_columns, rates, untold
from attendlib.report.sections.reasons import ABSENCE
from attendlib.report.since import Half, Since

Reason = tuple[str, str]
"""A reason and the kind of absence that it is."""


def change_by_reason(since: Since) -> Table | Callout:
    """How far each reason moved the school's absence: a reason's share of the possible sessions has no other part."""
    told = untold(since)
    if told:
        return told
    rows = by_reason(since)
    if rows:
        rows.append(
            {"reason": "All absence", "kind": "both", **rates(*since.whole), "points": sum(r["points"] for r in rows)}
        )
    columns = [
        Column("reason", "Reason"),
        Column("kind", "Kind"),
        *rate_columns(since),
        Column("points", "Points of the change", "points", PLACES),
    ]
    note = f"Shares of possible sessions. {ADD_UP}"
    return Table("The change by reason", columns, rows, "no session was missed in either.", note=note, total=True)


def by_reason(since: Since) -> list[dict[str, Any]]:
    """The rows of the reasons, the one that moved the number furthest first, without their sum."""
    (before, now), (first, last) = (_in(since, half) for half in since.halves), since.whole
    names = sorted({*before, *now})
    pairs = [(Counts(first.possible, before.get(n, 0)), Counts(last.possible, now.get(n, 0))) for n in names]
    moved = points([later.rate - earlier.rate for earlier, later in pairs])
    rows = [
        {"reason": reason, "kind": kind.replace(" absence", ""), **rates(*pair), "points": by}
        for (reason, kind), pair, by in zip(names, pairs, moved, strict=True)
    ]
    return sorted(rows, key=lambda row: (-abs(row["points"]), row["reason"]))


def _in(since: Since, half: Half) -> dict[Reason, int]:
    frame = since.view.of(since.view.urns, split="reason", window=half.window)
    frame = frame[frame.category.isin(ABSENCE)]
    if since.view.without_names:  # in a half term a single pupil may be all of a reason
        frame = (
            frame.assign(reason=frame.category.str.capitalize()).groupby(["reason", "category"], as_index=False).sum()
        )
    return dict(zip(zip(frame.reason, frame.category, strict=True), map(int, frame.sessions), strict=True))
