"""How far did absence move since last half term, and is it more than chance would do?"""

from attendlib.measures.chance import Interval, of_change
from attendlib.measures.change import Counts
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.chance import FEW, METHOD, range_of, verdict
from attendlib.report.sections.change.told import PLACES, exact_points, rate_columns, rates, untold
from attendlib.report.sections.measured import one
from attendlib.report.since import Since
from attendlib.report.words import schools


def change(since: Since) -> Table | Callout:
    """Absence in the two half terms and the change, of the school and of all schools of the phase in the same days."""
    told = untold(since)
    if told:
        return told
    rows = [_row(since.view.name, *since.whole)]
    peers = peers_in(since) if since.view.has_peers else None
    if peers:
        rows.append(_row(f"All {schools(since.view.phase)} in the city, same days", *peers))
    before, now = since.halves
    columns = [
        Column("who", "Who"),
        *rate_columns(since),
        Column("change", "Change in percentage points", "points", PLACES),
    ]
    dates = f"{before.label}: {before.dates}. {now.label}: {now.dates}."
    note = " ".join(filter(None, [dates, _within(since), METHOD if interval(since) else ""]))
    return Table("Absence this half term and the one before", columns, rows, "there is nothing to compare.", note=note)


def interval(since: Since) -> Interval | None:
    """The interval of the school's change."""
    frame = since.enrolments
    return of_change((frame.possible_before, frame.absent_before), (frame.possible, frame.absent))


def peers_in(since: Since) -> tuple[Counts, Counts] | None:
    """The counts of all schools of the phase in the same days; None where there are none in one of them."""
    view = since.view
    rows = [one(view.of(view.peers, "city", window=half.window)) for half in since.halves]
    before, now = (Counts(int(row.possible), int(row.absent)) for row in rows)
    return (before, now) if before.possible and now.possible else None


def _row(who: str, before: Counts, now: Counts) -> dict[str, object]:
    return {"who": who, **rates(before, now), "change": exact_points(now.rate - before.rate)}


def _within(since: Since) -> str:
    found = interval(since)
    if found is None:
        return FEW
    return f"The school's change is {verdict(found)} (range {range_of(found)} points)."
