"""Who moved between the bands of absence since this half term began?"""

from collections.abc import Sequence

from attendlib.casework.lists import Move, flows
from attendlib.casework.lists.moved import BETTER, STUCK, WORSE
from attendlib.measures.band_edges import label
from attendlib.report.blocks import Block, Callout, Column, PupilList, Several, Table
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil, rate
from attendlib.report.sections.nothing import without_marks

FLOWS = (
    Column("band", "Sessions missed"),
    Column("was", "Pupils before", "count"),
    Column("came_worse", "In from less absence", "count"),
    Column("came_better", "In from more absence", "count"),
    Column("new", "New on roll", "count"),
    Column("went_worse", "Out to more absence", "count"),
    Column("went_better", "Out to less absence", "count"),
    Column("left", "Left the school", "count"),
    Column("now", "Pupils now", "count"),
)
MOVES = (
    Column("pupil", "Pupil"),
    Column("was", "Band before"),
    Column("now", "Band now"),
    Column("before", "Attendance before", "percent"),
    Column("rate", "Attendance now", "percent"),
)
CAPTIONS = {WORSE: "Moved to a band of more absence", BETTER: "Moved to a band of less absence"}


def moved(lists: Lists) -> Several | Callout:
    """The comings and goings of every band, then the pupils who moved and those stuck in persistent absence."""
    told = without_marks(lists.view)
    if told:
        return told
    found = lists.desk.moved
    if found.first:
        text = "This is the first half term of the year, so nobody can have moved since the one before."
        return Callout("note", "No earlier half term", text)
    if not found.rows:
        return Callout("note", "Nobody in a band", "No pupil on roll has a possible session.")
    blocks: list[Block] = [_table(lists)]
    for how, caption in CAPTIONS.items():
        if rows := found.of(how):
            blocks.append(_moves(lists, caption, rows))
    return Several(blocks)


def _table(lists: Lists) -> Table:
    found = lists.desk.moved
    rows = [
        {"band": label(band.edge, found.edges), **{column.key: getattr(band, column.key) for column in FLOWS[1:]}}
        for band in flows(found)
    ]
    total = {column.key: sum(row[column.key] for row in rows) for column in FLOWS[1:]}
    stuck = len(found.of(STUCK))
    by_law = "" if found.by_law is None else f" The line of persistent absence, {found.by_law}%, parts a band."
    return Table(
        "Pupils in each band of absence, before this half term and now",
        FLOWS,
        [*rows, {"band": "All bands", **total}],
        "nobody is in a band.",
        total=True,
        note="Before: the year up to the eve of this half term, of pupils on roll then; now: the year to date, of "
        f"pupils on roll now. {stuck:,} are stuck: in the same band, and persistently absent on both days.{by_law}",
    )


def _moves(lists: Lists, caption: str, rows: Sequence[Move]) -> PupilList:
    edges = lists.desk.moved.edges
    return PupilList(
        caption,
        MOVES,
        [
            {
                "pupil": pupil(lists, row.urn, row.upn),
                "was": label(row.was, edges) if row.was is not None else "none",
                "now": label(row.now, edges) if row.now is not None else "none",
                "before": rate(row.before),
                "rate": rate(row.counts),
            }
            for row in rows
        ],
        "nobody moved.",
    )
